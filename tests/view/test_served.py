"""The page as ``kg serve`` serves it, in a real browser."""

from __future__ import annotations

import pytest

from kg.config import Config
from kg.pipeline.rdf_files import DESCRIPTION, write_rdf_files
from kg.rdf.disk import write_disk_store
from kg.view import render_page
from tests.serve.conftest import running
from tests.view.graphs import harbour_graph

pytestmark = pytest.mark.browser


def test_served_page_works_as_the_file_does(page, tmp_path):
    graph = harbour_graph()
    write_rdf_files(tmp_path, graph, Config(), title="A harbour")
    write_disk_store(tmp_path / "graph.nt", tmp_path / "db", description=tmp_path / DESCRIPTION)
    (tmp_path / "graph.html").write_text(render_page(graph, title="A harbour"), encoding="utf-8")
    with running(tmp_path / "db", folder=tmp_path) as address:
        page.set_window()
        page.driver.get("about:blank")
        page.errors()
        page.requests()
        page.driver.get(f"{address}/graph")
        page.wait(lambda: page.run("return window.KG && KG.drawnAt > 0"))
        assert page.texts("#count") == ["7 entities · 5 facts · 3 papers"]
        page.click_node("Tidal Attention")
        page.wait_for_text("#panel blockquote", "On HarbourBench")
        page.one("#back").click()
        page.wait_for_text("#panel h3", "Most named methods")
        # The browser asks for the page and, of itself, for an icon; the page asks for nothing.
        asked = [one.removeprefix(address) for one in page.requests()]
        assert set(asked) <= {"/graph", "/favicon.ico"}
        page.driver.get("about:blank")
        page.errors()  # there is no icon
        assert set(page.requests()) <= {f"{address}/favicon.ico"}  # asked for late
