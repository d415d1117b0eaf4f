from __future__ import annotations

import asyncio
import os
import re
import signal
import socket
import subprocess
import sys
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import pytest

aiohttp = pytest.importorskip("aiohttp", reason="needs the extra web")
pytest.importorskip("textual_serve", reason="needs the extra web")

from restore.session.journal import read  # noqa: E402 - what it needs is checked for first
from restore_tui.serve import COOKIE, HOST, free_port, server_of  # noqa: E402
from tests.tui.chromium import CHROMIUM, page_of  # noqa: E402

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


def test_the_page_gives_its_terminal_the_keys():
    ((_, _, page),) = asked([("/", {})], inside=True)
    assert page.count(".focus()") == 1


@contextmanager
def served(folder):
    """The address that `restore review --serve` prints in this folder."""
    command = [sys.executable, "-m", "restore", "review", "copy.txt", "--source", "source.txt", "--threshold", "1"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        [*command, "--serve"], cwd=folder, env=environment, stderr=subprocess.PIPE, text=True
    )  # fmt: skip
    try:
        yield re.search(r"http://\S+", process.stderr.readline())[0]
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(10)
        process.stderr.close()


@pytest.mark.slow
@pytest.mark.skipif(not CHROMIUM, reason="needs Chromium")
def test_in_a_browser_with_keys_alone_from_the_first_screen_to_the_written_text(tmp_path):
    source = "They lacked any detail. Then Emanuel left the room. Nobody gave any detail at all."
    copy = source.replace("detail", "Emanuel")
    (tmp_path / "source.txt").write_text(source)
    (tmp_path / "copy.txt").write_text(copy)

    async def script(address):
        async with page_of(address) as page:
            await page.wait_for("2 left")
            await page.press("r")
            await page.wait_for("✗1 .*1 left")
            await page.press("a")
            await page.wait_for("All 2 decided")
            await page.press("u")
            await page.wait_for("1 left")
            await page.press("e")
            await page.wait_for("becomes")
            for key in "s!":
                await page.press(key)
            await page.press("Enter")
            await page.wait_for(r"All 2 decided.*copy\.restored\.txt")
            picture = await page.picture()
            await page.press("Control+s")
            await page.wait_for(r"written to copy\.restored\.txt")
            await page.press("q")
            return picture

    with served(tmp_path) as address:
        picture = asyncio.run(script(address))
    assert len(picture) > 20_000, "nothing is drawn"
    assert (tmp_path / "copy.restored.txt").read_text() == copy.replace("any Emanuel at", "any details! at")
    lines = read(str(tmp_path / "copy.txt.session")).lines
    assert [(line["answer"], line.get("replacement")) for line in lines if line.get("event") == "decide"] == [
        ("keep", None), ("apply", None), ("apply", "details!"),
    ]  # fmt: skip
    assert [line["event"] for line in lines if line.get("event") in {"undo", "written"}] == ["undo", "written"]


def test_a_port_that_is_taken_is_named():
    from restore.errors import UsageError
    from restore_tui.serve import serve

    with socket.socket() as taken:
        taken.bind((HOST, 0))
        taken.listen()
        with pytest.raises(UsageError, match="cannot be listened on"):
            serve([], port=taken.getsockname()[1], tell=lambda _: None)
