"""A graph whose every text wants to do harm: nothing of it runs, loads or breaks the page."""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as ET

import networkx as nx
import pytest

from kg.rdf import open_store, run_query
from kg.view import render_page
from kg.vocabulary import Relation
from tests.view.hostile import WILD, wild_graph
from tests.view.test_exports import export

pytestmark = pytest.mark.browser

GRAPH = wild_graph()
TITLE = f"{WILD[0]}\x00\u202e<b>&amp;"
NUMBER = re.compile(r"[+-][\d.,]+")
FLOODS = [name for name in WILD if "\u0316" * 1 in name or "\u0e49" in name]

#: What must hold wherever one is: no element is of their making, and nothing stands outside.
SAFE = """
const made = [...document.querySelectorAll(
  'img, svg, iframe, object, embed, link, base, form, b > i, script[src], [onload], [onerror]')];
const away = [...document.querySelectorAll('a[href]')]
  .filter((one) => !/^https?:$/.test(one.protocol) && one.id !== 'skip').map((one) => one.href);
const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
const high = Math.max(0, document.documentElement.scrollHeight - innerHeight - 1);
const twice = [...document.querySelectorAll('*')].filter((one) => !one.children.length &&
  /&amp;(lt|gt|amp|quot|#\\d+);/.test(one.textContent) && one.tagName !== 'SCRIPT').length;
return [window.ran, made.map((one) => one.outerHTML), away, wide, high, twice]
"""
CLEAN: list[object] = [None, [], [], 0, 0, 0]

PLACES = (
    "", "view=table", "view=table&table=facts", "view=table&table=results", "boards=all",
    "ask=~~", "from=2012&to=2014", "colour=type&size=between", "topic=__proto__",
    "view=table&table=__proto__", "view=constructor", "sort=__proto__&view=table",
    "size=constructor&colour=__proto__", "ask=__proto__~constructor~toString",
    "net=__proto__~constructor", "types=__proto__&relations=constructor", "pins=__proto__,,%2C",
)  # fmt: skip


@pytest.mark.parametrize("size", [(1400, 900), (390, 844)])
def test_every_view_shows_texts_as_texts(page, size):
    page.show(GRAPH, title=TITLE, size=size)
    for place in PLACES:
        page.go(f"#{place}")
        page.wait(lambda: page.run("return !document.querySelector('[aria-busy=true]')"))
        assert page.run(SAFE) == CLEAN, place
    opened = (
        "KG.open('path', [0, 1])", "KG.open('compare', [0, 1])", "KG.open('board', 1)",
        "KG.open('net', [...Array(30).keys()])", "KG.open('fact', 0)", "KG.setView('map')",
        "KG.hover(0, 99, 99)", "KG.hover(-1, 99, 99, 0)",
        "KG.pickNode(KG.data.nodes.name[2], () => {})",
    )  # fmt: skip
    for script in opened:
        page.run(script)
        page.wait(lambda: page.run("return !document.querySelector('[aria-busy=true]')"))
        assert page.run(SAFE) == CLEAN, script


def test_every_node_and_paper_can_be_opened_and_its_address_leads_back(page):
    page.show(GRAPH, title=TITLE)
    for kind, names in (("node", "nodes.name"), ("paper", "papers.title")):
        for i in range(len(GRAPH.nodes)):
            page.run("KG.open(arguments[0], arguments[1])", kind, i)
            assert page.run("return KG.place()") == {"kind": kind, "of": i}
            name = page.run(f"return KG.whole(KG.data.{names}[arguments[0]])", i)
            same = "return KG.whole(document.querySelector('#panel h2').textContent)"
            assert page.run(same) == name
            page.wait(lambda: page.run("return !!document.querySelector('#panel .said')"))
            assert page.run(SAFE) == CLEAN, name[:40]
            wide = page.run("const p = KG.byId('panel'); return p.scrollWidth - p.clientWidth")
            assert wide <= 0 or any(flood in name for flood in FLOODS), name[:40]
            title = page.run("return KG.whole(document.title)")
            assert len(title) < 200
            assert not any(mark in title for mark in "\u202a\u202b\u202d\u202e\u2066\u2067\u2068")


def test_lists_in_the_address_hold_ids_with_commas(page):
    page.show(GRAPH)
    page.run("[0, 5, 6, 7, 8, 9].forEach((i) => KG.pins.add(i)); KG.remember()")
    i = page.node("all~of&them=here#and%there,%2C+too/../x?y")
    page.run("KG.pins.add(arguments[0]); KG.remember()", i)
    address = page.run("return location.hash")
    page.show(GRAPH, at=address)
    assert sorted(page.run("return [...KG.pins]")) == sorted({0, 5, 6, 7, 8, 9, i})


def test_topic_of_half_a_character_stands_in_the_address(page):
    page.show(GRAPH)
    topic = page.run(
        "return KG.data.nodes.topic[KG.data.nodes.name.findIndex((one) => /^half /.test(one))]"
    )
    page.run("KG.showTopic(arguments[0])", topic)
    assert page.run("return KG.filters.topic") == topic
    page.show(GRAPH, at=page.run("return location.hash"))
    assert page.run("return KG.filters.topic") == topic


def test_addresses_are_shown_as_the_browser_reads_them(page):
    page.show(GRAPH)
    shown = page.run(
        "return KG.data.papers.url.map((url, p) => { KG.open('paper', p);"
        " const a = document.querySelector('#panel .head > p > a[href]');"
        " return a && [a.hostname, a.textContent]; }).filter(Boolean)"
    )
    own = [text for host, text in shown if host == "example.org"]
    assert len(own) > 10
    assert all(text.startswith("https://example.org/") for text in own)
    assert all(text.removesuffix(" ↗").removesuffix("…").isascii() for text in own)


def test_search_with_every_text(page):
    page.show(GRAPH)
    for i, name in enumerate(node.name for node in GRAPH.nodes):
        page.run(
            "const q = KG.byId('query'); q.value = KG.data.nodes.name[arguments[0]]; q.focus();"
            "q.dispatchEvent(new Event('input'))", i,
        )  # fmt: skip
        found = page.run(
            "const i = arguments[0];"
            "return KG.search(KG.data.nodes.name[i]).some((one) => one.of === i)",
            i,
        )
        assert found, name[:40]
        assert page.run(SAFE) == CLEAN, name[:40]


def test_wild_names_in_files(page):
    page.show(GRAPH)
    told = json.loads(export(page, "JSON (node-link, for networkx)").read_bytes())
    assert {one["name"] for one in told["nodes"]} == set(WILD)
    plain = {name for name in WILD if not any(c in name for c in "\x00\x07\x1b\ud800")}
    graph = nx.read_graphml(export(page, "GraphML"))
    named = {data["name"] for _, data in graph.nodes(data=True)}
    assert plain <= named
    assert len(named) == len(WILD)
    assert set(graph) >= {node.id for node in GRAPH.nodes if node.name in plain}
    root = ET.fromstring(export(page, "SVG picture").read_text("utf-8"))
    assert {element.tag.split("}")[1] for element in root.iter()} <= {
        "svg", "rect", "line", "circle", "path", "text",
    }  # fmt: skip
    for what in ("Entities as CSV", "Facts with sentences as CSV"):
        text = export(page, what).read_bytes().decode("utf-8-sig").replace("\x00", "0")
        for row in csv.reader(io.StringIO(text, newline="")):
            for one in row:
                first = one.strip()[:1]
                assert first not in tuple("=+@-＝＋－＠") or NUMBER.fullmatch(one), one[:40]


def test_sparql_of_wild_ids_is_one_query(page):
    page.show(GRAPH)
    query = export(page, "SPARQL query").read_text("utf-8")
    facts = [edge for edge in GRAPH.edges if isinstance(edge.relation, Relation)]
    assert query.count("\n    (") == len(facts)
    assert "UNION {" not in query
    assert list(run_query(open_store(""), query).terms) == []  # it can be read, and asks no more


def test_copied_cells_are_no_formulas(page):
    page.show(GRAPH, at="#view=table")
    page.run("navigator.clipboard.writeText = async (text) => { window.copied = text; }")
    page.run("[...document.querySelectorAll('#view .bar button')].at(-1).click()")
    page.wait(lambda: page.run("return !!window.copied"))
    copied = page.run("return KG.whole(copied)")
    cells = [cell for line in copied.split("\n") for cell in line.split("\t")]
    assert len(cells) == 7 * (len(WILD) + 1)
    assert not [one for one in cells if one[:1] in tuple("=@＝")]


def test_pages_of_wild_graphs_are_utf8():
    render_page(GRAPH, title=TITLE).encode("utf-8")
