"""Short cuts through the joining give what the long way gives."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from kg.evaluate.gold import gold_extraction
from kg.link import link
from kg.link.assemble import _make_group, _make_lone
from kg.link.contexts import Contexts
from kg.link.elect import elect_type
from kg.link.forms import coarse_key, form_key
from kg.link.items import Item, key_of
from kg.link.memo import Memo
from kg.link.wordings import WORDINGS, one_wording


def read(paper: str, abstract: str, *entities: tuple[str, str, list[str]]):
    made = [
        {"name": name, "type": kind, "role": "mentions", "mentions": mentions}
        for name, kind, mentions in entities
    ]
    record = {"id": paper, "title": f"Paper {paper}", "abstract": abstract}
    return gold_extraction(record, {"entities": made})


@pytest.mark.parametrize("name", ["sparse coding", "ReLU", "Lipschitz constants", "C++"])
def test_what_is_named_once_is_the_group_that_the_long_way_makes(name):
    extraction = read("p", f"We speak of {name} here.", (name, "Concept", [name]))
    item = Item(extraction.paper, extraction.entities[0], name, key_of(name))
    assert _make_lone(item.key, [item]) == _make_group(item.key, [item], [])


def test_one_type_needs_no_vote():
    extraction = read("p", "A b and a c.", ("b", "Task", ["b"]), ("c", "Task", ["c"]))
    assert elect_type(extraction.entities) == "Task"


def test_words_that_no_row_touches_are_passed_through():
    touched = {row.word for row in WORDINGS}
    words = ["stochastic", "spectral", "gap"]
    assert touched.isdisjoint(words)
    assert one_wording(words) == words
    assert one_wording(words) is not words


def test_a_memo_works_each_value_out_once():
    asked: Counter[str] = Counter()

    def make(key: str) -> int:
        asked[key] += 1
        return len(key)

    memo = Memo(make)
    assert [memo["ab"], memo["ab"], memo["abc"]] == [2, 2, 3]
    assert asked == {"ab": 1, "abc": 1}


@pytest.mark.parametrize(
    ("left", "right", "alike"),
    [
        ("gemini flash 2.0", "gemini 2.0 flash", True),
        ("audio large language model", "large audio language model", True),
        ("marginal log likelihood", "log marginal likelihood", True),
        ("imagenet 256x256", "imagenet 256", True),
        ("imagenet 256x128", "imagenet 256", False),
        ("large scale language", "scale large language", False),
        ("llama 3.1 8b", "llama 8b 3.1", False),
        ("validation set loss", "validation loss", True),
        ("gradient boosting machine", "gradient boosting", True),
        ("support vector machine", "support vector", False),
    ],
)
def test_order_of_words(left, right, alike):
    assert (form_key(left) == form_key(right)) is alike


def test_coarse_key_does_not_depend_on_what_was_asked_before():
    assert [coarse_key("rate of convergence") for _ in range(2)] == ["convergence rate"] * 2


IMAGING = ["tumor", "magnetic resonance imaging", "segmentation mask", "pixel"]
TRAINING = ["loss landscape", "flat minima", "weight decay", "generalization gap"]


def paper_of(name: str, things: list[str], *more: tuple[str, str, list[str]]):
    listed = [(thing, "Concept", [thing]) for thing in things]
    said = "; ".join([*things, *(one for _, _, mentions in more for one in mentions)])
    return read(name, f"We speak of {said}.", *listed, *more)


def senses(last: list[str]):
    model, method = "segment anything model", "sharpness aware minimization"
    return [
        paper_of("a", IMAGING, (model, "Method", [model, "SAM"])),
        paper_of("b", IMAGING[:3], (model, "Method", [model, "SAM"])),
        paper_of("c", TRAINING, (method, "Method", [method, "SAM"])),
        paper_of("d", TRAINING[:3], (method, "Method", [method, "SAM"])),
        *(paper_of(f"x{n}", [f"thing {n}", f"other {n}"]) for n in range(4)),
        paper_of("z", last, ("SAM", "Method", ["SAM"])),
    ]


@pytest.mark.parametrize(
    ("things", "name"),
    [
        (IMAGING, "segment anything model"),
        (TRAINING, "sharpness aware minimization"),
        (["boson", "collider"], "SAM"),
    ],
)
def test_a_short_form_of_several_meanings_has_that_of_the_papers_like_it(things, name):
    linking = link(senses(things))
    (group,) = [
        group
        for group in linking.groups
        if any(member.paper == "z" and member.name == "SAM" for member in group.members)
    ]
    assert group.name in (name, "SAM")
    if name == "SAM":
        assert len(group.members) == 1
    else:
        assert name in (group.name, *group.aliases)
        assert "abbr.context" in {join.rule for join in group.joins}


def test_likeness_does_not_count_the_thing_in_question():
    contexts = Contexts({"p": {"a b", "c"}, "q": {"a b", "d"}, "r": {"c"}, "s": {"d"}})
    assert contexts.likeness("p", "a b", "q", "a b") == 0
    assert contexts.likeness("p", "", "q", "") > 0


def test_judged_pairs_are_complete_and_judged_once():
    lines = (Path(__file__).parent / "pairs.jsonl").read_text("utf-8").splitlines()
    pairs = [json.loads(line) for line in lines]
    assert len(pairs) > 250
    assert all(pair["why"] and pair["papers_a"] and pair["papers_b"] for pair in pairs)
    seen = {(pair["a"], pair["b"], *pair["papers_a"], *pair["papers_b"]) for pair in pairs}
    assert len(seen) == len(pairs)
