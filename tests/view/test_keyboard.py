"""Without a mouse: everything can be done, and one always sees where one is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from selenium.webdriver.common.keys import Keys

from tests.view.graphs import harbour_graph, large_graph

if TYPE_CHECKING:
    from tests.view.conftest import Page

pytestmark = pytest.mark.browser

GRAPH = harbour_graph()
ID = {node.name: node.id for node in GRAPH.nodes}
PHONE = (390, 844)


def focus(page: Page) -> str:
    """Where the focus is, in short: an id, a name, what is written."""
    told: str = page.run(
        "const one = document.activeElement;"
        "return one === document.body ? 'lost' : one.offsetParent === null && one.id !== 'map'"
        " && getComputedStyle(one).visibility !== 'visible' ? 'unseen'"
        " : one.id || one.getAttribute('aria-label') || one.textContent"
    )
    return told


def hold(page: Page, selector: str, text: str = "") -> None:
    """Bring the focus to a control, by what is written on it."""
    page.run(
        "[...document.querySelectorAll(arguments[0])].find((one) =>"
        " one.textContent.includes(arguments[1])).focus()",
        selector, text,
    )  # fmt: skip


def place(page: Page, kind: str) -> None:
    page.wait(lambda: page.run("return document.body.dataset.place === arguments[0]", kind))


@pytest.mark.parametrize(
    ("at", "selector", "text", "then", "kind"),
    [
        ("", "#panel .row", "Tidal", "panel", "node"),
        (f"n={ID['Tidal Attention']}", "#panel .link", "Plain", "panel", "node"),
        (f"n={ID['Tidal Attention']}", "#panel .small", "#", "panel", "fact"),
        (f"n={ID['Tidal Attention']}", "#panel .close", "", "panel", "home"),
        (f"n={ID['Tidal Attention']}", "#panel .actions button", "Explore", "panel", "net"),
        (f"n={ID['Tidal Attention']}", "#panel .actions button", "Pin", "Unpin", "node"),
        (f"n={ID['Tidal Attention']}", "#panel .actions button", "Hide", "panel", "home"),
        (f"n={ID['Tidal Attention']}", "#trail button", "Map", "map", "home"),
        (f"net={ID['Tidal Attention']}~{ID['braid group']}", "#panel [aria-label^=Expand]", "+",
         "panel", "net"),
        ("types=Method", "#trail button", "Filtered", "map", "home"),
        ("core=9", "#panel button", "Reset filters", "panel", "home"),
        ("types=Method", "#filters button", "Reset filters", "Reset filters", "home"),
        (f"hide={ID['braid group']}", "#filters button", "hidden", "filters", "home"),
        ("", "#filters .name", "addresses", "Only addresses", "home"),
        ("", "#views button", "Table", "Table", "home"),
        ("view=table", "#view .pair button", "Facts", "Facts", "home"),
        ("view=table", "#view th button", "Facts", "Facts ▼", "home"),
    ],
)  # fmt: skip
def test_focus_is_never_lost(page, at, selector, text, then, kind):
    page.show(GRAPH, at=f"#{at}")
    page.wait(lambda: page.run("return document.querySelector(arguments[0])", selector))
    page.wait(lambda: not page.run("return document.querySelector('#panel [aria-busy]')"))
    hold(page, selector, text)
    page.press(Keys.ENTER)
    place(page, kind)
    page.wait(lambda: focus(page) == then)


def test_ways_back_to_where_one_has_been_keep_the_focus(page):
    page.show(GRAPH, at=f"#n={ID['Tidal Attention']}")
    page.go(f"n={ID['Plain Transformer']}")
    page.wait_for_text("#crumbs button", "Tidal Attention")
    hold(page, "#crumbs button")
    page.press(Keys.ENTER)
    page.wait_for_text("#panel h2", "Tidal Attention")
    assert focus(page) == "map"


def test_escape_leads_from_a_table_to_the_map(page):
    page.show(GRAPH)
    page.press("v")
    page.wait_for_text("#said", "Entities: 7 rows")
    hold(page, "#view tbody .link")
    page.press(Keys.ENTER)
    place(page, "node")
    page.press(Keys.ESCAPE)
    place(page, "home")
    hold(page, "#view tbody .link")
    page.press(Keys.ESCAPE)
    page.wait(lambda: page.run("return KG.view") == "map")
    assert focus(page) == "map"


def test_focus_stays_in_its_own_list_of_filters(page):
    page.show(GRAPH)  # two relations and roles are called the same: "addresses"
    page.run("[...document.querySelectorAll('#filters [aria-label=addresses]')].at(-1).focus()")
    page.press(Keys.SPACE)
    page.wait_for_text("#filters li", "addresses0 of 1")
    held = "return document.activeElement.closest('ul').getAttribute('aria-label')"
    assert page.run(held) == "Roles in papers"


def test_focus_goes_on_to_what_more_brings(page):
    graph = large_graph(300, 900, 4)
    page.show(graph)
    page.run("KG.open('paper', 0)")
    more = "#panel .rows > li:last-child > button.small"
    page.wait(lambda: page.run("return document.querySelector(arguments[0])", more))
    hold(page, more)
    page.press(Keys.ENTER)
    page.wait(lambda: page.run("return document.querySelectorAll('#panel .rows > li').length > 20"))
    assert (
        page.run(
            "const rows = [...document.querySelectorAll('#panel .rows > li')];"
            "return rows.indexOf(document.activeElement.closest('li'))"
        )
        == 12
    )
    page.go("view=table")
    page.wait(lambda: len(page.texts("#view tbody tr")) == 200)
    hold(page, "#view > button", "More")
    page.press(Keys.ENTER)
    page.wait(lambda: len(page.texts("#view tbody tr")) == 300)
    assert page.run("return document.activeElement.closest('tr').rowIndex") == 201


def test_question_keeps_the_focus_where_one_asks(page):
    page.show(GRAPH, at="#ask=Method~addresses~Method")
    page.one('#panel [aria-label="Relation"]').send_keys(Keys.ARROW_DOWN)
    page.wait_for_text("#panel .numbers", "1 fact")
    assert focus(page) == "Relation"


def test_search_gives_the_focus_back(page):
    page.show(GRAPH)
    page.press("/", "tidal", Keys.ESCAPE)
    assert focus(page) == "query"
    page.press(Keys.ESCAPE)
    assert focus(page) == "map"
    page.go(f"n={ID['Tidal Attention']}")
    page.wait_for_text("#panel h2", "Tidal Attention")
    hold(page, "#panel .actions button", "Path to")
    page.press(Keys.ENTER)
    page.wait(lambda: focus(page) == "query")
    page.press(Keys.ESCAPE)
    assert focus(page) == "Path to …"
    assert "Search" in page.one("#query").get_attribute("placeholder")
    page.press(Keys.ENTER)
    page.go("")  # whoever leaves does not mean to answer any more
    page.wait(lambda: "Search" in page.one("#query").get_attribute("placeholder"))


def test_timeline_and_filters_give_the_focus_back(page):
    page.show(GRAPH, size=PHONE)
    page.press("y")
    page.wait(lambda: focus(page) == "Play the years")
    hold(page, "#timeline [aria-label^=Close]")
    page.press(Keys.ENTER)
    page.wait(lambda: focus(page) == "open-timeline")
    hold(page, "#show-filters")
    page.press(Keys.ENTER)
    page.wait(lambda: page.one("#filters").is_displayed())
    hold(page, "#filters input")
    page.press(Keys.ESCAPE)
    page.wait(lambda: focus(page) == "show-filters")


@pytest.mark.parametrize("key", ["?", "x"])
def test_dialogs_give_the_focus_back(page, key):
    page.show(GRAPH)
    hold(page, "#zoom-in")
    page.press(key)
    page.wait(lambda: page.run("return document.querySelector('dialog[open]')"))
    for _ in range(30):
        page.press(Keys.TAB)
        assert page.run(
            "const one = document.activeElement;"
            "return one === document.body || !!one.closest('dialog')"
        )
    page.press(Keys.ESCAPE)
    page.wait(lambda: focus(page) == "zoom-in")


def test_what_is_covered_cannot_be_reached(page):
    page.show(GRAPH, at="#view=table")
    page.wait_for_text("#view [role=status]", "7 rows")
    page.run("KG.byId('map').focus()")
    assert focus(page) == "lost"
    page.show(GRAPH, size=PHONE)
    page.one("#show-filters").click()
    page.run("KG.byId('map').focus(); KG.byId('panel').focus()")
    assert focus(page) == "show-filters"


def test_a_field_to_copy_from_stays_while_it_is_used(page):
    page.show(GRAPH)
    page.run("navigator.clipboard.writeText = () => Promise.reject(new Error('no'))")
    hold(page, "#link")
    page.press(Keys.ENTER)
    page.wait(lambda: focus(page) == "Copy this")
    page.press("v", Keys.ESCAPE)
    page.wait(lambda: focus(page) == "link")
    assert not page.one("#notice").is_displayed()
    assert page.run("return KG.view") == "map"


def test_boxes_of_a_neighbourhood_are_reached_by_keys(page):
    page.show(GRAPH, at=f"#n={ID['Tidal Attention']}")
    page.wait(lambda: page.run("return KG.focused()"))
    told = []
    for _ in range(4):
        page.press("n")
        assert focus(page) == "map"
        told += page.texts("#said")
    facts = [one for one in told if one.startswith("Tidal Attention ")]
    assert any("outperforms Plain Transformer" in one for one in facts)
    assert len(set(told)) == 4
    name = told[-1].split(", ")[1]
    page.press(Keys.ENTER)
    page.wait_for_text("#panel h2", name)


def test_keys_can_be_switched_off(page):
    page.show(GRAPH)
    page.press("?")
    page.one("#keys input").click()
    page.press(Keys.ESCAPE, "v", "n", "?")
    assert page.run("return [KG.view, KG.hovered, KG.byId('keys').open]") == ["map", -1, False]
    page.show(GRAPH)
    page.press("v")
    assert page.run("return KG.view") == "map"
    page.one("#help").click()
    page.one("#keys input").click()
    page.press(Keys.ESCAPE, "v")
    assert page.run("return KG.view") == "table"


def test_key_help_tells_every_key(page):
    page.show(GRAPH)
    page.press("?")
    told = " ".join(page.texts("#keys kbd"))
    keys = page.run("return KG.keys.map((one) => one.key)")
    assert set(keys) <= set(told.split())
    assert len(set(keys)) == len(keys)  # no key has two meanings
    assert "←" in told


def test_no_key_acts_while_one_types(page):
    page.show(GRAPH, at="#view=table")
    page.wait_for_text("#view [role=status]", "7 rows")
    keys = page.run(
        "return KG.keys.map((one) => one.key).filter((key) => key.length === 1).join('')"
    )
    for field in ("query", "table-find"):
        page.run("KG.byId(arguments[0]).focus()", field)
        page.press(keys)
        page.wait(lambda field=field: page.one(f"#{field}").get_attribute("value") == keys)
        assert page.run("return [KG.view, KG.isDark(), KG.place().kind]") == [
            "table",
            False,
            "home",
        ]
        page.run("KG.byId(arguments[0]).value = ''", field)
