"""Where one has been: a way back that neither address nor history needs."""

from __future__ import annotations

import pytest

from tests.view.graphs import harbour_graph

pytestmark = pytest.mark.browser

GRAPH = harbour_graph()


def test_crumbs_lead_back_to_what_was_open(page):
    page.show(GRAPH)
    assert not page.one("#crumbs").is_displayed()
    for name in ("Tidal Attention", "HarbourBench"):
        page.run("KG.open('node', arguments[0])", page.node(name))
    page.run("KG.open('paper', 0)")
    assert page.texts("#crumbs bdi") == ["Tidal Attention", "HarbourBench"]
    page.one("#crumbs button").click()
    page.wait_for_text("#panel h2", "Tidal Attention")
    page.wait(lambda: len(page.texts("#crumbs bdi")) == 2)
    assert page.texts("#crumbs bdi")[0] == "HarbourBench"
    assert "crumbs" not in page.run("return location.hash")
    page.press("f")
    page.run("KG.open('home')")
    assert not page.one("#crumbs").is_displayed()


def test_crumbs_are_few_and_left_out_on_a_phone(page):
    page.show(GRAPH)
    for i in range(7):
        page.run("KG.open('node', arguments[0])", i)
    assert len(page.texts("#crumbs button")) == 5
    page.set_window(size=(390, 844))
    assert not page.one("#crumbs").is_displayed()
