"""One real Chromium for all tests of the page, without any network."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.actions.action_builder import ActionBuilder
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import Select, WebDriverWait

from kg.view import render_page
from tests.view.browser import open_chromium, requests_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from selenium import webdriver
    from selenium.webdriver.remote.webelement import WebElement

    from kg.graph.value import KnowledgeGraph


class Page:
    """A page in the browser, with what tests do to it and ask of it."""

    def __init__(self, driver: webdriver.Chrome, folder: Path) -> None:
        self.driver = driver
        self.folder = folder

    def show(
        self, graph: KnowledgeGraph, *, at: str = "", title: str = "A harbour",
        size: tuple[int, int] = (1400, 900), dark: bool = False,
    ) -> Page:  # fmt: skip
        """Write the page, open it from disk and wait until it is drawn."""
        self.set_window(size=size, dark=dark)
        path = self.folder / "graph.html"
        path.write_text(render_page(graph, title=title), encoding="utf-8")
        self.driver.get("about:blank")
        self.errors()  # those of the page before, or of the browser's own first page, are not ours
        self.requests()
        self.driver.get(path.as_uri() + at)
        self.wait(lambda: self.run("return window.KG && KG.drawnAt > 0"))
        return self

    def set_window(self, *, size: tuple[int, int] = (1400, 900), dark: bool = False) -> None:
        """Set the window, which is as the test before has left it."""
        self._set("Emulation.setDeviceMetricsOverride", width=size[0], height=size[1],
                  deviceScaleFactor=1, mobile=False)  # fmt: skip
        self._set(
            "Emulation.setEmulatedMedia",
            features=[
                {"name": "prefers-color-scheme", "value": "dark" if dark else "light"},
                {"name": "prefers-reduced-motion", "value": "reduce"},  # no waiting for flights
            ],
        )

    def _set(self, command: str, **values: Any) -> None:
        self.driver.execute_cdp_cmd(command, values)

    def run(self, script: str, *arguments: Any) -> Any:
        return self.driver.execute_script(script, *arguments)

    def wait(self, condition: Callable[[], Any], *, seconds: float = 60) -> Any:
        return WebDriverWait(self.driver, seconds, 0.03).until(lambda _: condition())

    def one(self, selector: str) -> WebElement:
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def texts(self, selector: str) -> list[str]:
        """Text content of all such elements, to the letter."""
        script = "return [...document.querySelectorAll(arguments[0])].map((e) => e.textContent)"
        found: list[str] = self.run(script, selector)
        return found

    def wait_for_text(self, selector: str, text: str) -> None:
        self.wait(lambda: any(text in one for one in self.texts(selector)))

    def press(self, *keys: str) -> None:
        ActionChains(self.driver).send_keys(*keys).perform()

    def click_map(self, x: float, y: float) -> None:
        """Click at a place of the map, as a person would."""
        at = self.run(
            "const b = KG.camera.box.getBoundingClientRect();"
            "const p = KG.camera.toBox(arguments[0], arguments[1]);"
            "return [Math.round(b.left + p.x), Math.round(b.top + p.y)]",
            x, y,
        )  # fmt: skip
        actions = ActionBuilder(self.driver)
        actions.pointer_action.move_to_location(*at).click()  # type: ignore[no-untyped-call]
        actions.perform()

    def choose(self, selector: str, text: str) -> None:
        """Choose an option of a select by what it says."""
        Select(self.one(selector)).select_by_visible_text(text)

    def download(self, do: Callable[[], Any]) -> Path:
        """Do something that saves a file, and give the file."""
        folder = Path(tempfile.mkdtemp(dir=self.folder))
        self._set("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(folder))
        do()

        def saved() -> Path | None:
            """The one file, when it has its own name; Chromium writes it under another."""
            files = list(folder.iterdir())
            is_whole = len(files) == 1 and files[0].suffix not in (".crdownload", ".tmp")
            return files[0] if is_whole and not files[0].name.startswith(".") else None

        file: Path = self.wait(saved)
        return file

    def node(self, name: str) -> int:
        number: int = self.run("return KG.data.nodes.name.indexOf(arguments[0])", name)
        assert number >= 0
        return number

    def click_node(self, name: str) -> None:
        """Click a node on the whole map."""
        i = self.node(name)
        self.click_map(*self.run("return [KG.data.x[arguments[0]], KG.data.y[arguments[0]]]", i))

    def go(self, address: str) -> None:
        self.run("location.hash = arguments[0]", address)

    def errors(self) -> list[str]:
        """What the console told since the last call: errors, refused loads, broken rules."""
        told = self.driver.get_log("browser")  # type: ignore[no-untyped-call]
        return [one["message"] for one in told]

    def requests(self) -> list[str]:
        """Addresses asked for since the last call, the page itself left out."""
        return requests_of(self.driver)


@pytest.fixture(scope="session")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    made = open_chromium(tmp_path_factory.mktemp("chromium"))
    if made is None:
        reason = "no Chromium with its chromedriver (Debian: chromium, chromium-driver)"
        if os.environ.get("KG_REQUIRE_BROWSER") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    made.set_script_timeout(120)
    yield made
    made.quit()


@pytest.fixture
def page(driver: webdriver.Chrome, tmp_path: Path) -> Iterator[Page]:
    """A page to show graphs in; whatever is done, it may load nothing and break nothing."""
    made = Page(driver, tmp_path)
    yield made
    assert made.errors() == []
    assert made.requests() == []
    assert made.run("return performance.getEntriesByType('resource').map((one) => one.name)") == []
