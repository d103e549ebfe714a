"""A real Chromium without a window, driven over a pipe with the DevTools protocol.

It tells what a page does that a look at its markup cannot show: whether anything runs, what is asked of the network,
what goes beyond the edge of a phone, and what a click leads to.
"""

from __future__ import annotations

import base64
import json
import os
import select
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

PHONE = (390, 844)
DESK = (1200, 900)
_PATIENCE = 60


class Browser:
    """One tab.

    :ivar asked: the addresses that were asked for since the last ``open``.
    :ivar dialogs: what pages said in dialogs: proof that something of them ran.
    :ivar refused: what the browser complained of, such as something that the page may not load.
    """

    def __init__(self, to_browser: int, from_browser: int) -> None:
        self.asked: list[str] = []
        self.dialogs: list[str] = []
        self.refused: list[str] = []
        self._to, self._from = to_browser, from_browser
        self._buffer = b""
        self._number = 0
        self._session: str | None = None
        self._loaded = False
        target = self._call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Network", "Runtime", "Log"):
            self._call(f"{domain}.enable")

    def open(self, address: str, size: tuple[int, int] = DESK) -> None:
        """Show ``address`` in a window, or on a phone, of ``size``, and wait until it is loaded."""
        self.asked, self.refused, self._loaded = [], [], False
        width, height = size
        self._call(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=size == PHONE
        )
        self._call("Page.navigate", url=address)
        self.wait()

    def wait(self) -> None:
        """Wait until the page is loaded that a click or ``open`` leads to."""
        while not self._loaded:
            self._read()

    def run(self, script: str) -> Any:
        """The value of a JavaScript expression in the page."""
        found = self._call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in found, found
        return found["result"].get("value")

    def text(self, selector: str = "body") -> str:
        """What can be read of the first element that ``selector`` names."""
        return str(self.run(f"document.querySelector({json.dumps(selector)}).innerText"))

    def click(self, selector: str) -> None:
        """Click at the middle of the first element that ``selector`` names, and wait for the page that comes."""
        where = self.run(
            f"(() => {{ const e = document.querySelector({json.dumps(selector)});"
            " e.scrollIntoView({block: 'center'});"
            " const r = e.getClientRects()[0]; return [r.x + r.width / 2, r.y + r.height / 2] })()"
        )
        self._loaded = False
        for kind in ("mousePressed", "mouseReleased"):
            self._call("Input.dispatchMouseEvent", type=kind, x=where[0], y=where[1], button="left", clickCount=1)
        self.wait()

    def type(self, selector: str, words: str) -> None:
        """Type ``words`` and Enter into a field, and wait for the page that comes."""
        self.run(f"document.querySelector({json.dumps(selector)}).focus()")
        self._call("Input.insertText", text=words)
        self._loaded = False
        for kind in ("keyDown", "keyUp"):
            self._call(
                "Input.dispatchKeyEvent", type=kind, key="Enter", code="Enter", windowsVirtualKeyCode=13, text="\r"
            )
        self.wait()

    def beyond_the_edge(self) -> int:
        """By how many pixels the page is wider than its window: what one would have to push aside on a phone."""
        return int(self.run("document.scrollingElement.scrollWidth - document.documentElement.clientWidth"))

    def milliseconds(self) -> float:
        """How long the page took, from the click until it was there."""
        return float(self.run("performance.getEntriesByType('navigation')[0].loadEventStart"))

    def screenshot(self, path: Path) -> None:
        """Save a picture of the window."""
        path.write_bytes(base64.b64decode(self._call("Page.captureScreenshot")["data"]))

    def _call(self, method: str, **parameters: Any) -> Any:
        self._number += 1
        number = self._number
        message = {"id": number, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._to, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._read()
            if answer.get("id") == number:
                assert "error" not in answer, answer
                return answer["result"]

    def _read(self) -> Any:
        """The next message; what it tells of the page is noted."""
        while b"\0" not in self._buffer:
            ready, _, _ = select.select([self._from], [], [], _PATIENCE)
            assert ready, f"nothing is heard of the browser for {_PATIENCE} s"
            heard = os.read(self._from, 1 << 16)
            assert heard, "the browser is gone"
            self._buffer += heard
        said, _, self._buffer = self._buffer.partition(b"\0")
        message = json.loads(said)
        told = message.get("params", {})
        match message.get("method"):
            case "Page.loadEventFired":
                self._loaded = True
            case "Network.requestWillBeSent":
                self.asked.append(told["request"]["url"])
            case "Page.javascriptDialogOpening":
                self.dialogs.append(told["message"])
            case "Log.entryAdded":
                self.refused.append(told["entry"]["text"])
        return message


def chromium() -> str | None:
    """Where Chromium is."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return next(filter(None, map(shutil.which, names)), None)


@contextmanager
def browser(folder: Path) -> Iterator[Browser]:
    """A browser that lasts as long as the context, with its files in ``folder``. Skips the test where there is none."""
    program, bash = chromium(), shutil.which("bash")
    if program is None or bash is None:
        pytest.skip("no Chromium here")
    their_in, our_out = os.pipe()
    our_in, their_out = os.pipe()
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--remote-debugging-pipe"]
    # Chromium reads from descriptor 3 and writes to 4.
    process = subprocess.Popen(  # noqa: S603
        [bash, "-c", f'exec "$@" 3<&{their_in} 4>&{their_out}', "-", program, *options, f"--user-data-dir={folder}"],
        pass_fds=(their_in, their_out),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(their_in)
    os.close(their_out)
    try:
        yield Browser(our_out, our_in)
    finally:
        os.close(our_out)
        os.close(our_in)
        process.terminate()
        process.wait(_PATIENCE)
