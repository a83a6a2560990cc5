"""The page in a real browser: what a person does, and what then stands there."""

from __future__ import annotations

import pytest
from selenium.webdriver.common.keys import Keys

from tests.view.graphs import HOSTILE, graph_of, harbour_graph, hostile_graph, large_graph

pytestmark = pytest.mark.browser

GRAPH = harbour_graph()
OVERFLOW = "return document.documentElement.scrollWidth - document.documentElement.clientWidth"


def test_map_is_drawn(page):
    page.show(GRAPH)
    assert page.texts("#count") == ["7 entities · 5 facts · 3 papers"]
    painted = page.run(
        "const c = KG.camera.box.querySelector('canvas');"
        "const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;"
        "const seen = new Set(); for (let i = 0; i < d.length; i += 16)"
        " if (d[i + 3]) seen.add(d[i] << 16 | d[i + 1] << 8 | d[i + 2]); return seen.size"
    )
    assert painted > 5


def test_labels_do_not_cover_each_other(page):
    page.show(large_graph(900, 2_000, 60))
    boxes = page.wait(
        lambda: page.run(
            "return KG.labelsNow().filter((one) => one.node !== undefined).map((one) => {"
            " const p = KG.camera.toBox(KG.data.x[one.node], KG.data.y[one.node]);"
            " const r = KG.data.r[one.node] * KG.camera.scale();"
            " const w = KG.widthOf(one.text, KG.fontOf(12, false));"
            " return [p.x - w / 2, p.y + r + 2, p.x + w / 2, p.y + r + 16]; })"
        )
    )
    assert len(boxes) > 10
    for i, (left, top, right, bottom) in enumerate(boxes):
        for other in boxes[:i]:
            apart = left >= other[2] or right <= other[0] or top >= other[3] or bottom <= other[1]
            assert apart, (boxes[i], other)


def test_search_finds_by_alias(page):
    page.show(GRAPH)
    page.press("/")
    page.press("ta")
    page.wait_for_text("#hits", "Tidal Attention = TA")
    assert page.texts("#hits [aria-selected=true] .name") == ["Tidal Attention = TA"]
    page.press(Keys.ENTER)
    page.wait_for_text("#panel h2", "Tidal Attention")
    assert page.run("return document.activeElement.id") == "panel"


def test_arrow_keys_go_through_what_was_found(page):
    page.show(GRAPH)
    page.press("/", "e")
    page.wait(lambda: len(page.texts("#hits .name")) > 3)
    names = page.texts("#hits .name")
    page.press(Keys.ARROW_DOWN, Keys.ARROW_DOWN)
    assert page.one("#query").get_attribute("aria-activedescendant") == "hit-2"
    assert page.texts("#hits [aria-selected=true] .name") == names[2:3]
    page.press(Keys.ARROW_UP, Keys.ENTER)
    page.wait_for_text("#panel h2", names[1])


def test_search_folds_case_marks_and_hyphens(page):
    page.show(GRAPH)
    found = page.run(
        "return ['PLAIN transformer', 'self attention', 'hárbour', 'nothing at all', '']"
        ".map((words) => KG.search(words).map((hit) => hit.kind + hit.of))"
    )
    plain, attention = page.node("Plain Transformer"), page.node("self-attention")
    assert found[0] == [f"node{plain}"]
    assert found[1] == [f"node{attention}"]
    assert found[2] == [f"node{page.node('HarbourBench')}", "paper1"]
    assert found[3] == found[4] == []


def test_sentences_are_found_whatever_stands_between_their_words(page):
    page.show(GRAPH)
    found = page.run(
        "return Promise.all(['ta OUTPERFORMS   the plain', 'transformer-by', '2.5% in', 'a.curacy',"
        " 'no', '(TA). tidal'].map((words) => KG.searchSentences(words))).then((all) =>"
        " all.map((hits) => hits.map(({before, words, after}) => before.slice(-3) + '|' + words)))"
    )
    assert found == [
        ["h, |TA outperforms the Plain"], ["in |Transformer by"], ["by |2.5% in"], [], [],
        ["on |(TA). Tidal"],
    ]  # fmt: skip


def test_search_finds_papers(page):
    page.show(GRAPH)
    page.press("/", "knots")
    page.wait_for_text("#hits", "Knots in ropes")
    page.press(Keys.ENTER)
    page.wait_for_text("#panel h2", "Knots in ropes")


def test_type_filter_hides(page):
    page.show(GRAPH)
    i = page.node("HarbourBench")
    place = page.run("return [KG.data.x[arguments[0]], KG.data.y[arguments[0]]]", i)
    assert page.run("return KG.nodeAt(arguments[0], arguments[1], 1)", *place) == i
    page.one('#filters input[aria-label="Dataset"]').click()
    page.wait_for_text("#count", "6 of 7 entities · 3 of 5 facts")
    assert page.run("return KG.nodeAt(arguments[0], arguments[1], 1)", *place) == -1
    page.one('#filters input[aria-label="Dataset"]').click()
    page.wait_for_text("#count", "7 entities · 5 facts")


def test_counts_stand_beside_types_and_relations(page):
    page.show(GRAPH)
    assert page.texts("#filters .choices li") == [
        "●Method3", "■Dataset1", "▲Task1", "◆Metric1", "○Concept1",
        "evaluated on2?", "extends1?", "outperforms1?", "measured by1?",  # ? asks for them
        "proposes1", "introduces1", "uses3", "compares1", "addresses1", "reports1", "studies1",
    ]  # fmt: skip


def test_relation_filter_and_only_this(page):
    page.show(GRAPH)
    page.run(
        "[...document.querySelectorAll('#filters .name')]"
        ".find((one) => one.textContent === 'extends').click()"
    )
    page.wait_for_text("#count", "7 entities · 1 of 5 facts ·")
    page.one('#filters input[aria-label="Hide unconnected"]').click()
    page.wait_for_text("#count", "2 of 7 entities")


def test_click_on_a_node_shows_who_says_what(page):
    page.show(GRAPH)
    page.click_node("Plain Transformer")
    page.wait_for_text("#panel h2", "Plain Transformer")
    page.wait_for_text("#panel blockquote", "The Plain Transformer is evaluated on HarbourBench.")
    assert page.texts("#panel .group:first-of-type mark") == [
        "HarbourBench", "Plain Transformer", "Plain Transformer", "HarbourBench",
    ]  # fmt: skip
    assert "2024-03-01" in page.texts("#panel .group time")
    assert "2023 (year inferred)" in page.texts("#panel .group time")
    assert page.texts("#panel summary") == ["evaluated on … 1", "… outperforms it 1", "Papers 2"]
    (id_,) = [one.id for one in GRAPH.nodes if one.name == "Plain Transformer"]
    assert page.run("return location.hash") == f"#n={id_}"


def test_sentence_with_signs_of_two_units_is_marked_at_the_right_place(page):
    page.show(GRAPH)
    page.click_node("Tidal Attention")
    page.wait_for_text("#panel blockquote", "On HarbourBench, TA outperforms")
    assert page.texts("#panel mark") == ["HarbourBench", "TA"]
    page.go("#p=" + page.run("return KG.data.papers.id[0]"))
    page.wait_for_text("#panel .abstract", "🌊 We propose")
    assert page.texts("#panel .abstract .mention") == [
        "Tidal Attention", "TA", "Tidal Attention", "self-attention",
        "HarbourBench", "TA", "Plain Transformer", "accuracy",
    ]  # fmt: skip


def test_results_of_a_node(page):
    page.show(GRAPH)
    page.click_node("Tidal Attention")
    page.wait_for_text("#panel caption", "1 result")
    cells = page.texts("#panel tbody tr:first-child td")
    assert cells == ["■HarbourBench", "◆accuracy", "Δ 2.5%", "●Plain Transformer"]
    page.one("#panel tbody tr:first-child td.value button").click()
    page.wait_for_text("#panel .below blockquote", "by 2.5% in accuracy")


def test_paper_tells_what_it_proposes_and_uses(page):
    page.show(GRAPH)
    page.go("#p=" + page.run("return KG.data.papers.id[1]"))
    page.wait_for_text("#panel h2", "HarbourBench, a benchmark of ships")
    assert page.texts("#panel .numbers") == [
        "A. One, B. Two, C. Three et al. · 2023 (year inferred)"
    ]
    assert page.texts("#panel summary") == ["introduces 1", "uses 1", "addresses 1"]
    page.one("#panel .group .small").click()
    page.wait_for_text("#panel blockquote", "HarbourBench tests ship detection.")


def test_click_on_an_edge_shows_its_sentences(page):
    page.show(GRAPH)
    page.click_node("Tidal Attention")
    page.wait(lambda: page.run("return KG.focused() && KG.camera.focusEdges.length === 4 + 1"))
    x, y = page.run(
        "const edge = KG.camera.focusEdges.get().find((one) => one.id[0] === 'e' &&"
        " KG.data.relations[KG.data.edges.relation[+one.id.slice(1)]][0] === 'outperforms');"
        "const at = KG.camera.network.getPositions([edge.from, edge.to]);"
        "return [(at[edge.from].x + at[edge.to].x) / 2, (at[edge.from].y + at[edge.to].y) / 2]"
    )
    page.click_map(x, y)
    page.wait_for_text("#panel .kind", "Fact")
    assert page.texts("#panel h2 bdi") == ["Tidal Attention", "Plain Transformer"]
    page.wait_for_text("#panel blockquote", "TA outperforms the Plain Transformer by 2.5%")


def test_click_on_a_neighbour_leads_on_and_back_leads_back(page):
    page.show(GRAPH)
    page.click_node("Tidal Attention")
    page.wait_for_text("#panel h2", "Tidal Attention")
    i = page.node("self-attention")
    page.wait(lambda: page.run("return KG.camera.focusNodes.get('n' + arguments[0]) !== null", i))
    x, y = page.run(
        "const id = 'n' + arguments[0]; const at = KG.camera.network.getPositions([id])[id];"
        "return [at.x, at.y]", i,
    )  # fmt: skip
    page.click_map(x, y)
    page.wait_for_text("#panel h2", "self-attention")
    page.one("#back").click()
    page.wait_for_text("#panel h2", "Tidal Attention")
    page.one("#forward").click()
    page.wait_for_text("#panel h2", "self-attention")
    page.press(Keys.ESCAPE)
    page.wait_for_text("#panel h3", "Most named methods")
    assert not page.run("return KG.focused()")


def test_neighbourhood_is_legible(page):
    page.show(
        GRAPH, at="#n=" + next(one.id for one in GRAPH.nodes if one.name == "Tidal Attention")
    )
    # vis-network counts the radius of a box's corners as a margin around it.
    boxes = page.run(
        "return KG.camera.focusNodes.get().map((node) => {"
        " const b = KG.camera.network.getBoundingBox(node.id);"
        " const m = node.shape === 'box' ? node.shapeProperties.borderRadius : 0;"
        " return {left: b.left + m, right: b.right - m, top: b.top + m, bottom: b.bottom - m}; })"
    )
    assert len(boxes) >= 1 + 4 + 4
    for i, one in enumerate(boxes):
        for other in boxes[:i]:
            apart = (
                one["left"] >= other["right"] - 1 or one["right"] <= other["left"] + 1
                or one["top"] >= other["bottom"] - 1 or one["bottom"] <= other["top"] + 1
            )  # fmt: skip
            assert apart, (one, other)
    assert page.run("return KG.camera.scale()") > 0.6


@pytest.mark.parametrize(
    "at",
    [
        "#n=nothing", "#f=a~b~c", "#p=%E0%A4%A", "#n=__proto__", "#<img src=x onerror=alert(1)>",
        "#path=a~b", "#net=~~", "#board=constructor", "#view=constructor&size=__proto__",
    ],
)  # fmt: skip
def test_address_that_leads_nowhere_shows_the_whole_map(page, at):
    page.show(GRAPH, at=at)
    assert "Most named methods" in page.texts("#panel h3")
    is_place = at.split("=")[0] in ("#n", "#f", "#p", "#path", "#net", "#board")
    assert page.one("#notice").is_displayed() is is_place
    if is_place:
        assert page.texts("#notice") == ["What the link leads to is not in this graph"]


@pytest.mark.parametrize("table", ["constructor", "__proto__", "toString", ""])
def test_address_of_a_table_that_is_none_shows_entities(page, table):
    page.show(GRAPH, at=f"#view=table&table={table}&sort=valueOf")
    page.wait_for_text("#view [role=status]", "7 rows")


def test_address_of_a_fact(page):
    page.show(GRAPH)
    at = page.run("return KG.addressOf('fact', 0)")
    page.show(GRAPH, at=at)
    page.wait_for_text("#panel .numbers", "2 papers · confidence 95 %")


def test_keys_reach_every_entity(page):
    page.show(GRAPH)
    page.press("n", Keys.ENTER)
    page.wait_for_text("#panel h2", page.run("return KG.data.nodes.name[KG.data.order[0]]"))
    page.press("?")
    assert page.run("return document.getElementById('keys').open")
    page.press(Keys.ENTER)
    assert not page.run("return document.getElementById('keys').open")


def test_controls_have_names(page):
    page.show(GRAPH, at="#n=" + GRAPH.nodes[0].id)
    nameless = page.run(
        "return [...document.querySelectorAll('button, input, a, [role]')].filter((one) =>"
        " !(one.getAttribute('aria-label') || one.textContent.trim() || one.closest('label')"
        " || one.hidden || one.getAttribute('aria-live') || one.role === 'status'))"
        ".map((one) => one.outerHTML)"
    )
    assert [one for one in nameless if 'role="tooltip"' not in one] == []


def test_theme_follows_the_system_and_the_button(page):
    ground = "return getComputedStyle(document.body).backgroundColor"
    page.show(GRAPH, dark=True)
    assert page.run(ground) == "rgb(17, 21, 28)"
    page.one("#theme").click()
    assert page.run(ground) == "rgb(251, 251, 253)"
    page.show(GRAPH, dark=True)  # the choice is remembered
    assert page.run(ground) == "rgb(251, 251, 253)"
    page.run("localStorage.clear()")


@pytest.mark.parametrize("dark", [False, True])
def test_nothing_overflows_a_narrow_window(page, dark):
    page.show(GRAPH, size=(390, 844), dark=dark)
    assert page.run(OVERFLOW) <= 0
    for address in ("n=" + GRAPH.nodes[0].id, "p=" + page.run("return KG.data.papers.id[0]")):
        page.go("#" + address)
        page.wait(lambda: page.run("return KG.focused()"))
        assert page.run(OVERFLOW) <= 0
        panel = page.run("const p = KG.byId('panel'); return p.scrollWidth - p.clientWidth")
        assert panel <= 0
    page.one("#show-filters").click()
    assert page.one("#filters").is_displayed()
    assert page.run(OVERFLOW) <= 0


def test_packed_blocks_are_opened(page, monkeypatch):
    monkeypatch.setattr("kg.view.page._PACK_ABOVE", 10)
    page.show(GRAPH)
    assert page.run("return KG.byId('kg-details').dataset.form") == "gzip"
    page.click_node("Plain Transformer")
    page.wait_for_text("#panel blockquote", "The Plain Transformer is evaluated on HarbourBench.")


def test_empty_graph(page):
    page.show(graph_of((), (), ()))
    assert page.texts("#panel .lead") == ["Nothing was found in these papers."]


@pytest.mark.parametrize("size", [(1400, 900), (390, 844)])
def test_hostile_text_is_only_ever_shown(page, size):
    page.show(hostile_graph(), title=HOSTILE[0], size=size)
    assert page.texts("h1") == [HOSTILE[0]]
    for name in HOSTILE:
        i = page.node(name)
        hits = page.run("return KG.search(arguments[0]).map((hit) => hit.of)", name)
        if name.strip("\u2028 ") and not name.startswith("x"):
            assert i in hits, name[:40]
        page.run("KG.open('node', arguments[0])", i)
        page.wait(lambda name=name: page.texts("#panel h2") == [name])
        page.wait(lambda name=name: name in "".join(page.texts("#panel blockquote .said")))
        assert page.run(OVERFLOW) <= 0
        page.run("KG.open('paper', arguments[0])", page.run(
            "return KG.data.papers.title.indexOf(arguments[0])", name))  # fmt: skip
        page.wait(lambda name=name: page.texts("#panel h2") == [name])
        page.wait(lambda: page.texts("#panel .abstract .said"))
        assert page.run(OVERFLOW) <= 0
    page.run("KG.open('home')")
    page.press("/", "script")
    page.wait_for_text("#hits", HOSTILE[0])
    assert page.run(
        "return window.ran === undefined && !document.querySelector('img, svg, iframe')"
    )
    links = page.run("return [...document.querySelectorAll('a')].map((one) => one.href)")
    assert not any("javascript" in link for link in links)
