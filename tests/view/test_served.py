"""The page as ``kg serve`` serves it, in a real browser."""

from __future__ import annotations

import json

import pytest

from kg.config import Config
from kg.pipeline.rdf_files import DESCRIPTION, write_rdf_files
from kg.rdf.disk import write_disk_store
from kg.view import render_page
from tests.serve.conftest import running
from tests.view.graphs import harbour_graph
from tests.view.test_exports import export

pytestmark = pytest.mark.browser


def test_served_page_works_as_the_file_does(page, tmp_path):
    graph = harbour_graph()
    (harbour,) = (node for node in graph.nodes if node.name == "HarbourBench")
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
        # A link into it, and what it saves, as from a file.
        page.driver.get("about:blank")
        page.driver.get(f"{address}/graph#ask=Method~evaluated on~{harbour.id}")
        page.wait(lambda: page.run("return window.KG && KG.drawnAt > 0"))
        page.wait_for_text("#panel .numbers", "2 facts")
        saved = json.loads(export(page, "JSON (node-link, for networkx)").read_bytes())
        assert {edge["target"] for edge in saved["edges"]} == {harbour.id}
        page.driver.get("about:blank")
        page.errors()  # there is no icon
        asked = [one.removeprefix(address) for one in page.requests()]
        assert set(asked) <= {"/graph", "/favicon.ico"}  # the icon is asked for late
