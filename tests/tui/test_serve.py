from __future__ import annotations

import asyncio
import base64
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

aiohttp = pytest.importorskip("aiohttp", reason="needs the extra web")
pytest.importorskip("textual_serve", reason="needs the extra web")

from restore_tui.serve import COOKIE, HOST, free_port, server_of  # noqa: E402 - what it needs is checked for first

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
ROOT = Path(__file__).parents[2]
TOKEN = "made-for-this-test"


@asynccontextmanager
async def serving():
    """The port of a server that is not listening to anyone else."""
    from aiohttp import web

    port = free_port()
    runner = web.AppRunner(await server_of(["--version"], port, TOKEN)._make_app())
    await runner.setup()
    await web.TCPSite(runner, HOST, port).start()
    try:
        yield port
    finally:
        await runner.cleanup()


def asked(requests, *, inside=False):
    """Statuses, headers and texts of requests; those made from `inside` have opened the address with the token."""

    async def run():
        jar = aiohttp.CookieJar(unsafe=True)  # "unsafe" allows for a host that is an address
        async with serving() as port, aiohttp.ClientSession(cookie_jar=jar) as client:
            found = []
            for path, headers in [(f"/?token={TOKEN}", {}), *requests] if inside else requests:
                url = f"http://{HOST}:{port}{path}"
                async with client.get(url, headers=headers, allow_redirects=False) as response:
                    found.append((response.status, dict(response.headers), await response.text()))
            return found[1:] if inside else found

    return asyncio.run(run())


def answered(path, cookie):
    """The status line for a request of bytes that no client of good manners sends."""

    async def run():
        async with serving() as port:
            reader, writer = await asyncio.open_connection(HOST, port)
            writer.write(b"GET %b HTTP/1.1\r\nHost: %b:%d\r\nCookie: %b\r\n\r\n" % (path, HOST.encode(), port, cookie))
            line = await reader.readline()
            writer.close()
            return line

    return asyncio.run(run())


@pytest.mark.parametrize("path", ["/", "/ws", "/static/js/textual.js", "/?token=wrong", "/download/x"])
def test_without_the_token_there_is_nothing(path):
    ((status, _, text),) = asked([(path, {})])
    assert status == 403
    assert "--serve printed" in text


def test_the_token_opens_the_door():
    first, second, script = asked([(f"/?token={TOKEN}", {}), ("/", {}), ("/static/js/textual.js", {})])
    assert first[0] == 302
    assert "HttpOnly" in first[1]["Set-Cookie"]
    assert "SameSite=Strict" in first[1]["Set-Cookie"]
    assert TOKEN not in first[1]["Location"]
    assert second[0] == 200
    assert "default-src 'self'" in second[1]["Content-Security-Policy"]
    assert script[0] == 200


@pytest.mark.parametrize("headers", [{"Host": "evil.example"}, {"Origin": "http://evil.example"}])
def test_another_host_or_page_is_refused(headers):
    (before, _, _), (status, _, _) = asked([("/", {}), ("/", headers)], inside=True)
    assert (before, status) == (200, 403)


def test_the_cookie_does_not_tell_the_token():
    ((_, headers, _),) = asked([(f"/?token={TOKEN}", {})])
    assert TOKEN not in headers["Set-Cookie"]
    ((status, _, _),) = asked([("/", {"Cookie": f"{COOKIE}={TOKEN}"})])
    assert status == 403


@pytest.mark.parametrize(
    ("path", "cookie"),
    [(b"/", b"\xff\xfe"), (b"/?token=\xff\xfe", b""), (b"/?token=%ff%fe", b""), (b"/", b"\xed\xb3\xbf")],
)
def test_a_cookie_or_token_of_any_bytes_is_just_wrong(path, cookie):
    assert answered(path, COOKIE.encode() + b"=" + cookie).split()[1] in {b"403", b"400"}


def test_it_listens_on_the_loopback_address_alone():
    server = server_of([], 1, TOKEN)
    assert server.host == "127.0.0.1"


class Browser:
    """A page in headless Chromium, over the DevTools protocol."""

    def __init__(self, socket_):
        self._socket, self._number = socket_, 0

    async def send(self, method, **params):
        self._number += 1
        await self._socket.send_json({"id": self._number, "method": method, "params": params})
        while True:
            answer = json.loads((await self._socket.receive(timeout=30)).data)
            if answer.get("id") == self._number:
                return answer.get("result", {})

    async def click(self, x, y):
        await self.send("Page.bringToFront")
        for kind in ("mousePressed", "mouseReleased"):
            await self.send("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    async def type(self, key):
        for kind in ("keyDown", "keyUp"):
            await self.send("Input.dispatchKeyEvent", type=kind, key=key, text=key if kind == "keyDown" else "")


async def in_chromium(address, script):
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        flags = [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--window-size=1280,800",
            "--remote-debugging-port=0",
        ]
        process = subprocess.Popen(  # noqa: ASYNC220 - nothing else runs meanwhile
            [CHROMIUM, *flags, f"--user-data-dir={profile}", "about:blank"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        try:
            port_file = Path(profile) / "DevToolsActivePort"
            for _ in range(300):
                if port_file.exists() and port_file.read_text().count("\n"):
                    break
                await asyncio.sleep(0.1)
            port = port_file.read_text().splitlines()[0]
            async with aiohttp.ClientSession() as client:
                async with client.get(f"http://127.0.0.1:{port}/json/list") as response:
                    page = next(target for target in await response.json() if target["type"] == "page")
                async with client.ws_connect(page["webSocketDebuggerUrl"], max_msg_size=0) as connection:
                    browser = Browser(connection)
                    await browser.send("Page.navigate", url=address)
                    await script(browser)
        finally:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@pytest.mark.slow
@pytest.mark.skipif(not CHROMIUM, reason="needs Chromium")
def test_a_decision_made_in_a_browser_is_in_the_journal(tmp_path):
    (tmp_path / "source.txt").write_text(
        "They lacked any detail. Then Emanuel left the room. Nobody gave any detail at all."
    )
    (tmp_path / "copy.txt").write_text(
        "They lacked any Emanuel. Then Emanuel left the room. Nobody gave any Emanuel at all."
    )
    command = [
        sys.executable,
        "-m",
        "restore",
        "review",
        "copy.txt",
        "--source",
        "source.txt",
        "--threshold",
        "1",
        "--serve",
    ]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    served = subprocess.Popen(command, cwd=tmp_path, env=environment, stderr=subprocess.PIPE, text=True)
    journal = tmp_path / "copy.txt.session"

    async def script(browser):
        for _ in range(300):
            await asyncio.sleep(0.2)
            if journal.exists() and '"opened"' in journal.read_text():
                break
        for _ in range(40):
            await asyncio.sleep(0.5)
            await browser.click(700, 300)
            await browser.type("r")
            if '"answer":"keep"' in journal.read_text():
                break
        shot = await browser.send("Page.captureScreenshot")
        (tmp_path / "served.png").write_bytes(base64.b64decode(shot["data"]))

    try:
        address = re.search(r"http://\S+", served.stderr.readline())[0]
        asyncio.run(in_chromium(address, script))
    finally:
        served.send_signal(signal.SIGINT)
        served.wait(10)
        served.stderr.close()
    assert '"answer":"keep"' in journal.read_text()
    assert (tmp_path / "served.png").stat().st_size > 20_000


def test_a_port_that_is_taken_is_named():
    from restore.errors import UsageError
    from restore_tui.serve import serve

    with socket.socket() as taken:
        taken.bind((HOST, 0))
        taken.listen()
        with pytest.raises(UsageError, match="cannot be listened on"):
            serve([], port=taken.getsockname()[1], tell=lambda _: None)
