"""A page with a terminal in headless Chromium, over the DevTools protocol: real keys go in, and what is drawn is read.

What the page's terminal gets over its WebSocket is drawn on a screen here as well, since there it stands in a canvas.
"""

from __future__ import annotations

import asyncio
import base64
import json
import os
import re
import shutil
import signal
import subprocess
import tempfile
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import aiohttp
import pyte

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = ("--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=1280,800", "--remote-debugging-port=0")
PATIENCE = 60  # seconds until what has to appear counts as missing, for a machine that does much else
CODES = {"Enter": 13, "Escape": 27}  # what a page is told of keys that write nothing
TEXTS = {"Enter": "\r"}
CONTROL = 2  # the protocol's bit for the Ctrl key


class Page:
    """One page, and the screen of the terminal in it."""

    def __init__(self, connection: aiohttp.ClientWebSocketResponse) -> None:
        self._connection = connection
        self._number = 0
        self._answers: dict[int, asyncio.Future[Any]] = {}
        self._screen = pyte.Screen(80, 24)
        self._stream = pyte.ByteStream(self._screen)

    async def listen(self) -> None:
        """Take in what the browser says, for as long as it says anything."""
        async for message in self._connection:
            said = json.loads(message.data)
            if said.get("id") in self._answers:
                self._answers.pop(said["id"]).set_result(said.get("result", {}))
            elif said.get("method", "").startswith("Network.webSocketFrame"):
                self._frame(said["method"], said["params"].get("response", {}))

    def _frame(self, method: str, frame: dict[str, Any]) -> None:
        """Bytes to the terminal are drawn; what the page says of its size holds here, too."""
        if method.endswith("Received") and frame["opcode"] == 2:
            self._stream.feed(base64.b64decode(frame["payloadData"]))
        elif method.endswith("Sent") and frame["opcode"] == 1:
            kind, *rest = json.loads(frame["payloadData"])
            if kind == "resize":
                self._screen.resize(rest[0]["height"], rest[0]["width"])

    async def ask(self, method: str, **params: Any) -> Any:
        """A command of the protocol, and its result."""
        self._number += 1
        answer = self._answers[self._number] = asyncio.get_running_loop().create_future()
        await self._connection.send_json({"id": self._number, "method": method, "params": params})
        return await asyncio.wait_for(answer, PATIENCE)

    async def press(self, key: str) -> None:
        """One key, down and up: `r`, `Enter`, `Control+s`."""
        *held, name = key.split("+")
        code = CODES.get(name) or (ord(name.upper()) if name.isalnum() else 0)
        event = {"key": name, "windowsVirtualKeyCode": code, "modifiers": CONTROL if held else 0}
        text = "" if held else TEXTS.get(name, name if len(name) == 1 else "")
        await self.ask("Input.dispatchKeyEvent", type="keyDown", text=text, **event)
        await self.ask("Input.dispatchKeyEvent", type="keyUp", **event)

    @property
    def text(self) -> str:
        """What stands in the terminal, line by line."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    async def wait_for(self, pattern: str) -> None:
        """Wait until the terminal has this, a regular expression over all its lines."""
        for _ in range(PATIENCE * 20):
            if re.search(pattern, self.text, re.DOTALL):
                return
            await asyncio.sleep(0.05)
        raise AssertionError(f"{pattern!r} does not come up in:\n{self.text}")

    async def picture(self) -> bytes:
        """The page as PNG."""
        return base64.b64decode((await self.ask("Page.captureScreenshot"))["data"])


@asynccontextmanager
async def page_of(address: str) -> AsyncIterator[Page]:
    """The page at this address, in a browser of its own."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        process = subprocess.Popen(  # noqa: ASYNC220 - nothing else runs meanwhile
            [CHROMIUM, *FLAGS, f"--user-data-dir={profile}", "about:blank"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        try:
            port = await _port(Path(profile) / "DevToolsActivePort")
            async with aiohttp.ClientSession() as client, _connected(client, port) as connection:
                page = Page(connection)
                listening = asyncio.create_task(page.listen())
                await page.ask("Network.enable")
                await page.ask("Page.navigate", url=address)
                await page.ask("Emulation.setFocusEmulationEnabled", enabled=True)
                yield page
                listening.cancel()
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


async def _port(file: Path) -> str:
    for _ in range(PATIENCE * 10):
        if port := _first_line(file):
            return port
        await asyncio.sleep(0.1)
    raise AssertionError("the browser does not start")


def _first_line(file: Path) -> str:
    """Once it is whole."""
    return file.read_text().partition("\n")[0] if file.exists() and "\n" in file.read_text() else ""


@asynccontextmanager
async def _connected(client: aiohttp.ClientSession, port: str) -> AsyncIterator[aiohttp.ClientWebSocketResponse]:
    async with client.get(f"http://127.0.0.1:{port}/json/list") as response:
        page = next(target for target in await response.json() if target["type"] == "page")
    async with client.ws_connect(page["webSocketDebuggerUrl"], max_msg_size=0) as connection:
        yield connection
