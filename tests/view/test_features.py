"""What one can do with the page, clicked through: search, filters, paths, pins …"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from selenium.webdriver.common.keys import Keys

from kg.model import Paper
from kg.vocabulary import EntityType, Relation, Role
from tests.view.graphs import METHOD, edge, graph_of, harbour_graph, large_graph, node

if TYPE_CHECKING:
    from kg.graph.value import KnowledgeGraph
    from tests.view.conftest import Page

pytestmark = pytest.mark.browser

GRAPH = harbour_graph()
ID = {node.name: node.id for node in GRAPH.nodes}


def action(page: Page, label: str) -> None:
    page.run(
        "[...document.querySelectorAll('#panel .actions button')]"
        ".find((one) => one.textContent === arguments[0]).click()", label,
    )  # fmt: skip


def choose(page: Page, words: str, name: str) -> None:
    """Answer the question for another entity by its name."""
    page.press(words)
    page.wait(lambda: page.texts("#hits [aria-selected=true] bdi")[:1] == [name])
    page.press(Keys.ENTER)


def test_search_finds_sentences(page):
    page.show(GRAPH)
    page.press("/", "evaluated on harb")
    page.wait_for_text("#hits", "In an abstract")
    assert page.texts("#hits mark") == ["evaluated on Harb"]
    page.press(Keys.ENTER)
    page.wait_for_text("#panel h2", "HarbourBench, a benchmark of ships")


def test_filters_stand_in_the_address_and_back_undoes_them(page):
    page.show(GRAPH)
    page.one('#filters input[aria-label="Dataset"]').click()
    page.wait_for_text("#count", "6 of 7 entities")
    assert "types=Method,Task,Metric,Concept" in page.run("return location.hash")
    page.click_node("Tidal Attention")
    page.wait_for_text("#panel h2", "Tidal Attention")
    address = page.run("return location.hash")
    assert address.startswith(f"#n={ID['Tidal Attention']}&types=")
    page.one("#back").click()
    page.wait_for_text("#panel h3", "Most named methods")
    page.one("#back").click()
    page.wait_for_text("#count", "7 entities · 5 facts")
    page.show(GRAPH, at=address)
    page.wait_for_text("#count", "6 of 7 entities")
    assert page.texts("#panel h2") == ["Tidal Attention"]


@pytest.mark.parametrize(
    ("parameters", "count"),
    [
        ("roles=proposes", "1 of 7 entities · 0 of 5 facts"),
        ("from=2024", "5 of 7 entities · 5 facts"),
        ("to=2023", "3 of 7 entities · 1 of 5 facts"),
        ("to=2023&undated=1", "4 of 7 entities · 1 of 5 facts"),
        ("sources=2", "7 entities · 1 of 5 facts"),
        ("confidence=85", "7 entities · 4 of 5 facts"),
        ("papers=2", "2 of 7 entities · 1 of 5 facts"),
        ("degree=2", "3 of 7 entities · 3 of 5 facts"),
        ("core=2", "3 of 7 entities · 3 of 5 facts"),
        ("core=9", "0 of 7 entities · 0 of 5 facts"),
        (f"hide={ID['braid group']}", "6 of 7 entities · 5 facts"),
        ("relations=extends&degree=1", "2 of 7 entities · 1 of 5 facts"),
        ("papers=x&core=-3&types=Nothing&from=1e9", "0 of 7 entities"),
    ],
)
def test_filter(page, parameters, count):
    page.show(GRAPH, at=f"#{parameters}")
    page.wait_for_text("#count", count)


def test_description_and_marks(page):
    page.show(GRAPH, at=f"#n={ID['Plain Transformer']}")
    assert page.texts(".describes") == [
        "A method: used by 1, compared against by 1 of 2 papers; first dated 2023."
    ]
    assert page.texts("#panel .group button[aria-expanded]")[:2] == ["2 papers", "single source"]
    fact = page.run("return KG.addressOf('fact', KG.data.edges.support.lastIndexOf(1))")
    page.go(fact.removeprefix("#"))
    page.wait_for_text("#panel .warnings", "a single source")
    counter = page.run("return Array.from(KG.data.edges.support, (_, e) => KG.counterOf(e))")
    assert set(counter) == {-1}


def test_path_by_facts_and_by_papers(page):
    page.show(GRAPH, at=f"#n={ID['self-attention']}")
    action(page, "Path to …")
    assert (
        page.one("#query").get_attribute("placeholder").startswith("Path from self-attention to …")
    )
    choose(page, "ship", "ship detection")
    page.wait_for_text("#panel .kind", "Path")
    assert page.texts("#panel .step > p:first-child .relation")[0] == " extends "
    assert page.texts("#panel .step .relation")[-1] == " named together with "
    page.wait_for_text("#panel blockquote", "HarbourBench tests ship detection.")
    assert page.run("return KG.camera.focusNodes.length") >= 4
    page.go(f"path={ID['self-attention']}~{ID['braid group']}")
    page.wait_for_text("#panel .numbers", "No way leads")


def test_compare(page):
    page.show(GRAPH, at=f"#n={ID['Tidal Attention']}")
    action(page, "Compare …")
    choose(page, "plain", "Plain Transformer")
    page.wait_for_text("#panel .kind", "Compare")
    assert page.texts("#panel summary") == [
        "Said between them 1", "both evaluated on … 1", "Papers that name both 1",
    ]  # fmt: skip
    page.wait_for_text("#panel .results li", "2.5% ◆accuracy over ●Plain Transformer on ■Harbour")
    page.wait_for_text("#panel blockquote", "TA outperforms the Plain Transformer by 2.5%")
    assert page.run("return KG.camera.focusNodes.length") == 3


def test_leaderboards(page):
    page.show(GRAPH)
    page.one("#open-boards").click()
    page.wait_for_text("#panel .list", "HarbourBench")
    page.one("#panel .list button").click()
    page.wait_for_text("#panel h3", "accuracy: differences and ratios, in %")
    units = page.run(
        "return ['35.3% points', '2.5 percent', '146 hours', '1.5-2.7times', '3x', '83.8', '-0.2']"
        ".map(KG.unitOf)"
    )
    assert units == ["%", "%", "hours", "times", "times", "", ""]
    assert page.texts("#panel tbody tr td")[:3] == ["1", "●Tidal Attention", "2.5%"]


def test_explore_step_by_step(page):
    page.show(GRAPH, at=f"#n={ID['self-attention']}")
    action(page, "Explore")
    page.wait_for_text("#panel h2", "2 entities")
    page.one('#panel [aria-label="Expand Tidal Attention"]').click()
    page.wait_for_text("#panel h2", "5 entities")
    page.one('#panel [aria-label="Remove accuracy"]').click()
    page.wait_for_text("#panel h2", "4 entities")
    assert page.texts("#panel summary") == ["Entities 4", "Facts among them 4"]
    selected = page.run("return KG.selected()")
    assert (len(selected["nodes"]), len(selected["edges"])) == (4, 4)
    page.one("#back").click()
    page.wait_for_text("#panel h2", "5 entities")


def test_pin_and_hide(page):
    page.show(GRAPH, at=f"#n={ID['braid group']}")
    action(page, "Pin")
    page.wait_for_text("#trail", "1 pinned")
    assert f"pins={ID['braid group']}" in page.run("return decodeURIComponent(location.hash)")
    action(page, "Hide")
    page.wait_for_text("#count", "6 of 7 entities")
    page.wait_for_text("#filters", "Show 1 hidden entity again")


def test_fact_can_be_clicked_on_the_map(page):
    page.show(GRAPH)
    x, y = page.run(
        "const e = KG.data.findEdge(KG.data.nodes.name.indexOf('Tidal Attention'),"
        " KG.data.relations.findIndex(([name]) => name === 'extends'),"
        " KG.data.nodes.name.indexOf('self-attention'));"
        "const [a, b] = [KG.data.edges.head[e], KG.data.edges.tail[e]];"
        "return [(KG.data.x[a] + KG.data.x[b]) / 2, (KG.data.y[a] + KG.data.y[b]) / 2]"
    )
    page.wait(lambda: page.run("return KG.edgeAt(arguments[0], arguments[1], 3) >= 0", x, y))
    page.click_map(x, y)
    page.wait_for_text("#panel .kind", "Fact")


def test_looks_and_minimap(page):
    page.show(large_graph(900, 2_000, 60), at="#size=degree&colour=type")
    assert page.run("return KG.looks") == {"colour": "type", "size": "degree"}
    assert page.run(
        "const by = (i) => KG.data.factsOf(i).length; const r = KG.data.r;"
        "return Array.from(r).every((one, i) => by(i) !== by(0) || one === r[0])"
    )
    page.run("KG.setLooks({size: 'between'})")
    assert page.run("return KG.data.r.every((one) => one > 0)")
    assert not page.one("#minimap").is_displayed()
    page.run("KG.camera.zoom(4)")
    page.wait(lambda: page.one("#minimap").is_displayed())
    before = page.run("return KG.camera.centre()")
    page.one("#minimap").click()
    assert page.run("return KG.camera.centre()") != before


def test_bridges_of_a_large_graph_are_counted_while_the_page_lives(page):
    page.show(large_graph(3_000, 7_500, 200), at="#size=between")
    assert page.run(
        "return KG.bridges() instanceof Promise || KG.bridges() instanceof Float32Array"
    )
    by = "const by = KG.bridges(); if (by instanceof Promise) return null;"
    page.wait(lambda: page.run(f"{by} return true"))
    rank = (
        "const [a, b] = [by, KG.data.r].map((one) => Array.from(one.keys())"
        ".sort((i, j) => one[j] - one[i] || i - j).slice(0, 20)); return [a, b]"
    )
    by_bridges, by_size = page.run(by + rank)
    assert by_bridges == by_size
    page.run("KG.setLooks({size: 'papers'}); KG.setLooks({size: 'between'})")  # known by now
    assert page.run(by + rank)[1] == by_bridges


def test_betweenness_is_that_of_the_books(page):
    page.show(GRAPH)
    found = page.run("return Array.from(KG.betweenness())")
    names = page.run("return KG.data.nodes.name")
    # Tidal Attention joins self-attention and accuracy to all others; each pair counts both ways.
    assert dict(zip(names, found, strict=True))["Tidal Attention"] == pytest.approx(10)


def square() -> KnowledgeGraph:
    """Four in a ring, two of them joined by two facts."""
    text = "One, two, three and four."
    paper = Paper("p1", "Numbers", text)
    one, two, three, four = (
        node(name, EntityType.METHOD, [paper]) for name in ("One", "two", "three", "four")
    )
    said = (paper, text, 0.9)
    edges = [
        edge(one, Relation.EXTENDS, two, said), edge(two, Relation.PART_OF, one, said),
        edge(two, Relation.EXTENDS, three, said), edge(three, Relation.EXTENDS, four, said),
        edge(four, Relation.EXTENDS, one, said),
    ]  # fmt: skip
    return graph_of([paper], [one, two, three, four], edges)


def test_two_facts_between_the_same_two_are_one_neighbour(page):
    graph = square()
    page.show(graph)
    assert page.run("return Array.from(KG.betweenness())") == [1, 1, 1, 1]
    page.go("#core=2")
    page.wait(lambda: page.run("return KG.filters.leastCore") == 2)
    assert page.texts("#count") == ["4 entities · 5 facts · 1 paper"]
    names = {one.name: one.id for one in graph.nodes}
    page.go(f"#core=2&hide={names['three']}")
    page.wait_for_text("#count", "0 of 4 entities")  # four is joined to one, one to two and four
    page.go(f"#degree=2&hide={names['three']}")
    page.wait_for_text("#count", "2 of 4 entities")


def test_link_can_be_copied(page):
    page.show(GRAPH, at=f"#n={ID['Tidal Attention']}")
    page.one("#link").click()
    page.wait(lambda: page.one("#notice").is_displayed())
    told = page.run(
        "const field = document.querySelector('#notice textarea');"
        "return field ? field.value : document.querySelector('#notice').textContent"
    )
    assert told == "Link copied" or told.endswith(f"#n={ID['Tidal Attention']}")


def test_years_of_two_centuries_are_bars_that_can_be_seen(page):
    papers = [
        Paper(f"p{i:03}", "Old", "We name Long lived.", date=str(1900 + i)) for i in range(201)
    ]
    long_lived = node("Long lived", METHOD, papers)
    facts = [edge(one, Role.USES, long_lived, (one, "We name Long lived.", 0.9)) for one in papers]
    page.show(graph_of(papers, [long_lived], facts), at=f"#n={long_lived.id}&from=2000")
    for where in ("#filters", "#panel"):
        wide = page.run(
            "return [...document.querySelectorAll(`${arguments[0]} .bars span`)]"
            ".map((one) => one.getBoundingClientRect().width)", where,
        )  # fmt: skip
        assert 40 < len(wide) <= 60
        assert min(wide) > 1
    titles = page.run(
        "return [...document.querySelectorAll('#panel .bars span')].map((e) => e.title)"
    )
    assert (titles[0], titles[-1]) == ("1900–1903: 4 papers", "2100: 1 paper")
