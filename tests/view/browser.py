"""A real Chromium that reaches no network, for tests, for screens and for measuring."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

from selenium import webdriver
from selenium.webdriver.chrome.service import Service

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["open_chromium", "requests_of"]

FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--window-size=1400,900",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)


def open_chromium(profile: Path) -> webdriver.Chrome | None:
    """Start a browser with a profile of its own; None where there is none on the machine."""
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    service = shutil.which("chromedriver")
    if not browser or not service:
        return None
    options = webdriver.ChromeOptions()
    options.binary_location = browser
    for flag in (*FLAGS, f"--user-data-dir={profile}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    return webdriver.Chrome(service=Service(service), options=options)


def requests_of(driver: webdriver.Chrome) -> list[str]:
    """Give the addresses asked for since the last call; disk and the page itself are left out."""
    addresses = []
    for one in driver.get_log("performance"):  # type: ignore[no-untyped-call]
        message = json.loads(one["message"])["message"]
        if message["method"] in ("Network.requestWillBeSent", "Network.webSocketCreated"):
            url = message["params"].get("request", message["params"])["url"]
            if not url.startswith(("file:", "data:", "about:", "blob:")):
                addresses.append(url)
    return addresses
