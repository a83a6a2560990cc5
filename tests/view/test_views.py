"""Table, questions, timeline, keys alone, touch, print: clicked through in a real browser."""

from __future__ import annotations

import base64
import json
import re
import zlib
from typing import TYPE_CHECKING

import pytest
from selenium.webdriver.common.keys import Keys

from kg.graph.codec import graph_to_json
from kg.vocabulary import RELATIONS, Relation
from tests.view.graphs import harbour_graph, large_graph

if TYPE_CHECKING:
    from tests.view.conftest import Page

pytestmark = pytest.mark.browser

GRAPH = harbour_graph()
ID = {node.name: node.id for node in GRAPH.nodes}


def rows(page: Page) -> list[list[str]]:
    found: list[list[str]] = page.run(
        "return [...document.querySelectorAll('#view tbody tr')]"
        ".map((row) => [...row.cells].map((cell) => cell.textContent))"
    )
    return found


# ---- the table


def test_table_lists_sorts_and_finds(page):
    page.show(GRAPH, at="#view=table")
    page.wait_for_text("#view [role=status]", "7 rows")
    assert {row[0][1:] for row in rows(page)} == set(ID)
    page.one('#view [data-column="Name"]').click()
    page.wait(lambda: page.one('#view th[aria-sort="ascending"]'))
    names = [row[0][1:] for row in rows(page)]
    assert names == sorted(names, key=str.lower)
    assert page.run("return document.activeElement.dataset.column") == "Name"
    page.one('#view [data-column="Facts"]').click()
    page.wait(lambda: page.one('#view th[aria-sort="descending"]'))
    assert rows(page)[0][0] == "●Tidal Attention"
    page.one("#table-find").send_keys("harbour")
    page.wait_for_text("#view [role=status]", "1 row")
    address = "#sort=-Facts&find=harbour&view=table"
    page.wait(lambda: page.run("return decodeURIComponent(location.hash)") == address)
    for before in ("#sort=-Facts&view=table", "#sort=Name&view=table"):
        page.one("#back").click()  # all that was typed is one step
        page.wait(lambda before=before: page.run("return location.hash") == before)


def test_empty_cells_of_a_table_are_last_either_way(page):
    page.show(GRAPH, at="#view=table&sort=Also")
    page.wait_for_text("#view [role=status]", "7 rows")
    assert [row[6] for row in rows(page)] == ["TA"] + [""] * 6
    page.go("#view=table&sort=-Also")
    page.wait(lambda: page.one('#view th[aria-sort="descending"]'))
    assert [row[6] for row in rows(page)] == ["TA"] + [""] * 6


def test_table_of_facts_and_results(page):
    page.show(GRAPH, at="#view=table&table=facts")
    page.wait_for_text("#view [role=status]", "5 rows")
    assert ["●Tidal Attention", "outperforms", "●Plain Transformer", "1", "90", ""] in rows(page)
    page.run("[...document.querySelectorAll('#view .pair button')][2].click()")
    page.wait_for_text("#view [role=status]", "1 row")
    assert rows(page)[0][:7] == [
        "●Tidal Attention", "■HarbourBench", "◆accuracy", "2.5%", "improvement",
        "Plain Transformer", "Tidal Attention for long sequences",
    ]  # fmt: skip
    page.one("#view tbody .link").click()
    page.wait_for_text("#panel h2", "Tidal Attention")


def test_table_holds_what_the_filters_leave_and_is_copied(page):
    page.show(GRAPH, at="#types=Method,Dataset&view=table")
    page.wait_for_text("#view [role=status]", "4 rows")
    page.run("navigator.clipboard.writeText = async (text) => { window.copied = text; }")
    page.run("[...document.querySelectorAll('#view .bar button')].at(-1).click()")
    page.wait_for_text("#notice", "4 rows copied")
    lines = page.run("return window.copied").split("\n")
    assert lines[0].split("\t")[:3] == ["Name", "Type", "Papers"]
    assert {line.split("\t")[0] for line in lines[1:]} == {
        "Tidal Attention", "self-attention", "Plain Transformer", "HarbourBench",
    }  # fmt: skip


# ---- questions by pattern


def test_question_by_pattern(page):
    page.show(GRAPH)
    page.one("#open-ask").click()
    page.wait_for_text("#panel .numbers", "1 fact · 2 entities")  # Method – outperforms – Method
    page.choose('#panel select[aria-label="Relation"]', "evaluated on")
    page.wait_for_text("#panel .numbers", "0 facts")
    page.choose('#panel select[aria-label="Tail"]', "a certain one …")
    page.press("harb")
    page.wait(lambda: page.texts("#hits [aria-selected=true] bdi")[:1] == ["HarbourBench"])
    page.press(Keys.ENTER)
    page.wait_for_text("#panel .numbers", "2 facts · 3 entities")
    address = page.run("return location.hash")
    assert address == f"#ask=Method~evaluated%20on~{ID['HarbourBench']}"
    assert page.run("return KG.selected().edges.length") == 2
    page.show(GRAPH, at=address)
    page.wait_for_text("#panel .numbers", "2 facts · 3 entities")
    page.run(
        "[...document.querySelectorAll('#panel .actions button')]"
        ".find((one) => one.textContent === 'Turn round').click()"
    )
    page.wait_for_text("#panel .numbers", "0 facts")
    page.one("#back").click()
    page.wait_for_text("#panel .numbers", "2 facts")


def test_a_relation_of_the_legend_is_asked_for(page):
    page.show(GRAPH)
    button = '#filters [aria-label="Ask: anything {} anything"]'
    page.one(button.format("evaluated on")).click()
    page.wait_for_text("#panel .numbers", "2 facts · 3 entities")
    page.choose('#panel select[aria-label="Head"]', "any Method")
    page.one(button.format("outperforms")).click()  # by another relation, with the ends as they are
    page.wait_for_text("#panel .numbers", "1 fact")
    assert page.run("return decodeURIComponent(location.hash)") == "#ask=Method~outperforms~"


def test_what_is_not_ticked_is_struck_out(page):
    page.show(GRAPH, at="#types=Method")
    assert page.run(
        "const rows = [...document.querySelectorAll('#filters .choices li')].slice(0, 2);"
        "return Object.fromEntries(rows.map((li) => [li.querySelector('input').checked,"
        " getComputedStyle(li.querySelector('.name')).textDecorationLine]))"
    ) == {"true": "none", "false": "line-through"}


# ---- the years


def test_timeline_plays_how_the_field_grew(page):
    page.show(GRAPH)
    page.press("y")
    page.wait(lambda: page.one("#timeline").is_displayed())
    slider = page.one("#timeline input")
    slider.send_keys(Keys.ARROW_LEFT)
    page.wait_for_text("#timeline span", "up to 2023: 1 paper")
    page.wait_for_text("#count", "3 of 7 entities · 1 of 5 facts")
    page.one('#timeline [aria-label="Play the years"]').click()
    page.wait_for_text("#timeline span", "up to 2024: 2 papers")
    page.wait_for_text("#count", "6 of 7 entities")  # the third paper has no date
    page.wait(lambda: page.one('#timeline [aria-label="Play the years"]'))
    page.one('#timeline [aria-label="Close the timeline"]').click()
    page.wait_for_text("#count", "7 entities · 5 facts")
    page.one("#back").click()
    page.one("#back").click()
    page.wait(lambda: page.run("return location.hash") == "")  # however many years were played


def test_core_and_degree_by_slider(page):
    page.show(GRAPH)
    for _ in range(2):
        page.one('#filters [aria-label="Least core"]').send_keys(Keys.ARROW_RIGHT)
    page.wait_for_text("#count", "3 of 7 entities · 3 of 5 facts")
    page.one('#filters [aria-label="Least core"]').send_keys(Keys.HOME)
    page.wait_for_text("#count", "7 entities · 5 facts")
    page.one('#filters [aria-label="Least number of facts"]').send_keys(Keys.ARROW_RIGHT)
    page.wait_for_text("#count", "5 of 7 entities · 5 facts")


# ---- without a mouse


def test_everything_is_reached_by_keys(page):
    page.show(GRAPH)
    page.run("document.body.tabIndex = -1; document.body.focus()")
    reached = []
    for _ in range(90):
        page.press(Keys.TAB)
        found = page.run(
            "const one = document.activeElement; const s = getComputedStyle(one);"
            "return [one.id || one.getAttribute('aria-label') || one.textContent,"
            " s.outlineStyle !== 'none' || s.boxShadow !== 'none']"
        )
        if found in reached or page.run("return document.activeElement === document.body"):
            break
        reached.append(found)
    names = [name for name, _ in reached]
    for wanted in ("skip", "query", "open-boards", "open-ask", "open-export", "open-timeline",
                   "link", "theme", "help", "map", "zoom-all", "Method", "Least core"):  # fmt: skip
        assert wanted in names
    assert [name for name, seen in reached if not seen] == []  # the focus is always seen


def test_a_question_answered_by_keys_alone(page):
    page.show(GRAPH)
    page.press("/", "plain")
    page.wait(lambda: page.texts("#hits [aria-selected=true] bdi"))
    page.press(Keys.ENTER)
    page.wait_for_text("#panel h2", "Plain Transformer")
    page.press("t", "acc")
    page.wait(lambda: page.texts("#hits [aria-selected=true] bdi")[:1] == ["accuracy"])
    page.press(Keys.ENTER)
    page.wait_for_text("#panel .kind", "Path")
    page.press("[")
    page.wait_for_text("#panel h2", "Plain Transformer")
    page.press("v")
    page.wait_for_text("#view [role=status]", "7 rows")
    page.press("x")
    page.wait(lambda: page.run("return document.getElementById('choices').open"))
    page.press(Keys.ESCAPE)
    page.wait(lambda: not page.run("return document.getElementById('choices').open"))


# ---- by touch


def touch(page: Page, kind: str, *points: tuple[float, float]) -> None:
    page.driver.execute_cdp_cmd(
        "Input.dispatchTouchEvent",
        {
            "type": kind,
            "touchPoints": [{"x": x, "y": y, "id": i} for i, (x, y) in enumerate(points)],
        },
    )


def test_touch_on_a_phone(page):
    page.driver.execute_cdp_cmd("Emulation.setTouchEmulationEnabled", {"enabled": True})
    try:
        page.show(GRAPH, size=(390, 844))
        i = page.node("Tidal Attention")
        x, y = page.run(
            "const b = KG.camera.box.getBoundingClientRect();"
            "const p = KG.camera.toBox(KG.data.x[arguments[0]], KG.data.y[arguments[0]]);"
            "return [b.left + p.x, b.top + p.y]", i,
        )  # fmt: skip
        touch(page, "touchStart", (x, y))
        touch(page, "touchEnd")
        page.wait_for_text("#panel h2", "Tidal Attention")
        page.go("")
        page.wait(lambda: not page.run("return KG.focused()"))
        box = page.run(
            "const b = KG.camera.box.getBoundingClientRect();"
            "return [b.left, b.top, b.width, b.height]"
        )
        cx, cy = box[0] + box[2] / 2, box[1] + box[3] / 2
        before = page.run("return KG.camera.scale()")
        touch(page, "touchStart", (cx - 20, cy), (cx + 20, cy))
        for k in range(1, 9):
            touch(page, "touchMove", (cx - 20 - 10 * k, cy), (cx + 20 + 10 * k, cy))
        touch(page, "touchEnd")
        page.wait(lambda: page.run("return KG.camera.scale()") > 1.5 * before)
        # What a finger must hit is large enough (WCAG 2.2, 2.5.8: 24 pixels).
        small = page.run(
            "return [...document.querySelectorAll('header button, #zoom button, #panel .row')]"
            ".filter((one) => one.offsetParent)"
            ".map((one) => [one.id || one.textContent, one.getBoundingClientRect()])"
            ".filter(([, at]) => at.width < 24 || at.height < 24).map(([name]) => name)"
        )
        assert small == []
    finally:
        page.driver.execute_cdp_cmd("Emulation.setTouchEmulationEnabled", {"enabled": False})


# ---- on paper


@pytest.mark.parametrize("dark", [False, True])
def test_print_shows_the_map_and_the_panel(page, dark):
    page.show(GRAPH, at=f"#n={ID['Tidal Attention']}", dark=dark)
    page.wait_for_text("#panel blockquote", "On HarbourBench")
    page.run("dispatchEvent(new Event('beforeprint'))")
    corner = page.run(
        "return [...KG.byId('printed').getContext('2d').getImageData(2, 2, 1, 1).data]"
    )
    assert sum(corner[:3]) > 3 * 240 or corner[3] == 0  # on white, whatever the screen shows
    page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        assert page.one("#printed").is_displayed()
        assert page.texts("#printed-title") == ["A harbour"]
        assert page.one("#panel h2").is_displayed()
        assert not page.one("header").is_displayed()
        assert not page.one("#filters").is_displayed()
        clipped = page.run("const p = KG.byId('panel'); return p.scrollHeight - p.clientHeight")
        assert clipped <= 0
    finally:
        page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
        page.run("dispatchEvent(new Event('afterprint'))")
    assert page.run("return document.getElementById('printed')") is None
    assert page.run("return KG.isDark()") == dark


def test_printing_from_dark_keeps_what_is_unfolded(page):
    page.show(GRAPH, at=f"#n={ID['self-attention']}", dark=True)
    page.run("document.querySelectorAll('#panel [aria-expanded=false]').forEach((b) => b.click())")
    page.wait_for_text("#panel blockquote", "Tidal Attention extends")
    told = page.one("#panel").text
    page.run("dispatchEvent(new Event('beforeprint'))")
    assert page.one("#panel").text == told
    page.run("dispatchEvent(new Event('afterprint'))")
    assert page.one("#panel").text == told
    assert page.run("return KG.isDark()")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_a_table_is_printed_dark_on_white(page, dark):
    page.show(GRAPH, at="#view=table", dark=dark)
    page.wait_for_text("#view [role=status]", "7 rows")
    page.run("dispatchEvent(new Event('beforeprint'))")
    page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        told = page.run(
            "const of = (e) => getComputedStyle(e);"
            "const [td, th] = ['td', 'th'].map((tag) => document.querySelector(`#view ${tag}`));"
            "return [of(td).color, of(document.body).backgroundColor, of(th).position]"
        )
        ink = [int(one) for one in re.findall(r"\d+", told[0])][:3]
        assert max(ink) < 120
        assert told[1:] == ["rgb(255, 255, 255)", "static"]
    finally:
        page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
        page.run("dispatchEvent(new Event('afterprint'))")


def test_print_to_pdf_has_the_text(page):
    page.show(GRAPH, at=f"#n={ID['Tidal Attention']}")
    page.wait_for_text("#panel blockquote", "On HarbourBench")
    made = page.driver.execute_cdp_cmd("Page.printToPDF", {"printBackground": True})
    data = base64.b64decode(made["data"])
    assert data.startswith(b"%PDF")
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", data, re.DOTALL)
    # A stream may end with the byte of a line end, which is then taken for one.
    drawn = b"".join(zlib.decompressobj().decompress(one) for one in streams if one[:1] == b"x")
    assert drawn.count(b"Tj") + drawn.count(b"TJ") > 20  # lines of text
    # The map: lines and curves, since a canvas that is drawn for the printer is no bitmap there.
    assert sum(len(re.findall(rb"\b[lcm]\n", one)) for one in drawn.split(b"BT")) > 100


# ---- the page and the file say the same


@pytest.mark.parametrize("graph", [GRAPH, large_graph(900, 2_000, 60)], ids=["small", "large"])
def test_counts_are_those_of_graph_json(page, graph):
    told = json.loads("".join(graph_to_json(graph)))
    nodes = {one["id"]: one for one in told["nodes"]}
    relations = {one.value for one in Relation}
    kinds = {id_: one["kind"] for id_, one in nodes.items()}
    things = [id_ for id_, kind in kinds.items() if kind == "entity"]
    papers = [id_ for id_, kind in kinds.items() if kind == "paper"]
    facts = [
        one for one in told["edges"] if one["key"] in relations and kinds[one["source"]] == "entity"
    ]
    roles = [
        one
        for one in told["edges"]
        if kinds[one["source"]] == "paper" and kinds[one["target"]] == "entity"
    ]
    page.show(graph)
    shown = page.run(
        "const D = KG.data;"
        "return {facts: Array.from(D.edges.head, (head, e) => [D.nodes.id[head],"
        " D.relations[D.edges.relation[e]][0], D.nodes.id[D.edges.tail[e]], D.edges.support[e]]),"
        " id: D.nodes.id, roles: D.roleEdges.node.length, papers: D.nPapers,"
        " count: KG.byId('count').textContent}"
    )
    assert sorted(shown["id"]) == sorted(things)
    assert (shown["papers"], shown["roles"]) == (len(papers), len(roles))
    assert sorted(map(tuple, shown["facts"])) == sorted(
        (one["source"], RELATIONS[Relation(one["key"])].label, one["target"], one["support"])
        for one in facts
    )
    assert shown["count"] == (
        f"{len(things):,} entities · {len(facts):,} facts · {len(papers):,} papers"
    )
