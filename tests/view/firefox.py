"""A real Firefox without network, spoken to by WebDriver BiDi, which needs no driver beside it.

https://www.w3.org/TR/webdriver-bidi/
"""

from __future__ import annotations

import itertools
import json
import re
import shutil
import subprocess
import time
from typing import TYPE_CHECKING, Any

from websocket import create_connection

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Firefox", "find_firefox"]

#: Nothing is reached: every name and address goes to a proxy that nobody answers at.
_SETTINGS = """
user_pref("network.proxy.type", 1);
user_pref("network.proxy.http", "127.0.0.1");
user_pref("network.proxy.http_port", 9);
user_pref("network.proxy.ssl", "127.0.0.1");
user_pref("network.proxy.ssl_port", 9);
user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("app.update.enabled", false);
user_pref("browser.aboutwelcome.enabled", false);
user_pref("ui.prefersReducedMotion", 1);
"""


def find_firefox() -> str | None:
    """Tell where Firefox is, if it is."""
    return shutil.which("firefox-esr") or shutil.which("firefox")


class Firefox:
    """A browser with one tab."""

    def __init__(self, program: str, profile: Path) -> None:
        profile.mkdir(parents=True, exist_ok=True)
        (profile / "user.js").write_text(_SETTINGS, encoding="utf-8")
        self.log = profile / "log.txt"
        with self.log.open("w", encoding="utf-8") as log:
            self.process = subprocess.Popen(
                [program, "--headless", "--no-remote", "--profile", str(profile),
                 "--remote-debugging-port", "0"],
                stdout=log, stderr=log,
            )  # fmt: skip
        self.ids = itertools.count(1)
        self.events: list[dict[str, Any]] = []
        self.socket = create_connection(
            f"{self._address()}/session", timeout=120, suppress_origin=True
        )
        self.ask("session.new", capabilities={})
        self.ask("session.subscribe", events=["log.entryAdded", "network.beforeRequestSent"])
        self.tab = self.ask("browsingContext.getTree")["contexts"][0]["context"]

    def _address(self) -> str:
        end = time.monotonic() + 120
        while time.monotonic() < end:
            found = re.search(
                r"WebDriver BiDi listening on (ws://\S+)", self.log.read_text("utf-8")
            )
            if found:
                return found[1]
            if self.process.poll() is not None:
                raise RuntimeError(self.log.read_text("utf-8"))
            time.sleep(0.1)
        raise RuntimeError("Firefox does not answer")

    def ask(self, method: str, **parameters: Any) -> Any:
        """Send a command and give its result; events that come before it are kept."""
        number = next(self.ids)
        self.socket.send(json.dumps({"id": number, "method": method, "params": parameters}))
        while True:
            message = json.loads(self.socket.recv())
            if message.get("id") != number:
                self.events.append(message)
                continue
            if message["type"] == "error":
                raise RuntimeError(message["message"])
            return message["result"]

    def open(self, address: str) -> None:
        """Go to a page and wait until it is loaded."""
        self.ask("browsingContext.navigate", context=self.tab, url=address, wait="complete")

    def run(self, expression: str) -> Any:
        """Evaluate an expression (awaited); its value must be plain JSON."""
        found = self.ask(
            "script.evaluate",
            expression=f"(async () => JSON.stringify(await ({expression})))()",
            target={"context": self.tab},
            awaitPromise=True,
        )
        if found["type"] == "exception":
            raise RuntimeError(found["exceptionDetails"]["text"])
        return json.loads(found["result"].get("value", "null"))

    def wait(self, expression: str, *, seconds: float = 60) -> None:
        """Wait until an expression holds."""
        end = time.monotonic() + seconds
        while not self.run(expression):
            if time.monotonic() > end:
                raise TimeoutError(expression)
            time.sleep(0.1)

    def click(self, x: float, y: float) -> None:
        """Click at a place of the window."""
        moves = [
            {"type": "pointerMove", "x": round(x), "y": round(y)},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
        ]
        pointer = {"type": "pointer", "id": "mouse", "actions": moves}
        self.ask("input.performActions", context=self.tab, actions=[pointer])

    def press(self, text: str) -> None:
        """Press keys, one after the other."""
        keys = [{"type": kind, "value": key} for key in text for kind in ("keyDown", "keyUp")]
        self.ask(
            "input.performActions",
            context=self.tab,
            actions=[{"type": "key", "id": "keys", "actions": keys}],
        )

    def close(self) -> None:
        """End it."""
        self.socket.close()
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
