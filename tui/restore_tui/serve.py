"""The app in a browser on this machine, for those who live outside a terminal.

It listens on the loopback address alone. Who has no token gets nothing: the first page is opened with the token in its
address, which sets a cookie that no other site's pages can send. Browsers send a cookie to every port of its host, to
other servers of this machine too: it holds a number of this session, with which no other page is opened anew. Requests
that name another host, or come from another site's page, are refused, so that neither DNS rebinding nor a cross-site
WebSocket gets in.
"""

from __future__ import annotations

import hmac
import secrets
import shlex
import socket
import sys
from typing import TYPE_CHECKING, Any

from restore.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from aiohttp import web

HOST = "127.0.0.1"
COOKIE = "restore_review"
# The page's own script opens the terminal and leaves keys to nobody until it is clicked.
FOCUS = "<script>addEventListener('load', () => document.querySelector('.xterm-helper-textarea')?.focus())</script>"


def serve(arguments: Sequence[str], *, port: int = 0, tell: Callable[[str], None]) -> None:
    """Serve `restore` with these arguments until Ctrl-C; each browser window runs it anew.

    Raises:
        UsageError: the extra `web` is not installed, or the port is taken.
    """
    try:
        import textual_serve.server  # noqa: F401 - only to see that it is there
    except ImportError:
        raise UsageError("--serve needs textual-serve: pip install 'restore-text[web]'") from None
    token = secrets.token_urlsafe(24)
    used = port or free_port()
    _refuse_taken(used)
    tell(f"open http://{HOST}:{used}/?token={token} in a browser on this machine; Ctrl-C ends it")
    server_of(arguments, used, token).serve()


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _refuse_taken(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except (OSError, OverflowError):
            raise UsageError(f"--port {port}: cannot be listened on; leave it out for a free one") from None


def server_of(arguments: Sequence[str], port: int, token: str) -> Any:
    """A textual-serve server that lets nobody in without the token."""
    from textual_serve.server import Server

    class Guarded(Server):
        """The same server behind a guard, without its banner and its access log."""

        async def _make_app(self) -> web.Application:
            app = await super()._make_app()
            app.middlewares.append(guard(port, token))
            return app

        async def on_startup(self, app: web.Application) -> None:
            """Say nothing: the command has told the address."""

        def initialize_logging(self) -> None:
            """Leave the terminal alone."""

    command = shlex.join([sys.executable, "-m", "restore", *arguments])
    return Guarded(command, host=HOST, port=port, title="restore review")


def guard(port: int, token: str) -> Any:
    """The middleware that checks host, origin and token."""
    from aiohttp import web

    hosts = {f"{HOST}:{port}"}
    session = secrets.token_urlsafe(24)

    @web.middleware
    async def check(
        request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        origin = request.headers.get("Origin")
        if request.host not in hosts or (origin is not None and origin.removeprefix("http://") not in hosts):
            raise web.HTTPForbidden(text="this server is for its own machine and its own page\n")
        given = request.query.get("token", "")
        if given and _same(given, token) and request.path == "/":
            welcome = web.HTTPFound("/")
            welcome.set_cookie(COOKIE, session, httponly=True, samesite="Strict", path="/")
            raise welcome
        if not _same(request.cookies.get(COOKIE, ""), session):
            raise web.HTTPForbidden(text="open the address that restore review --serve printed\n")
        response = await handler(request)
        if isinstance(response, web.Response) and response.content_type == "text/html":
            response.text = (response.text or "").replace("</head>", f"{FOCUS}</head>", 1)
        if not response.prepared:
            _harden(response, port)
        return response

    return check


def _same(given: str, secret: str) -> bool:
    # What a request gives may be any bytes, which aiohttp hands on as surrogates.
    return hmac.compare_digest(given.encode("utf-8", "surrogatepass"), secret.encode())


def _harden(response: web.StreamResponse, port: int) -> None:
    """Nothing from other machines, in no frame, without a trace of the address."""
    response.headers["Content-Security-Policy"] = (
        f"default-src 'self' 'unsafe-inline' data: blob:; connect-src ws://{HOST}:{port} 'self'; frame-ancestors 'none'"
    )
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "no-store"
