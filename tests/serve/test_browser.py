"""The query page in a real Chromium that reaches nothing but the server."""

from __future__ import annotations

import json
import os
import shutil
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest
from selenium import webdriver
from selenium.common.exceptions import (
    ElementClickInterceptedException,
    ElementNotInteractableException,
    StaleElementReferenceException,
    TimeoutException,
)
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from tests.view.browser import FLAGS

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.browser

WAIT_S = 60


@pytest.fixture(scope="module")
def browser() -> Iterator[webdriver.Chrome]:
    command, service = shutil.which("chromium"), shutil.which("chromedriver")
    if not command or not service:
        if os.environ.get("KG_REQUIRE_BROWSER"):
            pytest.fail("Chromium and its driver are required here and not installed")
        pytest.skip("Chromium and its driver are not installed")
    options = webdriver.ChromeOptions()
    options.binary_location = command
    for flag in FLAGS:
        outside = flag.startswith("--host-resolver-rules")
        options.add_argument(f"{flag}, EXCLUDE 127.0.0.1" if outside else flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(service=Service(service), options=options)
    yield driver
    driver.quit()


def open_page(browser: webdriver.Chrome, address: str, width: int = 1400) -> None:
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False},
    )
    browser.get("about:blank")
    browser.get(address)
    wait(browser, "return !!document.querySelector('.cm-content')")


def wait(browser: webdriver.Chrome, script: str) -> Any:
    return WebDriverWait(browser, WAIT_S, 0.1).until(lambda driver: driver.execute_script(script))


def cells(browser: webdriver.Chrome) -> list[list[str]]:
    script = (
        "return [...document.querySelectorAll('#table tbody tr')]"
        ".map((row) => [...row.cells].map((cell) => cell.textContent))"
    )
    found = wait(browser, f"const rows = (() => {{ {script} }})(); return rows.length && rows")
    return [[str(cell) for cell in row] for row in found]


def told(browser: webdriver.Chrome) -> str:
    return browser.find_element(By.ID, "told").text


def write(browser: webdriver.Chrome, text: str) -> None:
    editor = browser.find_element(By.CSS_SELECTOR, ".cm-content")
    editor.click()
    editor.send_keys(Keys.CONTROL, "a")
    editor.send_keys(text)


def test_first_query_runs_and_nothing_is_asked_of_others(browser, server):
    open_page(browser, f"{server}/query")
    browser.get_log("performance")
    browser.find_element(By.ID, "run").click()
    assert cells(browser)[0][0] in {"BERT", "Transformer", "masking"}
    assert "row" in told(browser)
    sent = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    asked = [
        one["params"]["request"]["url"]
        for one in sent
        if one["method"] == "Network.requestWillBeSent"
    ]
    assert asked
    assert all(url.startswith((server, "data:", "blob:", "about:")) for url in asked)
    assert [e for e in browser.get_log("browser") if e["source"] == "security"] == []


def test_question_takes_a_name_and_answers(browser, server):
    open_page(browser, f"{server}/query")
    browser.find_element(By.CSS_SELECTOR, "[data-name='methods-on-dataset']").click()
    box = browser.find_element(By.CSS_SELECTOR, "#parameters input")
    box.send_keys("glu")
    wait(browser, "return document.querySelectorAll('#parameters li').length")
    box.send_keys(Keys.ENTER)
    assert cells(browser) == [["BERT", "2"], ["RoBERTa", "1"]]


def test_editor_completes_names_of_the_graph(browser, server):
    open_page(browser, f"{server}/query")
    write(browser, "SELECT * { ?p kg:uses bert")

    def chosen(driver: webdriver.Chrome) -> bool:
        """Take BERT from the list, which is drawn anew whenever an answer of the server arrives."""
        for option in driver.find_elements(By.CSS_SELECTOR, ".cm-tooltip-autocomplete li"):
            if option.text.startswith("BERT"):
                option.click()
        written = driver.find_element(By.CSS_SELECTOR, ".cm-content").text
        return "<https://w3id.org/kg/id/entity/bert" in written

    redrawn = (
        StaleElementReferenceException,
        ElementNotInteractableException,
        ElementClickInterceptedException,
    )
    waiting = WebDriverWait(browser, WAIT_S / 2, 0.2, ignored_exceptions=redrawn)
    try:
        waiting.until(chosen)
    except TimeoutException:  # a server that was busy gave no names: ask for them again
        browser.find_element(By.CSS_SELECTOR, ".cm-content").send_keys(Keys.CONTROL, Keys.SPACE)
        waiting.until(chosen)


@pytest.mark.parametrize("width", [1400, 390])
def test_triples_are_drawn(browser, server, width):
    query = "CONSTRUCT { ?a kg:extends ?b } WHERE { ?a kg:extends ?b }"
    open_page(browser, f"{server}/query#query={quote(query)}", width)
    assert len(cells(browser)) == 3
    browser.find_element(By.ID, "tab-network").click()
    wait(browser, "return document.querySelector('#network canvas')")
    assert browser.execute_script("return document.documentElement.scrollWidth") <= width


def test_error_and_hostile_text_are_shown_as_text(browser, server):
    open_page(browser, f"{server}/query#query={quote('SELECT * { ?p dcterms:title ?t }')}")
    assert any("</script>" in cell for row in cells(browser) for cell in row)
    write(browser, "SELEKT")
    browser.find_element(By.ID, "run").click()
    wait(browser, "return document.querySelector('#told.bad')")
    assert "line 1, column 7" in told(browser)
