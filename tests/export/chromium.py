"""Drives a real Chromium through its DevTools protocol, over a pipe: no port, no further package."""

from __future__ import annotations

import base64
import itertools
import json
import os
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from helpers.display.fonts import font_files

_FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--hide-scrollbars",
    "--no-first-run",
    "--remote-debugging-pipe",
    "about:blank",
)

_START = 'exec "$0" "$@" 3<&0 4>&1 </dev/null >/dev/null 2>&1'
"""Chromium reads the protocol from descriptor 3 and writes it to 4."""

_FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>{folders}<cachedir>{cache}</cachedir>
<alias><family>serif</family><prefer><family>Noto Serif SC</family></prefer></alias>
<alias><family>sans-serif</family><prefer><family>Noto Sans SC</family></prefer></alias>
</fontconfig>"""
"""Only the bundled faces: pages are laid out alike on every machine."""


class Page:
    """A tab that shows one file.

    Attributes:
        problems: What the browser's console said of errors and warnings, one line each.
        requests: The addresses that the page asked for besides its own and `data:`.
    """

    def __init__(self, browser: _Connection, session: str) -> None:
        self.problems: list[str] = []
        self.requests: list[str] = []
        self._browser = browser
        self._session = session

    def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        """One command of the protocol; what the page does meanwhile is noted."""
        answer = self._browser.call(method, parameters, self._session)
        for event in self._browser.events(self._session):
            self._note(event["method"], event["params"])
        return answer

    def _note(self, method: str, event: Mapping[str, Any]) -> None:
        if method == "Network.requestWillBeSent":
            url = event["request"]["url"]
            if not url.startswith(("data:", "file:")):
                self.requests.append(url)
        elif method == "Log.entryAdded":
            self.problems.append(event["entry"]["text"])
        elif method == "Runtime.exceptionThrown":
            self.problems.append(event["exceptionDetails"]["text"])
        elif method == "Runtime.consoleAPICalled" and event["type"] in ("error", "warning"):
            self.problems.append(str(event["args"]))

    def open(self, file: Path, width: int, height: int = 900, scheme: str = "light") -> None:
        """Show a file in a window of that many CSS pixels, in the colours of that scheme."""
        for domain in ("Page", "Network", "Log", "Runtime"):
            self.call(f"{domain}.enable")
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=width < 600,
        )
        self.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
        self.call("Page.navigate", url=file.resolve().as_uri())
        self.run(
            "new Promise(done => document.readyState == 'complete' ? done() : addEventListener('load', done))"
        )

    def run(self, script: str) -> Any:
        """The value of a script's expression; a promise is awaited. The page's own policy doesn't bind it."""
        answer = self.call("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(str(answer["exceptionDetails"]))
        return answer["result"].get("value")

    def press(self, key: str) -> None:
        """Press and release a key such as Tab or ArrowRight."""
        code = {"Tab": 9, "ArrowRight": 39}[key]
        for kind in ("rawKeyDown", "keyUp"):
            self.call("Input.dispatchKeyEvent", type=kind, key=key, code=key, windowsVirtualKeyCode=code)

    def screenshot(self, whole: bool = True) -> bytes:
        """The page as PNG."""
        return base64.b64decode(self.call("Page.captureScreenshot", captureBeyondViewport=whole)["data"])

    def pdf(self) -> bytes:
        """The page as it prints."""
        return base64.b64decode(self.call("Page.printToPDF", preferCSSPageSize=True)["data"])


class _Connection:
    """The protocol's messages: JSON that a zero byte ends."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdin
        assert process.stdout
        self._out, self._in = process.stdin, process.stdout
        self._rest = b""
        self._numbers = itertools.count(1)
        self._events: list[dict[str, Any]] = []

    def call(self, method: str, parameters: Mapping[str, Any], session: str = "") -> dict[str, Any]:
        number = next(self._numbers)
        message = {"id": number, "method": method, "params": parameters} | (
            {"sessionId": session} if session else {}
        )
        self._out.write(json.dumps(message).encode() + b"\0")
        self._out.flush()
        while True:
            answer = self._read()
            if answer.get("id") == number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']['message']}")
                result: dict[str, Any] = answer["result"]
                return result
            self._events.append(answer)

    def events(self, session: str) -> list[dict[str, Any]]:
        found = [event for event in self._events if event.get("sessionId") == session]
        self._events = [event for event in self._events if event.get("sessionId") != session]
        return found

    def _read(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            if not (piece := os.read(self._in.fileno(), 1 << 16)):
                raise RuntimeError("Chromium ended")
            self._rest += piece
        line, _, self._rest = self._rest.partition(b"\0")
        message: dict[str, Any] = json.loads(line)
        return message


def axe_script() -> str:
    """axe-core, from whichever package brings it."""
    for package in ("axe_playwright_python", "axe_core_python"):
        if (spec := find_spec(package)) and spec.origin:
            return Path(spec.origin).with_name("axe.min.js").read_text(encoding="utf-8")
    pytest.skip("axe-core is not installed (PyPI: axe-core-python)")


@contextmanager
def chromium(program: Path) -> Iterator[Page]:
    """A Chromium with an empty profile and one tab."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        fonts = folder / "fonts.conf"
        folders = "".join(f"<dir>{path}</dir>" for path in sorted({file.parent for file in font_files()}))
        fonts.write_text(_FONTS.format(folders=folders, cache=folder / "cache"), encoding="utf-8")
        with subprocess.Popen(
            ["sh", "-c", _START, program, f"--user-data-dir={folder / 'profile'}", *_FLAGS],
            env=dict(os.environ, FONTCONFIG_FILE=str(fonts), HOME=name, LANG="zh_CN.UTF-8"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        ) as process:
            try:
                connection = _Connection(process)
                target = connection.call("Target.createTarget", {"url": "about:blank"})["targetId"]
                attached = connection.call("Target.attachToTarget", {"targetId": target, "flatten": True})
                yield Page(connection, attached["sessionId"])
            finally:
                process.kill()
