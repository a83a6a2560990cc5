"""What one expects of a page at a desk: that names can be clicked, and that ways back lead back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from selenium.webdriver.common.actions.action_builder import ActionBuilder

from tests.view.graphs import harbour_graph, large_graph

if TYPE_CHECKING:
    from tests.view.conftest import Page

pytestmark = pytest.mark.browser

GRAPH = harbour_graph()
ID = {node.name: node.id for node in GRAPH.nodes}

#: The names on the map with the middle of each in the window.
NAMES = (
    "const at = KG.camera.box.getBoundingClientRect(); const places = KG.labelPlaces();"
    "return KG.labelsNow().map((one, k) => ({...one,"
    " x: Math.round(at.left + places[k].x), y: Math.round(at.top + places[k].y)}))"
)


def point(page: Page, x: float, y: float, *, click: bool = False) -> None:
    actions = ActionBuilder(page.driver)
    actions.pointer_action.move_to_location(int(x), int(y))  # type: ignore[no-untyped-call]
    if click:
        actions.pointer_action.click()
    actions.perform()


def view(page: Page) -> list[float]:
    found: list[float] = page.run(
        "const {x, y} = KG.camera.centre(); return [x, y, KG.camera.scale()]"
    )
    return found


def zoom_in(page: Page) -> None:
    """Zoom in, and wait until the map rests and its names are chosen anew."""
    page.run("window.rested = 0; KG.on('rested', () => { window.rested += 1; }); KG.camera.zoom(3)")
    page.wait(lambda: page.run("return window.rested > 0"))
    page.wait(lambda: len(page.run("return KG.labelsNow()")) > 10)


def test_a_name_on_the_map_leads_to_what_it_names(page):
    page.show(large_graph(900, 2_000, 60))
    page.wait(lambda: len(page.run("return KG.labelsNow()")) > 10)
    of_node = next(one for one in page.run(NAMES) if one.get("node") is not None)
    point(page, of_node["x"], of_node["y"])
    page.wait_for_text("#tip", of_node["text"])
    assert page.run("return KG.camera.box.style.cursor") == "pointer"
    point(page, of_node["x"], of_node["y"], click=True)
    page.wait_for_text("#panel h2", of_node["text"])


def test_the_name_of_a_region_shows_that_region(page):
    page.show(large_graph(900, 2_000, 60))
    page.wait(lambda: len(page.run("return KG.labelsNow()")) > 10)
    region = next(one for one in page.run(NAMES) if one.get("topic") is not None)
    point(page, region["x"], region["y"])
    page.wait_for_text("#tip", "show this part of the map")
    point(page, region["x"], region["y"], click=True)
    page.wait(lambda: page.run("return KG.filters.topic") == region["topic"])


def test_leaving_a_place_leads_back_to_where_the_map_was(page):
    page.show(large_graph(900, 2_000, 60))
    page.run("KG.camera.moveTo(KG.data.x[7], KG.data.y[7], 2 * KG.camera.wholeScale(), false)")
    before = view(page)
    page.click_node("Name 7")
    page.wait_for_text("#panel h2", "Name 7")
    page.wait(lambda: view(page) != before)
    page.press("\ue00c")
    page.wait(lambda: view(page) == pytest.approx(before))
    page.press("\ue00c")  # once more: the whole map
    page.wait(lambda: view(page)[2] == pytest.approx(page.run("return KG.camera.wholeScale()")))


def test_hiding_is_one_step_and_stands_above_the_map(page):
    page.show(GRAPH, at=f"#n={ID['braid group']}")
    page.press("h")
    page.wait_for_text("#count", "6 of 7 entities")
    assert page.texts("#trail button") == ["1 hidden ×"]
    page.one("#back").click()
    page.wait_for_text("#count", "7 entities · 5 facts")
    page.wait_for_text("#panel h2", "braid group")
    page.one("#forward").click()
    page.wait_for_text("#count", "6 of 7 entities")
    page.one("#trail button").click()
    page.wait_for_text("#count", "7 entities · 5 facts")
    assert page.texts("#trail button") == []


def test_a_region_chosen_beside_a_node_is_one_step(page):
    page.show(large_graph(900, 2_000, 60), at="#n=entity/n00007")
    page.wait_for_text("#panel h2", "Name 7")
    page.one("#panel button.chip").click()
    page.wait_for_text("#panel h3", "Parts of the map")
    page.one("#back").click()
    page.wait_for_text("#panel h2", "Name 7")
    assert page.run("return KG.filters.topic") == -1


def test_numbers_are_those_of_what_the_filters_leave(page):
    page.show(GRAPH, at="#to=2023")
    page.wait_for_text("#count", "3 of 7 entities · 1 of 5 facts · 1 of 3 papers")
    listed = page.run(
        "return [...document.querySelectorAll('#panel .row')].map((one) => one.textContent)"
    )
    assert "●Plain Transformer1" in listed  # the paper of 2024 names it too, and does not count


def test_names_of_what_is_left_fill_the_map(page):
    # 20 of 6,000, and none of them among the most named.
    page.show(large_graph(6_000, 15_000, 500), at="#")
    page.run(
        "KG.filters.hidden = new Set(Array.from(KG.data.order).filter((_, k) =>"
        " k < 3000 || k % 150)); KG.applyFilters()"
    )
    page.wait(lambda: sum(one.get("node") is not None for one in page.run(NAMES)) >= 10)


def test_parts_of_the_map_are_counted_anew(page):
    page.show(large_graph(900, 2_000, 60), at="#degree=6")
    left = page.run("return KG.shown.nodes")
    told = page.texts("#panel h3:last-of-type + ul .number")
    assert 0 < left < 900
    assert sum(int(one) for one in told) <= left


def test_years_and_timeline_tell_the_same(page):
    page.show(GRAPH)
    page.press("y")
    page.wait_for_text("#timeline span", "all 3 papers")
    page.one("#timeline input").send_keys("\ue012")
    page.wait_for_text("#timeline span", "up to 2023: 1 paper, 1 undated left out")
    page.one("#timeline input").send_keys("\ue014")
    page.wait_for_text("#timeline span", "up to 2024: 2 papers")
    chosen = "return document.querySelector('[aria-label=\"To year\"]').selectedOptions[0]?.text"
    assert page.run(chosen) == "2024"  # the last year too
    page.one("#timeline input").send_keys("\ue012")
    page.wait_for_text("#trail", "Filtered ×")
    page.one("#trail button").click()
    page.wait_for_text("#timeline span", "all 3 papers")
    assert page.run("return document.querySelector('#timeline input').value") == "2024"


def test_sliders_know_singular_and_plural(page):
    page.show(GRAPH, at="#degree=1")
    page.wait_for_text("#filters .slider", "With at least 1 fact")
    assert "With at least 1 facts" not in page.one("#filters").text


def test_back_finds_the_panel_as_it_was_left(page):
    page.show(large_graph(900, 2_000, 60), at="#n=entity/n00007", size=(1400, 420))
    page.wait_for_text("#panel h2", "Name 7")
    page.wait(lambda: page.one("#panel blockquote").is_displayed())  # the first is open already
    page.run("document.querySelectorAll('#panel .rows .small[aria-expanded=false]')[0].click()")
    page.wait(lambda: len(page.texts("#panel blockquote")) == 2)
    top = page.run("const p = KG.byId('panel'); p.scrollTop = 120; return p.scrollTop")
    assert top > 0
    page.run("document.querySelector('#panel blockquote .link').click()")
    page.wait_for_text("#panel .kind", "Paper")
    assert page.run("return KG.byId('panel').scrollTop") == 0
    page.one("#back").click()
    page.wait_for_text("#panel h2", "Name 7")
    assert len(page.texts("#panel blockquote")) == 2
    assert page.run("return KG.byId('panel').scrollTop") == top
    # Opened anew, by its name, it is new.
    page.press("/", "Name 7")
    page.wait(lambda: page.texts("#hits [aria-selected=true] bdi") == ["Name 7"])
    page.press("\ue007")
    page.wait(lambda: len(page.texts("#panel blockquote")) == 1)


#: A place in the window of something that stands on the stage: the middle of a box, or of a line.
ON_STAGE = (
    "const at = KG.camera.box.getBoundingClientRect(); const net = KG.camera.network;"
    "const line = net.body.edges[arguments[0]];"
    "const p = line ? line.edgeType.getPoint(0.5) : net.getPosition(arguments[0]);"
    "const q = KG.camera.toBox(p.x, p.y);"
    "return [Math.round(at.left + q.x), Math.round(at.top + q.y)]"
)


def test_who_is_asked_for_can_be_clicked_on_the_map(page):
    page.show(GRAPH, at=f"#n={ID['Tidal Attention']}")
    page.press("c")
    page.wait(lambda: "or click it" in page.run("return KG.byId('query').placeholder"))
    box = f"n{page.node('HarbourBench')}"
    point(page, *page.run(ON_STAGE, box), click=True)
    page.wait_for_text("#panel .kind", "Compare")
    assert ID["HarbourBench"] in page.run("return decodeURIComponent(location.hash)")


def test_whoever_goes_on_is_not_asked_any_more(page):
    page.show(GRAPH, at=f"#n={ID['Tidal Attention']}")
    page.press("c")
    page.wait(lambda: "Compare" in page.run("return KG.byId('query').placeholder"))
    page.one("#panel .rows .link").click()
    page.wait(lambda: page.texts("#panel h2") != ["Tidal Attention"])
    assert page.run("return KG.byId('query').placeholder").startswith("Search")
    page.press("/", "ship det")
    page.wait(lambda: page.texts("#hits [aria-selected=true] bdi") == ["ship detection"])
    page.press("\ue007")
    page.wait_for_text("#panel h2", "ship detection")


def test_boxes_and_lines_tell_their_whole_names(page):
    page.show(GRAPH, at=f"#n={ID['Tidal Attention']}")
    page.wait(lambda: page.run("return KG.focused()"))
    point(page, *page.run(ON_STAGE, f"n{page.node('HarbourBench')}"))
    page.wait_for_text("#tip", "HarbourBenchDataset · 2 papers · 2 facts")
    edge = page.run("return KG.camera.focusEdges.getIds().find((id) => id[0] === 'e')")
    point(page, *page.run(ON_STAGE, edge))
    page.wait(lambda: page.texts("#tip b")[:1] == ["Tidal Attention"])


def test_closing_a_fact_leads_to_where_it_was_opened(page):
    page.show(GRAPH, at=f"#n={ID['HarbourBench']}")
    page.wait_for_text("#panel h2", "HarbourBench")
    page.run("document.querySelector('#panel [title=\"This fact alone\"]').click()")
    page.wait_for_text("#panel .kind", "Fact")
    page.one('#panel [aria-label="Close"]').click()
    page.wait_for_text("#panel h2", "HarbourBench")


def test_two_facts_of_the_same_two_are_two_lines(page):
    page.show(GRAPH, at=f"#net={ID['Tidal Attention']}~{ID['HarbourBench']}")
    page.wait(lambda: page.run("return KG.focused()"))
    bends = (
        "const D = KG.data; const head = D.edges.head[0];"
        "KG.factsAmong = () => [0, 0]; return KG.net([head, D.edges.tail[0]]).edges"
        ".map(({smooth}) => smooth && smooth.type)"
    )
    assert page.run(bends) == ["curvedCCW", "curvedCW"]


@pytest.mark.parametrize("size", [(1400, 900), (1900, 700)])
def test_many_gathered_fill_the_stage(page, size):
    page.show(large_graph(900, 2_000, 60), size=size)
    page.run("KG.open('net', Array.from(KG.data.order.slice(0, 36)))")
    frame = page.run("return KG.net(KG.place().of).frame")
    wide, high = frame["right"] - frame["left"], frame["bottom"] - frame["top"]
    box = page.run("const of = KG.camera.box; return [of.clientWidth, of.clientHeight]")
    assert min(box[0] / wide, box[1] / high) / max(box[0] / wide, box[1] / high) > 0.5


def test_what_is_dealt_to_both_sides_is_not_told_as_left_out(page):
    page.show(large_graph(900, 2_000, 60))
    captions = page.run(
        "const rows = Array.from({length: 12}, (_, node) => ({node}));"
        "const of = (most) => KG.columns({x: 0, y: 0, row: {node: 20}},"
        " [{caption: 'extends', out: true, rows: [...rows]}], most)"
        ".nodes.map(({label}) => label).filter((one) => one.includes('extends'));"
        "return [of(20), of(8)]"
    )
    assert captions == [
        ["← extends", "extends →"], ["← extends  8 of 12", "extends →  8 of 12"],
    ]  # fmt: skip


def test_the_wheel_zooms_as_far_as_it_is_turned(page):
    page.show(large_graph(900, 2_000, 60))
    turn = (
        "const [by, ctrl] = arguments; const before = KG.camera.scale();"
        "const at = KG.camera.box.getBoundingClientRect();"
        "const place = KG.camera.toMap(500, 300);"
        "document.querySelector('#map canvas').dispatchEvent(new WheelEvent('wheel',"
        " {bubbles: true, cancelable: true, clientX: at.left + 500, clientY: at.top + 300,"
        " deltaY: by, ctrlKey: ctrl}));"
        "const now = KG.camera.toBox(place.x, place.y);"
        "return [KG.camera.scale() / before, now.x, now.y]"
    )
    near, x, y = page.run(turn, -100, False)
    assert 1.15 < near < 1.35
    assert [x, y] == pytest.approx([500, 300], abs=0.5)  # what is under the pointer stays there
    assert page.run(turn, -4, False)[0] < 1.02  # a finger on a pad: a little
    assert page.run(turn, -4, True)[0] > 1.02  # two fingers: more
    assert page.run(turn, 100, False)[0] == pytest.approx(1 / near)


def test_sentences_where_a_word_begins_so_come_first(page):
    page.show(GRAPH)
    found = page.run(
        "KG.abstracts = async () => ['explorations', 'of LoRA, by all', 'none'];"
        "return KG.searchSentences('lora').then((all) => all.map(({of, words}) => [of, words]))"
    )
    assert found == [[1, "LoRA"], [0, "lora"]]


def test_a_node_of_one_paper_is_described_in_english(page):
    page.show(GRAPH, at=f"#n={ID['braid group']}")
    page.wait_for_text("#panel .describes", "A concept: studied by the one paper that names it.")
    page.go(f"#n={ID['HarbourBench']}")
    page.wait_for_text("#panel .describes", "introduced by 1, used by 1 of 2 papers")


def test_years_that_cross_take_each_other_along(page):
    page.show(GRAPH, at="#to=2023")
    page.wait_for_text("#count", "3 of 7 entities")
    page.choose('#filters [aria-label="From year"]', "2024")
    page.wait_for_text("#count", "5 of 7 entities")
    assert page.run("return [KG.filters.from, KG.filters.to]") == [2024, 2024]


def test_a_chart_tells_how_many_papers_it_leaves_out(page):
    page.show(GRAPH, at=f"#n={ID['Plain Transformer']}")
    page.wait_for_text("#panel figcaption", "20232024")
    page.run("KG.data.yearOf[1] = 0; KG.open('node', KG.data.nodes.name.indexOf('HarbourBench'))")
    assert page.texts("#panel figcaption") == []  # one year is no chart
    page.run("KG.data.nodes.papers[KG.place().of] = 3; KG.data.yearOf[1] = 2020; KG.follow()")
    page.wait_for_text("#panel figcaption", "20202 of 3 papers dated2024")


def test_signs_that_tex_escapes_are_shown_as_meant(page):
    page.show(GRAPH, at=f"#n={ID['Tidal Attention']}")
    shown = (
        "const text = 'Up to 50\\\\% \\\\& more \\\\alpha';"
        "return KG.sentence({mentions: {at: [0, 0], start: [], end: [], node: []}}, 0, text, 0,"
        " text.length, null).textContent"
    )
    assert page.run(shown) == "Up to 50% & more \\alpha"


def test_all_that_is_found_has_a_place_of_its_own(page):
    page.show(GRAPH)
    page.press("/", "ship")
    page.wait_for_text("#hits", "In an abstract")
    page.wait_for_text("#hits li:last-child", "All that is found for “ship”")
    page.press("\ue013")  # from the first up to the last
    page.press("\ue007")
    page.wait_for_text("#panel .kind", "Found")
    page.wait_for_text("#panel .numbers", "1 name · 1 title · 1 abstract")
    assert page.texts("#panel mark") == ["ship"]
    assert page.run("return location.hash") == "#q=ship"
    page.go("#q=detection%20SHIP")  # names are found by their words, in any order
    page.wait_for_text("#panel .numbers", "1 name · 0 titles · 0 abstracts")


def test_what_was_found_is_there_again(page):
    page.show(GRAPH)
    page.press("/", "tidal")
    page.wait(lambda: page.one("#hits").is_displayed())
    page.one("#zoom-in").click()
    page.wait(lambda: not page.one("#hits").is_displayed())
    page.one("#query").click()
    page.wait(lambda: page.one("#hits").is_displayed())


def test_who_proposes_it_comes_first(page):
    page.show(GRAPH, at=f"#n={ID['HarbourBench']}")
    page.wait_for_text("#panel h2", "HarbourBench")
    listed = page.texts("#panel details:last-of-type .rows > li > .link")
    assert listed[0] == "HarbourBench, a benchmark of ships"  # introduces it, though the older one


def test_relations_that_no_fact_has_are_not_offered(page):
    page.show(GRAPH)
    page.press("a")
    page.wait(lambda: page.texts('[aria-label="Relation"] option'))
    assert set(page.texts('[aria-label="Relation"] option')) == {
        "any relation", "extends", "outperforms", "evaluated on", "measured by",
    }  # fmt: skip


def test_a_part_of_the_map_is_told_beside_it(page):
    page.show(large_graph(900, 2_000, 60))
    topic = page.run("return KG.data.nodes.topic[7]")
    page.run("KG.showTopic(arguments[0])", topic)
    page.wait_for_text("#panel .kind", "Part of the map")
    size = page.run("return KG.data.topicSize[arguments[0]]", topic)
    page.wait_for_text("#panel .numbers", f"{size} entities · ")
    assert page.texts("#panel h3")[0] == "Papers that name most of it"
    page.one("#panel .list .row").click()
    page.wait_for_text("#panel .kind", "Paper")


def test_lists_of_the_most_named_go_on(page):
    page.show(large_graph(900, 2_000, 60))
    rows = "#panel h3:first-of-type + ul .row"
    assert len(page.texts(rows)) == 6
    page.one("#panel h3:first-of-type + ul .small").click()
    assert len(page.texts(rows)) == 36
    page.wait_for_text("#panel .small", "864 more")


def test_the_largest_dots_have_their_names(page):
    page.show(large_graph(900, 2_000, 60), at="#size=degree")
    page.wait(lambda: len(page.run("return KG.labelsNow()")) > 10)
    radii = page.run(
        "return KG.labelsNow().flatMap(({node}) => (node === undefined ? [] : [KG.data.r[node]]))"
    )
    assert radii[0] == max(page.run("return Array.from(KG.data.r)"))
    assert radii == sorted(radii, reverse=True)


def test_no_name_lies_below_what_stands_over_the_map(page):
    page.show(large_graph(900, 2_000, 60), at="#degree=1")
    page.wait_for_text("#trail", "Filtered ×")
    zoom_in(page)
    assert page.one("#minimap").is_displayed()
    hidden = page.run(
        "const at = KG.camera.box.getBoundingClientRect();"
        "const over = ['minimap', 'trail', 'count', 'zoom'].map((id) => KG.byId(id)"
        ".getBoundingClientRect());"
        "return KG.labelPlaces().filter(({text, x, y, size}) => {"
        " const w = KG.widthOf(text, KG.fontOf(size, false)) / 2;"
        " return over.some((one) => one.left < at.left + x + w && one.right > at.left + x - w"
        " && one.top < at.top + y + size / 2 && one.bottom > at.top + y - size / 2); })"
    )
    assert hidden == []


def test_a_sentence_has_a_link_to_its_paper_on_the_web(page):
    page.show(GRAPH, at=f"#n={ID['Tidal Attention']}")
    page.wait_for_text("#panel blockquote footer", "example.org")
    assert page.texts("#panel blockquote footer a") == ["example.org ↗"]
    sites = (
        "const {papers} = KG.data; [papers.url[0], papers.id[0]] = arguments;"
        "return KG.sitesOf(0).map(([site, address]) => `${site} ${address}`)"
    )
    both = [
        "arXiv https://arxiv.org/abs/2106.09685",
        "Hugging Face https://huggingface.co/papers/2106.09685",
    ]
    assert page.run(sites, "http://arxiv.org/pdf/2106.09685v2", "x") == both
    assert page.run(sites, "https://huggingface.co/papers/2106.09685", "x") == both
    assert page.run(sites, "", "paper/2106.09685v1") == both
    assert page.run(sites, "", "paper/2113.09685") == []  # no month
    assert page.run(sites, "javascript:alert(1)", "x") == []
    assert page.run(sites, "https://arxiv.org/abs/math/0309136", "x")[0] == (
        "arXiv https://arxiv.org/abs/math/0309136"
    )


def test_no_name_lies_on_the_large_dot_of_another(page):
    page.show(large_graph(900, 2_000, 60), at="#size=degree")
    zoom_in(page)
    # One dot is large, and those around it are not.
    on_it = page.run(
        "const D = KG.data; const i = D.order.find((one) => KG.camera.toBox(D.x[one], D.y[one]).x"
        " > 300 && KG.camera.toBox(D.x[one], D.y[one]).y > 300);"
        "D.r[i] = 40 / KG.camera.scale(); KG.tell('rested');"
        "const at = KG.camera.toBox(D.x[i], D.y[i]); const places = KG.labelPlaces();"
        "return KG.labelsNow().filter(({node, text}, k) => node !== undefined && node !== i &&"
        " Math.abs(places[k].x - at.x) < 20 && Math.abs(places[k].y - at.y) < 30)"
    )
    assert on_it == []


def test_where_nothing_is_a_way_leads_back(page):
    page.show(large_graph(900, 2_000, 60))
    page.run("KG.camera.moveTo(KG.camera.bounds.right + 5000, 0, 4, false)")
    page.wait_for_text("#trail", "Nothing here · whole map")
    page.one("#trail button").click()
    page.wait(lambda: page.texts("#trail button") == [])


def test_all_pins_can_be_taken_off(page):
    ids = f"{ID['Tidal Attention']}~{ID['HarbourBench']}"
    page.show(GRAPH, at=f"#net={ids}")
    page.run("[...document.querySelectorAll('#panel .actions button')][0].click()")
    page.wait_for_text("#trail", "2 pinned")
    page.wait_for_text("#panel .actions", "Unpin all")
    page.run("[...document.querySelectorAll('#panel .actions button')][0].click()")
    page.wait(lambda: "pinned" not in page.one("#trail").text)
    page.wait_for_text("#panel .actions", "Pin all")


def test_the_panel_tells_what_the_filters_leave_out(page):
    page.show(GRAPH, at=f"#n={ID['HarbourBench']}")
    page.wait_for_text("#panel .numbers", "2 papers · 2 facts")
    seen = "return document.querySelectorAll('#panel .filtered:not([hidden])').length"
    assert page.run(seen) == 0
    page.run("KG.setFilters({ leastSources: 2 })")
    page.wait_for_text("#panel .numbers", "2 facts, 1 of them left by the filters")
    assert page.run(seen) == 1
    page.one("#trail button:last-child").click()
    page.wait(lambda: page.texts("#panel .passing") == [""])
    assert page.run(seen) == 0


def test_names_of_filters_are_not_cut(page):
    page.show(GRAPH, at="#relations=extends")
    page.wait_for_text("#count", "1 of 5 facts")
    cut = (
        "return [...document.querySelectorAll('#filters .name')]"
        ".filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.textContent)"
    )
    assert page.run(cut) == []
    page.run("document.querySelectorAll('#filters .number').forEach((one) => {"
             " one.textContent = '20 of 302'; })")  # fmt: skip
    assert page.run(cut) == []
