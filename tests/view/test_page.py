"""The page as a file: complete in itself, the same every time, and safe whatever the names are."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
import subprocess
import sys
import time
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from kg.graph.value import KnowledgeGraph
from kg.view import page as page_module, render_page
from kg.view.layout import lay_out
from kg.view.page import GraphPage
from kg.view.payload import core_of
from tests.view.graphs import HOSTILE, harbour_graph, hostile_graph, large_graph

SCRIPTS = sorted(Path(page_module.__file__).parent.glob("page/*.js"))


class Reader(HTMLParser):
    """Every element with its attributes, and the text of scripts and styles."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.raw: list[tuple[str, dict[str, str | None], str]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data):
        if self.elements and self.elements[-1][0] in ("script", "style") and data.strip():
            self.raw.append((*self.elements[-1], data))

    def core(self) -> dict[str, Any]:
        (text,) = [text for _, attrs, text in self.raw if attrs.get("id") == "kg-core"]
        core: dict[str, Any] = json.loads(text)
        return core

    def policy(self) -> str:
        (policy,) = [
            attrs["content"]
            for tag, attrs in self.elements
            if tag == "meta" and attrs.get("http-equiv") == "Content-Security-Policy"
        ]
        assert policy is not None
        return policy


@pytest.fixture(scope="module", params=["harbour", "hostile", "empty"])
def page(request):
    graph = {
        "harbour": harbour_graph,
        "hostile": hostile_graph,
        "empty": KnowledgeGraph,
    }[request.param]()
    title = HOSTILE[0] if request.param == "hostile" else "A harbour"
    return Reader(render_page(graph, title=title))


def test_nothing_is_loaded(page):
    for tag, attrs in page.elements:
        assert tag not in ("link", "img", "iframe", "object", "embed", "base", "svg"), tag
        assert "src" not in attrs
        assert (attrs.get("href") or "#").startswith("#")
        assert not any(name.startswith("on") for name in attrs)
    assert not any(
        re.search(r"@import|url\(\s*['\"]?\s*(https?:)?//", text)
        for tag, _, text in page.raw
        if tag == "style"
    )


def test_policy_allows_these_scripts_and_styles_only(page):
    policy = page.policy()
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    assert not re.search(
        r"\b(data|blob|https?|ws):|\*", policy
    )  # nothing is loaded, not even pictures
    # Where browsers know it, no text becomes markup or code, not even in the library that we carry.
    assert policy.endswith("require-trusted-types-for 'script'; trusted-types 'none'")
    allowed = set(re.findall(r"'sha256-([^']+)'", policy))
    found = {
        base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        for tag, attrs, text in page.raw
        if tag == "style" or "type" not in attrs
    }
    assert found == allowed
    assert len(allowed) == 4  # one style; early script, vis-network, ours


def test_a_page_has_the_same_elements_whatever_the_names_are():
    pages = (
        Reader(render_page(harbour_graph(), title="A harbour")),
        Reader(render_page(hostile_graph(), title=HOSTILE[0])),
    )
    plain, hostile = ([(tag, sorted(attrs)) for tag, attrs in page.elements] for page in pages)
    assert plain == hostile


def test_names_come_through_to_the_letter():
    graph = hostile_graph()
    core = Reader(render_page(graph, title="x")).core()
    assert core["nodes"]["name"] == [node.name for node in graph.nodes]
    assert core["papers"]["title"] == [paper.title for paper in graph.papers]
    assert not any("javascript" in url for url in core["papers"]["url"])


def test_title_is_text():
    html = render_page(harbour_graph(), title='<b>&"\ud800')
    assert "<title>&lt;b&gt;&amp;&#34;\ufffd</title>" in html
    html.encode("utf-8")


def test_same_graph_same_bytes_under_another_hash_seed():
    code = (
        "import hashlib; from kg.view import render_page;"
        "from tests.view.graphs import harbour_graph;"
        "print(hashlib.sha256(render_page(harbour_graph(), title='A').encode()).hexdigest())"
    )
    root = Path(__file__).parents[2]
    other = subprocess.run(
        [sys.executable, "-c", code],
        env={"PYTHONHASHSEED": "77", "PYTHONPATH": str(root)},
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    here = render_page(harbour_graph(), title="A")
    assert hashlib.sha256(here.encode()).hexdigest() == other


def test_long_blocks_are_packed_and_short_ones_are_not(monkeypatch):
    assert page_module._pack([1]) == ("json", "[1]")
    monkeypatch.setattr(page_module, "_PACK_ABOVE", 2)
    form, text = page_module._pack(["</script>"])
    assert form == "gzip"
    assert json.loads(gzip.decompress(base64.b64decode(text))) == ["</script>"]


def test_pyvis_nodes_and_options_can_be_changed():
    graph = harbour_graph()
    layout = lay_out(graph)
    network = GraphPage(graph, core_of(graph, layout, title="A"), heading="A")
    for node in graph.nodes:
        network.add_node(node.id, node.name, x=0, y=0, size=3.0)
    network.get_node(graph.nodes[0].id)["label"] = "Changed"
    network.set_options('{"interaction": {"zoomSpeed": 0.1}}')
    core = Reader(network.generate_html()).core()
    assert core["nodes"]["name"][0] == "Changed"
    assert core["visOptions"] == {"interaction": {"zoomSpeed": 0.1}}


def test_write_html_is_utf8_whatever_the_locale(tmp_path):
    graph = harbour_graph()
    network = GraphPage(graph, core_of(graph, lay_out(graph), title="A"), heading="Ünï")
    for node in graph.nodes:
        network.add_node(node.id, node.name, x=0, y=0, size=3.0)
    path = tmp_path / "page.html"
    network.write_html(str(path))
    assert "Ünï" in path.read_bytes().decode("utf-8")
    assert list(tmp_path.iterdir()) == [path]  # pyvis's own leaves a folder of libraries behind


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_scripts_never_make_elements_from_text(path):
    source = path.read_text(encoding="utf-8")
    forbidden = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function"
    assert not re.search(forbidden, source)
    assert len(source.splitlines()) <= 300


def test_every_script_is_in_the_page():
    assert {path.stem for path in SCRIPTS} == {"early", *page_module._SCRIPTS}


@pytest.mark.slow
def test_a_large_page_is_written_quickly_and_is_small():
    graph = large_graph()
    start = time.process_time()
    html = render_page(graph, title="Large")
    assert time.process_time() - start < 60  # 2.5 s on an idle machine
    assert len(html.encode()) < 4_000_000
