"""Things, papers, facts and sentences, found by name."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given, settings

import kg
from kg.api.publication import TitleIndex
from kg.graph.names import NameIndex
from kg.paper import Paper
from tests.graph.graphs import knowledge_graphs


def names(answer) -> list[str]:
    return [str(one) for one in answer]


@pytest.mark.parametrize("name", ["LM", "lm", "Language-Model", "language models", "languagemodel"])
def test_thing_is_found_by_any_name(small, name):
    assert small[name].name == "language model"
    assert small.methods[name] == small[name]
    assert name in small
    assert name in small.methods


def test_unknown_name_tells_what_is_near(small):
    with pytest.raises(kg.NotFoundError, match=r"no node 'RoBERTta'; did you mean RoBERTa"):
        small["RoBERTta"]
    assert "RoBERTta" not in small
    assert small.methods.get("RoBERTta") is None


def test_thing_of_another_type_is_told_with_its_type(small):
    with pytest.raises(kg.NotFoundError, match=r"no method 'GLUE'; did you mean GLUE \(Dataset\)"):
        small.methods["GLUE"]


def test_list_finds_only_what_it_holds(small):
    top = small.methods.top(2)
    assert len(top) == 2
    assert top[0].name in top
    with pytest.raises(kg.NotFoundError):
        top["𝒢-Net"]


def test_collections_part_the_things_by_type(small):
    parts = (small.methods, small.datasets, small.tasks, small.metrics, small.concepts)
    assert sorted(one.id for part in parts for one in part) == sorted(
        one.id for one in small.things
    )
    assert len(small.things) == len(small.value.nodes)


def test_top_lists_what_most_papers_name_first(small):
    counts = [one.n_papers for one in small.things.top(100)]
    assert counts == sorted(counts, reverse=True)
    assert small.things.top(0).items == ()


@pytest.mark.parametrize(
    ("role", "titles"),
    [
        ("proposes", ["BERT reads both ways"]),
        ("compares", ["RoBERTa trains longer"]),
        (None, ["What encoders learn", "BERT reads both ways", "RoBERTa trains longer"]),
    ],
)
def test_papers_of_a_thing_by_role_and_date(small, role, titles):
    assert names(small["BERT"].papers(role=role)) == titles


@pytest.mark.parametrize(
    ("relation", "direction", "found"),
    [
        ("extends", "in", ["RoBERTa"]),
        ("extends", "out", ["Transformer"]),
        ("outperforms", "both", ["ELMo", "RoBERTa"]),
        ("evaluated on", "out", ["GLUE"]),
        ("part_of", "in", ["masking"]),
    ],
)
def test_neighbors_by_relation_and_direction(small, relation, direction, found):
    assert sorted(names(small["BERT"].neighbors(relation, direction))) == found


def test_relation_without_direction_is_found_from_both_ends(small):
    for direction in ("out", "in", "both"):
        assert names(small["ELMo"].neighbors("compared_with", direction)) == ["RoBERTa"]
        assert names(small["RoBERTa"].neighbors("compared_with", direction)) == ["ELMo"]
    assert len(small.facts("ELMo", "compared_with", "RoBERTa")) == 1
    assert len(small.facts("RoBERTa", "compared_with", "ELMo")) == 1


def test_neighbors_by_type(small):
    assert names(small["BERT"].neighbors(type="datasets")) == ["GLUE"]


@pytest.mark.parametrize(
    ("ask", "told"),
    [
        (lambda g: g["BERT"].neighbors("outperfroms"), "unknown relation 'outperfroms'"),
        (lambda g: g["BERT"].neighbors(direction="up"), "unknown direction 'up'"),
        (lambda g: g["BERT"].neighbors(type="Gadget"), "unknown type 'Gadget'"),
        (lambda g: g["BERT"].papers("invents"), "unknown role 'invents'"),
        (lambda g: g.path("BERT", "GLUE", via="air"), "unknown way 'air'"),
        (lambda g: g.trends("BERT", by="week"), "unknown period 'week'"),
    ],
)
def test_word_outside_the_vocabulary_tells_the_known_ones(small, ask, told):
    with pytest.raises(kg.VocabularyError, match=told):
        ask(small)


def test_evidence_is_the_sentence_at_its_place(small):
    (one, other) = small.evidence("RoBERTa", "outperforms")
    assert one.sentence == "RoBERTa extends BERT and outperforms BERT."
    assert one.confidence == 0.8
    assert other.paper.title == "What encoders learn"
    for quote in (one, other):
        text = quote.paper.paper.text
        assert text[quote.start : quote.end] == quote.sentence
        assert quote.fact.support == 2


def test_every_edge_of_the_example_has_its_sentence(example):
    for fact in example.facts():
        quotes = fact.evidence
        assert len(quotes) == len(fact.edge.evidence) > 0
        for quote in quotes:
            assert quote.sentence in " ".join(quote.paper.paper.text.split())


def test_evidence_between_two_things_without_a_relation(small):
    assert {str(one.fact.relation) for one in small.evidence("RoBERTa", tail="BERT")} == {
        "extends",
        "outperforms",
    }


def test_path_is_the_shortest_and_every_step_is_a_fact(small):
    path = small.path("RoBERTa", "LSTM")
    assert [str(stop) for stop in path.stops] == ["RoBERTa", "BERT", "Transformer", "LSTM"]
    assert [str(fact.relation) for fact in path] == ["extends", "extends", "outperforms"]
    assert path.evidence[0].sentence
    assert len(small.path("BERT", "bert")) == 0


def test_path_through_papers_joins_what_no_relation_does(small):
    with pytest.raises(kg.NotFoundError, match=r'did you mean via="papers"'):
        small.path("attention", "GLUE")
    path = small.path("attention", "Transformer", via="papers")
    assert [str(one) for one in path.stops] == ["attention", "Attention alone", "Transformer"]


@pytest.mark.parametrize("name", ["p4", "What encoders learn", "what encoders", "What enc…"])
def test_paper_is_found_by_id_title_or_its_beginning(small, name):
    assert small.papers[name].id == "p4"


def test_beginning_that_several_titles_share_is_refused_with_those_titles():
    papers = [Paper(id=one, title=f"Deep {one}", abstract="") for one in ("nets", "sets")]
    index = TitleIndex(papers)
    with pytest.raises(kg.NotFoundError, match="did you mean Deep nets, Deep sets"):
        index.find("Deep")
    assert index.find("deep sets").id == "sets"
    with pytest.raises(kg.NotFoundError):
        index.find("")


def test_title_that_begins_another_is_found_itself():
    papers = [Paper(id=one, title=one, abstract="") for one in ("Sets", "Sets and more")]
    assert TitleIndex(papers).find("sets").id == "Sets"


def test_paper_tells_its_things_facts_and_results(small):
    paper = small.papers["1810.2"]
    assert names(paper.things(role="uses")) == ["Transformer", "masking", "GLUE"]
    assert names(paper.things(type="Dataset")) == ["GLUE"]
    assert len(paper.facts()) == 5
    assert [one.value for one in paper.results()] == ["80.5%"]
    assert paper.year == 2018


def test_results_of_a_thing_are_those_that_name_it(small):
    assert [one.value for one in small["GLUE"].results()] == ["80.5%", "88.5%", "8 points"]
    assert str(small["BERT"].results()[0]) == "BERT: 80.5% accuracy on GLUE"
    assert small["RoBERTa"].results()[-1].baseline == "strong models"


def test_things_and_facts_know_when_they_were_seen(small):
    assert (small["BERT"].first_seen, small["BERT"].last_seen) == ("2018-01-31", "2019")
    (fact,) = small.facts("RoBERTa", "outperforms", "BERT")
    assert (fact.first_seen, fact.last_seen) == ("2018-01-31", "2019")
    assert small["𝒢-Net"].first_seen is None


def test_kinds_are_those_stated_and_those_told(small):
    assert {one.name for one in small["language model"].kinds} == {"BERT", "RoBERTa"}
    assert len(small["GLUE"].kinds) == 0


def test_values_are_frozen_and_equal_by_content(small):
    thing = small["BERT"]
    with pytest.raises(dataclasses.FrozenInstanceError):
        thing.node = None
    with pytest.raises(dataclasses.FrozenInstanceError):
        small.datasets.items = ()
    assert thing == kg.Graph(small.value)["bert"]
    assert hash(thing) == hash(kg.Graph(small.value)["bert"])
    assert len({small["BERT"], small["bert"]}) == 1


@given(knowledge_graphs())
@settings(max_examples=30)
def test_every_name_of_every_node_finds_a_node_of_that_name(graph):
    index = NameIndex(graph.nodes)
    for node in graph.nodes:
        assert index.find(node.id) == node
        for name in (node.name, *node.aliases):
            found = index.find(name)
            known = {one.casefold() for one in (found.id, found.name, *found.aliases)}
            assert name.strip().casefold() in known | {one.strip() for one in known}
