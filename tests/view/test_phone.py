"""On a phone: upright, on its side and small; by touch; and enlarged until little is seen."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from selenium.webdriver.common.keys import Keys

from tests.view.graphs import harbour_graph

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.view.conftest import Page

pytestmark = pytest.mark.browser

GRAPH = harbour_graph()
ID = {node.name: node.id for node in GRAPH.nodes}
UPRIGHT, SMALL, ASIDE, ENLARGED = (390, 844), (360, 640), (844, 390), (320, 256)
SCREENS = runpy.run_path(str(Path(__file__).parents[2] / "scripts" / "screens.py"))
BOX = "const at = document.querySelector(arguments[0]).getBoundingClientRect();"


@pytest.fixture
def phone(page: Page) -> Iterator[Page]:
    page.driver.execute_cdp_cmd("Emulation.setTouchEmulationEnabled", {"enabled": True})
    yield page
    page.driver.execute_cdp_cmd("Emulation.setTouchEmulationEnabled", {"enabled": False})


def middle(page: Page, selector: str) -> tuple[float, float]:
    x, y = page.run(
        BOX + "return [at.left + at.width / 2, at.top + at.height / 2]", selector
    )  # fmt: skip
    return x, y


def touch(page: Page, kind: str, *points: tuple[float, float]) -> None:
    page.driver.execute_cdp_cmd(
        "Input.dispatchTouchEvent",
        {
            "type": kind,
            "touchPoints": [{"x": x, "y": y, "id": i} for i, (x, y) in enumerate(points)],
        },
    )


def tap(page: Page, x: float, y: float) -> None:
    touch(page, "touchStart", (x, y))
    touch(page, "touchEnd")


def drag(page: Page, start: tuple[float, float], by: tuple[float, float]) -> None:
    touch(page, "touchStart", start)
    for k in range(1, 9):
        touch(page, "touchMove", (start[0] + by[0] * k / 8, start[1] + by[1] * k / 8))
    touch(page, "touchEnd")


def high(page: Page, selector: str) -> float:
    found: float = page.run(BOX + "return at.height", selector)
    return found


@pytest.mark.parametrize("size", [SMALL, ASIDE, ENLARGED])
def test_nothing_is_cut_off_and_everything_can_be_hit(phone, size):
    """No view scrolls sideways; targets have 24 pixels (WCAG 2.2, 2.5.8), those in the way more."""
    phone.show(GRAPH, size=size)
    address = phone.run("return location.href")
    wrong = {}
    for name, script in SCREENS["VIEWS"].items():
        phone.driver.get("about:blank")
        phone.driver.get(address)
        phone.wait(lambda: phone.run("return window.KG && KG.drawnAt > 0"))
        phone.run(SCREENS["_TOP"] + script)
        phone.wait(lambda: not phone.run("return document.querySelector('#panel [aria-busy]')"))
        told = phone.run(
            "const small = [...document.querySelectorAll('button, input, select, summary, a')]"
            ".filter((one) => one.checkVisibility({visibilityProperty: true}) && !one.disabled"
            " && !one.closest('p, blockquote, .abstract, h2, .unseen, .skip'))"
            ".map((one) => (one.closest('label') || one)).filter((one) => {"
            " const at = one.getBoundingClientRect(); return at.width < 24 || at.height < 24; })"
            ".map((one) => one.outerHTML.slice(0, 90));"
            "const wide = ['#panel', '#filters', 'body'].filter((one) => {"
            " const box = document.querySelector(one);"
            " return box.scrollWidth > box.clientWidth; });"
            "return [...wide, ...small]"
        )
        if told:
            wrong[name] = told
    assert wrong == {}


def test_sheet_is_dragged_and_tapped(phone):
    phone.show(GRAPH, size=UPRIGHT, at=f"#n={ID['Tidal Attention']}")
    phone.wait_for_text("#panel h2", "Tidal Attention")
    before = high(phone, "#panel")
    drag(phone, middle(phone, "#grip"), (0, -150))
    phone.wait(lambda: high(phone, "#panel") == pytest.approx(before + 150, abs=3))
    drag(phone, middle(phone, "#grip"), (0, -600))  # the map is never gone
    phone.wait(lambda: 40 <= high(phone, "#stage") < 60)
    phone.go(f"n={ID['HarbourBench']}")  # is drawn even there
    phone.wait_for_text("#panel h2", "HarbourBench")
    tap(phone, *middle(phone, "#grip"))
    phone.wait(lambda: high(phone, "#panel") < high(phone, "#stage"))
    drag(phone, middle(phone, "#grip"), (0, 600))
    phone.wait(lambda: high(phone, "#panel") < 70)
    phone.go(f"n={ID['Plain Transformer']}")  # what is opened is seen
    phone.wait(lambda: high(phone, "#panel") == pytest.approx(before, abs=3))
    phone.run("KG.byId('grip').focus()")
    phone.press(Keys.ARROW_UP)
    phone.wait(lambda: high(phone, "#panel") > before + 40)
    assert int(phone.one("#grip").get_attribute("aria-valuenow")) > 50


def test_who_is_near_stays_near_when_the_sheet_moves(phone):
    phone.show(GRAPH, size=UPRIGHT)
    phone.run("KG.camera.moveTo(KG.data.x[0], KG.data.y[0], 3 * KG.camera.wholeScale(), false)")
    phone.run("KG.on('resized', () => { window.resized = true; })")
    drag(phone, middle(phone, "#grip"), (0, -100))
    phone.wait(lambda: phone.run("return window.resized"))
    assert phone.run("return KG.camera.scale() / KG.camera.wholeScale()") > 2


def test_table_has_the_room_until_something_is_opened(phone):
    phone.show(GRAPH, size=UPRIGHT, at="#view=table")
    phone.wait_for_text("#view [role=status]", "7 rows")
    assert not phone.one("#panel").is_displayed()
    assert high(phone, "#stage") > 650
    tap(phone, *middle(phone, "#view tbody .link"))
    phone.wait(lambda: phone.one("#panel").is_displayed())
    assert phone.one("#view").is_displayed()


def test_on_its_side_the_sheet_stands_beside_the_map(phone):
    phone.show(GRAPH, size=ASIDE, at=f"#n={ID['Tidal Attention']}")
    phone.wait_for_text("#panel h2", "Tidal Attention")
    left, top = phone.run(BOX + "return [at.left, at.top]", "#panel")
    assert left > 400
    assert top < 70
    assert high(phone, "#stage") > 300


def test_enlarged_the_page_scrolls_as_a_whole(phone):
    phone.show(GRAPH, size=ENLARGED, at=f"#n={ID['Tidal Attention']}")
    phone.wait_for_text("#panel blockquote", "On HarbourBench")
    assert high(phone, "#stage") >= 150
    phone.run("document.querySelector('#panel .lookups:last-child').scrollIntoView()")
    assert phone.run(BOX + "return at.bottom <= innerHeight + 1", "#panel .lookups:last-child")


def test_filters_say_what_is_left_and_lead_back(phone):
    phone.show(GRAPH, size=UPRIGHT)
    tap(phone, *middle(phone, "#show-filters"))
    phone.wait(lambda: phone.one("#filters").is_displayed())
    assert phone.texts("#filters .done") == ["Show 7 entities"]
    tap(phone, *middle(phone, '#filters [aria-label="Dataset"]'))
    phone.wait_for_text("#filters .done", "Show 6 entities")
    tap(phone, *middle(phone, "#filters .done"))
    phone.wait(lambda: not phone.one("#filters").is_displayed())
    phone.wait_for_text("#count", "6 of 7 entities")


def test_timeline_leaves_the_other_buttons_free(phone):
    for size in (SMALL, ENLARGED):
        phone.show(GRAPH, size=size)
        phone.run("KG.tools.find((one) => one.id === 'open-timeline').run()")
        bar = phone.run(BOX + "return [at.top, at.right]", "#timeline")
        close = phone.run(BOX + "return at.right", "#timeline button:last-child")
        zoom = phone.run(BOX + "return at.bottom", "#zoom")
        assert zoom <= bar[0] + 1
        assert close <= bar[1] <= size[0]


def test_search_by_touch_stands_above_the_keyboard(phone):
    phone.show(GRAPH, size=UPRIGHT)
    tap(phone, *middle(phone, "#query"))
    phone.press("e")
    phone.wait(lambda: len(phone.texts("#hits li")) > 4)
    # A keyboard makes what is seen lower; the page itself stays as it is.
    phone.run(
        "Object.defineProperty(visualViewport, 'height', {value: 300});"
        "visualViewport.dispatchEvent(new Event('resize'))"
    )
    assert phone.run(BOX + "return at.bottom", "#hits") <= 300
    tap(phone, *middle(phone, "#hits li:nth-child(2)"))
    phone.wait(lambda: phone.run("return document.body.dataset.place === 'node'"))


def test_fingers_that_rest_or_tap_twice(phone):
    phone.show(GRAPH, size=UPRIGHT)
    phone.run("window.opened = 0; KG.on('place', () => { window.opened += 1; })")
    i = phone.node("Tidal Attention")
    x, y = phone.run(
        "const b = KG.camera.box.getBoundingClientRect();"
        "const p = KG.camera.toBox(KG.data.x[arguments[0]], KG.data.y[arguments[0]]);"
        "return [b.left + p.x, b.top + p.y]", i,
    )  # fmt: skip
    tap(phone, x, y)
    tap(phone, x, y)
    phone.wait_for_text("#panel h2", "Tidal Attention")
    assert phone.run("return window.opened") == 1
    assert phone.run("return [scrollX, scrollY, visualViewport.scale]") == [0, 0, 1]
