"""The page in a real Firefox, from disk: drawn, searched, clicked; no network is asked."""

from __future__ import annotations

import base64
import json
import os

import pytest

from kg.view import render_page
from tests.view.firefox import Firefox, find_firefox
from tests.view.graphs import harbour_graph
from tests.view.hostile import wild_graph

pytestmark = pytest.mark.browser

ENTER = "\ue007"


@pytest.fixture
def firefox(tmp_path):
    program = find_firefox()
    if program is None:
        reason = "no Firefox (Debian: firefox-esr)"
        if os.environ.get("KG_REQUIRE_FIREFOX") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    made = Firefox(program, tmp_path / "profile")
    yield made
    made.close()


def test_page_in_firefox(firefox, tmp_path, monkeypatch):
    monkeypatch.setattr("kg.view.page._PACK_ABOVE", 10)  # so that blocks are unpacked here too
    path = tmp_path / "graph.html"
    path.write_text(render_page(harbour_graph(), title="A harbour"), encoding="utf-8")
    firefox.open(path.as_uri())
    firefox.wait("window.KG && KG.drawnAt > 0")
    assert firefox.run("KG.byId('count').textContent") == "7 entities · 5 facts · 3 papers"
    colours = firefox.run(
        "(() => { const c = KG.camera.box.querySelector('canvas');"
        "const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;"
        "const seen = new Set(); for (let i = 0; i < d.length; i += 16)"
        " if (d[i + 3]) seen.add(d[i] << 16 | d[i + 1] << 8 | d[i + 2]); return seen.size; })()"
    )
    assert colours > 5
    at = firefox.run(
        "(() => { const i = KG.data.nodes.name.indexOf('Tidal Attention');"
        "const b = KG.camera.box.getBoundingClientRect();"
        "const p = KG.camera.toBox(KG.data.x[i], KG.data.y[i]);"
        "return [b.left + p.x, b.top + p.y]; })()"
    )
    firefox.click(*at)
    firefox.wait(
        "KG.byId('panel').querySelector('blockquote')?.textContent.includes('HarbourBench')"
    )
    assert firefox.run("KG.byId('panel').querySelector('h2').textContent") == "Tidal Attention"
    firefox.press("/ship")
    firefox.wait(
        "document.querySelector('#hits [aria-selected=true] bdi')?.textContent === 'ship detection'"
    )
    firefox.press(ENTER)
    firefox.wait("KG.byId('panel').querySelector('h2').textContent === 'ship detection'")
    firefox.run("history.back()")
    firefox.wait("KG.byId('panel').querySelector('h2').textContent === 'Tidal Attention'")
    told = [one for one in firefox.events if one["method"] == "log.entryAdded"]
    assert [one["params"]["text"] for one in told if one["params"]["level"] == "error"] == []
    asked = [
        one["params"]["request"]["url"]
        for one in firefox.events
        if one["method"] == "network.beforeRequestSent"
    ]
    assert [url for url in asked if not url.startswith(("file:", "blob:", "data:", "about:"))] == []


#: What each file begins with that the page saves.
FILES = {
    "SVG picture": "<svg xmlns=",
    "Entities as CSV": '\ufeff"id","name"',
    "Facts with sentences as CSV": '\ufeff"head","relation"',
    "JSON (node-link, for networkx)": '{\n "directed": true',
    "GraphML": "<?xml version=",
    "SPARQL query": "PREFIX rdfs:",
}


def test_everything_else_in_firefox(firefox, tmp_path, monkeypatch):
    monkeypatch.setattr("kg.view.page._PACK_ABOVE", 10)
    path = tmp_path / "graph.html"
    path.write_text(render_page(wild_graph(), title="Wild"), encoding="utf-8")
    firefox.open(path.as_uri())
    firefox.wait("window.KG && KG.drawnAt > 0")
    path.write_text(render_page(harbour_graph(), title="A harbour"), encoding="utf-8")
    firefox.open(f"{path.as_uri()}?again#types=Method,Dataset&size=between")
    firefox.wait("window.KG && KG.drawnAt > 0")
    assert firefox.run("KG.byId('count').textContent").startswith("4 of 7 entities · 4 of 5 facts")
    firefox.run("document.querySelector('#filters [aria-label=Dataset]').click()")
    firefox.wait("KG.byId('count').textContent.startsWith('3 of 7 entities')")
    firefox.run("history.back()")
    firefox.wait("KG.byId('count').textContent.startsWith('4 of 7 entities')")
    firefox.run("KG.resetFilters()")
    firefox.press("/tests ship")
    firefox.wait("document.querySelector('#hits mark')?.textContent === 'tests ship'")
    firefox.run(
        "document.querySelector('#hits mark').closest('li')"
        ".dispatchEvent(new MouseEvent('mousedown', {bubbles: true}))"
    )
    firefox.wait("!!KG.byId('panel').querySelector('.abstract .mention')")
    firefox.press("v")
    firefox.wait("document.querySelectorAll('#view tbody tr').length === 7")
    firefox.run("document.querySelector('#view [data-column=Name]').click()")
    firefox.wait("!!document.querySelector('#view th[aria-sort=ascending]')")
    firefox.run("(KG.byId('table-find').focus(), 0)")
    firefox.press("harb")
    firefox.wait("document.querySelectorAll('#view tbody tr').length === 1")
    firefox.run("KG.setView('map')")
    for name, begins in FILES.items():
        firefox.run(
            "(window.saved = '', KG.download = (file, kind, text) => { saved = text; },"
            "KG.byId('open-export').click(),"
            "[...document.querySelectorAll('#choices .formats button')]"
            f".find((one) => one.textContent === {json.dumps(name)}).click(), 0)"
        )
        firefox.wait("saved.length > 0")
        assert firefox.run("saved").startswith(begins), name
    firefox.run("KG.byId('open-timeline').click()")
    firefox.run(
        "((s) => { s.value = 2023; s.dispatchEvent(new Event('input')); })"
        "(document.querySelector('#timeline input'))"
    )
    firefox.wait("KG.byId('count').textContent.startsWith('3 of 7 entities')")
    firefox.run("document.querySelector('#timeline [aria-label=\"Close the timeline\"]').click()")
    firefox.run("(dispatchEvent(new Event('beforeprint')), 0)")
    assert firefox.run("KG.byId('printed').width > 0")
    firefox.run("(dispatchEvent(new Event('afterprint')), 0)")
    made = firefox.ask("browsingContext.print", context=firefox.tab)
    assert base64.b64decode(made["data"]).startswith(b"%PDF")
    for script in ("KG.open('path', [0, 1])", "KG.open('compare', [0, 1])", "KG.open('boards', 0)",
                   "KG.open('net', [0, 1, 2])", "KG.setLooks({colour: 'type'})"):  # fmt: skip
        firefox.run(f"({script}, 0)")
    told = [one["params"] for one in firefox.events if one["method"] == "log.entryAdded"]
    assert [one["text"] for one in told if one["level"] == "error"] == []
