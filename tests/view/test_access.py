"""For everyone: axe-core finds nothing serious or moderate in any view; all is told in words."""

from __future__ import annotations

import hashlib
import json
import runpy
from pathlib import Path

import pytest

from tests.view.graphs import harbour_graph

VENDOR = Path(__file__).parent / "vendor"
ROOT = Path(__file__).parents[2]
GRAPH = harbour_graph()
SCREENS = runpy.run_path(str(ROOT / "scripts" / "screens.py"))
#: What a picture does not show, or nobody looks at: after what is done, what is waited for.
STATES = {
    "copy": (
        "navigator.clipboard.writeText = () => Promise.reject(new Error('no')); KG.copyLink()",
        "#notice textarea",
    ),
    "notice": ("KG.notice('Something passes by')", "#notice:not([hidden])"),
    "tip": ("KG.hover(KG.data.order[0], 200, 100)", "#tip:not([hidden])"),
    "picking": (
        """KG.actions.find((one) => one.label === 'Compare …').run(KG.data.order[0]);
        const q = KG.byId('query'); q.value = 'a'; q.dispatchEvent(new Event('input'))""",
        "#hits li",
    ),
    "facts": ("location.hash = 'view=table&table=facts&sort=-Papers'", "th[aria-sort]"),
    "rows": ("location.hash = 'view=table&table=results'", "#view td .link"),
    "asked in vain": (
        "KG.open('ask', {head: {type: 2}, relation: 2, tail: {type: 1}})", ".nothing",
    ),
    "no way": (
        "KG.filters.leastCore = 9; KG.applyFilters(); KG.open('path', [0, 1])", "#panel .steps",
    ),
    "hidden": ("KG.setFilters({hidden: new Set([0])})", "#trail button"),
    "pinned": ("KG.pins.add(0); KG.remember(); KG.tell('pinned')", "#trail button"),
    "unfolded": (
        """KG.open('node', KG.data.order[0]);
        document.querySelectorAll('#panel [aria-expanded=false]').forEach((one) => one.click())""",
        "#panel blockquote",
    ),
    "trouble": (
        "KG.details = () => Promise.reject(new Error('no')); KG.open('node', 0)", ".trouble",
    ),
}  # fmt: skip


def test_vendored_files_are_those_of_their_packages():
    sources = json.loads((VENDOR / "SOURCES.json").read_text(encoding="utf-8"))
    for name, source in sources.items():
        for file, digest in source["sha256"].items():
            data = (VENDOR / name / file).read_bytes()
            assert hashlib.sha256(data).hexdigest() == digest, "run scripts/vendor.py"


@pytest.mark.browser
@pytest.mark.parametrize(("size", "dark"), [((1400, 900), False), ((390, 844), True)])
def test_axe_finds_nothing_in_any_view(page, size, dark):
    page.show(GRAPH, size=size, dark=dark)
    address = page.run("return location.href.replace(/#.*/, '')")
    axe = (VENDOR / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
    views = {name: (script, "body") for name, script in SCREENS["VIEWS"].items()}
    found = {}
    for name, (script, there) in (views | STATES).items():
        page.driver.get("about:blank")
        page.driver.get(address)
        page.wait(lambda: page.run("return window.KG && KG.drawnAt > 0"))
        page.run(SCREENS["_TOP"] + script)
        page.wait(
            lambda there=there: page.run("return document.querySelector(arguments[0])", there)
        )
        page.wait(lambda: not page.run("return document.querySelector('#panel [aria-busy]')"))
        page.run(axe)
        wrong = page.driver.execute_async_script(
            "const done = arguments[0]; axe.run(document).then(({ violations }) => done(violations"
            ".filter(({ impact }) => impact !== 'minor')"
            ".map(({ id, nodes }) => [id, nodes.map((one) => one.html.slice(0, 160))])))"
        )
        if wrong:
            found[name] = wrong
    assert found == {}


@pytest.mark.browser
def test_screen_reader_is_told_what_happens(page):
    page.show(GRAPH)

    def said(text: str) -> None:
        page.wait_for_text("#said", text)

    page.press("/", "att")
    said("found; the arrow keys")
    page.press("zzz")
    said("Nothing found")
    page.run("KG.open('boards', 0)")
    said("Leaderboards")
    page.run("KG.open('node', KG.data.order[0])")
    name = page.run("return KG.data.nodes.name[KG.data.order[0]]")
    said(f"{name}, ")
    assert name in page.one("#map").get_attribute("aria-label")
    assert page.run("return document.title").startswith(name)
    page.run("KG.back()")
    said("Leaderboards")
    page.run("KG.open('home')")
    said("The whole map")
    assert page.one("#map").get_attribute("aria-label") == "Map of 7 entities"
    page.go("view=table")
    said("Entities: 7 rows")
    page.one("#table-find").send_keys("tidal")
    said("Entities: 1 row")
    page.run("KG.open('node', KG.data.order[0])")
    names = page.run(
        "return [...document.querySelectorAll('#panel .together .small:last-child')]"
        ".map((one) => one.getAttribute('aria-label'))"
    )
    assert len(set(names)) == len(names) > 1  # no two buttons are called the same


@pytest.mark.browser
def test_headings_lead_through_the_page(page):
    page.show(GRAPH, size=(390, 844))
    page.run("KG.open('node', KG.data.order[0])")
    tree = page.driver.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
    headings = [
        (next(p["value"]["value"] for p in one["properties"] if p["name"] == "level"),
         one["name"]["value"])
        for one in tree
        if one.get("role", {}).get("value") == "heading" and not one["ignored"]
    ]  # fmt: skip
    assert headings[0] == (1, "A harbour")
    name = page.run("return KG.data.nodes.name[KG.data.order[0]]")
    assert (2, name) in headings
    assert (3, "Papers") in headings


@pytest.mark.browser
def test_what_is_chosen_is_seen_where_the_system_chooses_the_colours(page):
    page.show(GRAPH)
    page.driver.execute_cdp_cmd(
        "Emulation.setEmulatedMedia", {"features": [{"name": "forced-colors", "value": "active"}]}
    )
    grounds = page.run(
        "return [...document.querySelectorAll('#views button')]"
        ".map((one) => getComputedStyle(one).backgroundColor)"
    )
    bar = page.run("return getComputedStyle(document.querySelector('.bars span')).backgroundColor")
    panel = page.run("return getComputedStyle(KG.byId('panel')).backgroundColor")
    assert grounds[0] != grounds[1]
    pressed = "getComputedStyle(document.querySelector('#views [aria-pressed=true]'))"
    assert page.run(f"return {pressed}.forcedColorAdjust") == "none"  # else its name is covered
    assert bar != panel
