"""The page in a real Firefox, from disk: drawn, searched, clicked; no network is asked."""

from __future__ import annotations

import os

import pytest

from kg.view import render_page
from tests.view.firefox import Firefox, find_firefox
from tests.view.graphs import harbour_graph

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
