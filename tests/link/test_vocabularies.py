"""Terms of other vocabularies, kinds, versions below families."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.link.groups import Group, KindOf, Member
from kg.link.kinds import families, find_kinds
from kg.link.vocabularies import TYPES_OF, broader_keys, load_links, match_groups
from kg.text.folding import fold
from kg.train.links import link_key
from kg.vocabulary import EntityType

JUDGED = [
    line.split("\t")
    for line in (Path(__file__).parent / "matches.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]


def group(name: str, kind: str = "Method", papers: str = "pq", aliases: tuple[str, ...] = ()):
    members = tuple(Member(paper, name) for paper in papers)
    return Group(fold(name).key, name, EntityType(kind), members, aliases)


def kinds(*groups: Group) -> set[tuple[str, str, str]]:
    return {(one.narrower, one.broader, one.rule) for one in find_kinds(groups)}


def test_a_sample_of_matches_is_right():
    assert len(JUDGED) == 200
    assert sum(row[-1] == "right" for row in JUDGED) >= 0.95 * len(JUDGED)


def test_the_sample_is_what_is_still_matched():
    found = 0
    for name, kind, rule, iri, _, _ in JUDGED:
        (one,) = match_groups([group(name, kind)])
        found += rule.startswith("match.word") or iri in {match.iri for match in one.matches}
    assert found >= 0.97 * len(JUDGED)  # a long form may have been given elsewhere in its paper


def test_label_of_the_same_thing_is_an_exact_match_with_a_score():
    (one,) = match_groups([group("Graph Neural Networks")])
    wikis = {match.rule.partition(":")[2]: match for match in one.matches}
    assert wikis["cso"].exact
    assert 0.9 < wikis["cso"].score < 1
    assert all(match.iri.startswith("http") for match in one.matches)


def test_a_single_ordinary_word_is_matched_only_among_its_own():
    kernel = group("manifold", "Concept", papers="pq")
    assert match_groups([kernel])[0].matches == ()
    others = [group(name, "Concept") for name in ("tangent bundle", "Lie group", "vector bundle")]
    assert match_groups([kernel, *others])[0].matches != ()


def test_a_data_set_is_matched_with_data_sets_only():
    (data,) = match_groups([group("MATH", "Dataset")])
    (word,) = match_groups([group("mathematics", "Dataset")])
    assert all("datasets/" in match.iri for match in (*data.matches, *word.matches))


def test_tables_are_keyed_as_names_are_looked_up():
    wrong = [
        row.label
        for key, rows in load_links().items()
        for row in rows
        if link_key(row.label) != key
    ]
    assert wrong == [], "run: python -m kg.train.links"


def test_tables_name_their_licence_and_give_one_term_a_key():
    from kg.config import ONTOLOGY_DIR

    for name in (*TYPES_OF, "broader"):
        text = (ONTOLOGY_DIR / "links" / f"{name}.tsv").read_text("utf-8")
        assert "Licence of this file: " in text
    for rows in load_links().values():
        assert len({row.vocabulary for row in rows}) == len(rows)
    assert broader_keys()


@pytest.mark.parametrize(
    ("low", "high", "rule"),
    [
        ("LLaMA-2-7B", "LLaMA-2", "kind.version"),
        ("LLaMA-2", "LLaMA", "kind.version"),
        ("Llama3.1-405B-Instruct", "Llama", "kind.version"),
        ("GPT-4o", "GPT", "kind.version"),
        ("DPM-Solver-v3", "DPM-Solver", "kind.version"),
        ("stochastic gradient descent", "gradient descent", "kind.head-noun"),
        ("Vision Transformer", "transformer", "kind.head-noun"),
    ],
)
def test_below(low, high, rule):
    assert kinds(group(low), group(high)) == {(fold(low).key, fold(high).key, rule)}


@pytest.mark.parametrize(
    ("low", "high"),
    [
        ("inverse reinforcement learning", "reinforcement learning"),
        ("rate of convergence", "convergence"),
        ("language model", "model"),
        ("non-convex optimization", "convex optimization"),
        ("Transformer 2", "trans"),
    ],
)
def test_not_below(low, high):
    assert kinds(group(low), group(high)) == set()


def test_a_size_is_below_its_version_and_the_version_below_its_family():
    found = find_kinds([group("LLaMA-2-7B"), group("LLaMA-2"), group("LLaMA")])
    assert found == (
        KindOf("llama 2", "llama", "kind.version"),
        KindOf("llama 2 7b", "llama 2", "kind.version"),
    )


def test_data_sets_have_versions_and_no_heads():
    one = group("ImageNet-1K", "Dataset")
    assert kinds(one, group("ImageNet", "Dataset")) == {("imagenet 1k", "imagenet", "kind.version")}
    assert kinds(group("chest image set", "Dataset"), group("image set", "Dataset")) == set()


def test_families_go_up_one_step_at_a_time():
    assert list(families("qwen2.5 72b instruct"))[:2] == ["qwen2.5_72b", "qwen2.5"]
    assert list(families("c4")) == []
