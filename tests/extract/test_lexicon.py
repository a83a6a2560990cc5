"""Matching of known names: case, plural, hyphens, overlaps, and the reading of lists."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings, strategies as st

from kg.errors import InputError
from kg.extract.lexicon import Lexicon, load_lexicon, name_key, read_lexicon
from kg.extract.lexicon_lists import KeyedLists, keys_path, pack_keys, read_keys
from kg.extract.tokens import iter_token_spans
from kg.vocabulary import EntityType

ROWS = """\
# a comment, then names of every kind
neural network\tMethod\tours
graph neural network\tMethod\tours\t\tGNN
ImageNet\tDataset\tours
DROP\tDataset\tours
Places\tDataset\tours
CIFAR-10\tDataset\tours
C++\tMethod\tours
Gaussian process\tMethod\tours
Gaussian process\tConcept\ttheirs\tweak
perplexity\tMetric\tours
generalised linear model\tMethod\tours

"""

#: What random texts are made of: names, parts of names, and a comma.
WORDS = ["graph", "neural", "network", "s", "-", "CIFAR", "10", "Gaussian", "process", ",", "C++"]


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon(read_lexicon(ROWS, "rows.tsv"))


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in iter_token_spans(text)]


def found(lexicon: Lexicon, text: str) -> list[str]:
    tokens = cut(text)
    return [" ".join(tokens[match.first : match.last]) for match in lexicon.match(tokens)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Deep neural networks and GNNs win.", ["neural networks", "GNNs"]),
        ("A graph neural network", ["graph neural network"]),  # the longest only
        ("Neural-network training", ["Neural - network"]),
        ("on Imagenet and on imagenet", ["Imagenet"]),  # a capital is wanted
        ("We drop it; DROP is a test", ["DROP"]),  # letter by letter
        ("many places, but Places is a set", ["Places"]),
        ("CIFAR10, CIFAR-10 and CIFAR 10", ["CIFAR10", "CIFAR - 10", "CIFAR 10"]),
        ("CIFAR-100 is another", []),
        ("CIFAR, 10 times", []),  # no name goes over a comma
        ("written in C++, not in C", ["C++"]),
        ("Perplexity and perplexities", ["Perplexity", "perplexities"]),
        ("a generalized linear model", ["generalized linear model"]),
        ("- network -", []),
        ("", []),
    ],
)
def test_match_finds_names_however_they_are_written(
    lexicon: Lexicon, text: str, names: list[str]
) -> None:
    assert found(lexicon, text) == names


def test_match_does_not_depend_on_where_hyphens_are_cut(lexicon: Lexicon) -> None:
    whole = lexicon.match(["a", "graph-neural-network", "on", "CIFAR-10"])
    cut_up = lexicon.match(
        ["a", *["graph", "-", "neural", "-", "network"], "on", "CIFAR", "-", "10"]
    )
    assert [match.name for match in whole] == [match.name for match in cut_up]
    assert [(match.first, match.last) for match in whole] == [(1, 2), (3, 4)]
    assert [(match.first, match.last) for match in cut_up] == [(1, 6), (7, 10)]


def test_match_tells_every_type_and_source(lexicon: Lexicon) -> None:
    (match,) = lexicon.match(["Gaussian", "processes"])
    assert match.types == (EntityType.METHOD, EntityType.CONCEPT)
    assert match.sources == ("ours", "theirs")
    assert not match.weak
    assert match.name == "Gaussian process"


def test_tags_name_type_source_and_weakness(lexicon: Lexicon) -> None:
    assert lexicon.tags(["a", "Gaussian", "process", "."]) == [
        (),
        ("B-Concept:theirs?", "B-Method:ours"),
        ("I-Concept:theirs?", "I-Method:ours"),
        (),
    ]


def test_extended_adds_and_leaves_the_first_as_it_was(lexicon: Lexicon) -> None:
    longer = lexicon.extended(read_lexicon("flux tower\tConcept\n", "mine.tsv"))
    assert found(longer, "flux towers on ImageNet") == ["flux towers", "ImageNet"]
    assert longer.lookup("flux tower")[0].source == "mine.tsv"
    assert found(lexicon, "flux towers") == []
    assert len(longer) == len(lexicon) + 1


@given(st.lists(st.sampled_from(WORDS)))
@settings(max_examples=60, deadline=None)
def test_matches_are_disjoint_known_and_in_order(tokens: list[str]) -> None:
    lexicon = Lexicon(read_lexicon(ROWS, "rows.tsv"))
    matches = lexicon.match(tokens)
    assert all(one.last <= other.first for one, other in pairwise(matches))
    for match in matches:
        surface = " ".join(tokens[match.first : match.last])
        assert match.entries == lexicon.lookup(surface)
    inside = {place for match in matches for place in range(match.first, match.last)}
    assert [bool(tags) for tags in lexicon.tags(tokens)] == [
        place in inside for place in range(len(tokens))
    ]


@given(st.text(max_size=30))
def test_the_key_of_a_text_is_the_keys_of_its_words(text: str) -> None:
    assert name_key(text) == "".join(map(name_key, text.split()))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("ImageNet", "l.tsv:1: the number of columns is 1; give name, type and at most"),
        ("#\n\nA\tMethod\tx\t\ty\tz", "l.tsv:3: the number of columns is 6; give name"),
        ("ok\tMethod\n--\tMethod", "l.tsv:2: '--' is no name; give one with letters or digits"),
        ("a\tDataSet", "l.tsv:1: unknown type 'DataSet'; give Method, Dataset, Task, Metric or"),
        ("a\tTask\tx\tfeeble", "l.tsv:1: unknown strength 'feeble'; give 'weak' or nothing"),
    ],
)
def test_a_bad_list_is_told_with_its_line(text: str, told: str) -> None:
    with pytest.raises(InputError) as caught:
        read_lexicon(text, "l.tsv")
    assert str(caught.value).startswith(told)


def test_a_list_may_have_windows_line_ends_and_a_byte_order_mark() -> None:
    entries = read_lexicon("\ufeffGSM8K\tDataset\r\nMATH\tDataset\tx\tweak\ta|b\r\n", "w.tsv")
    assert [(e.name, e.source, e.weak, e.aliases) for e in entries] == [
        ("GSM8K", "w.tsv", False, ()),
        ("MATH", "x", True, ("a", "b")),
    ]


@pytest.mark.parametrize(
    ("text", "name", "entity_type"),
    [
        ("trained on ImageNet", "ImageNet", EntityType.DATASET),
        ("by stochastic gradient descent", "stochastic gradient descent", EntityType.METHOD),
        ("in a Hilbert space", "Hilbert space", EntityType.CONCEPT),
        ("for machine translation", "machine translation", EntityType.TASK),
        ("a low perplexity", "perplexity", EntityType.METRIC),
    ],
)
def test_the_shipped_lists_know_common_names(text: str, name: str, entity_type: EntityType) -> None:
    matches = {match.name.casefold(): match for match in load_lexicon().match(cut(text))}
    assert entity_type in matches[name.casefold()].types


@pytest.mark.parametrize("word", ["time", "set", "field", "method", "model", "data", "scale"])
def test_the_shipped_lists_leave_everyday_words_alone(word: str) -> None:
    assert load_lexicon().lookup(word) == ()


def test_lists_with_keys_beforehand_find_what_folded_ones_find():
    text = "ImageNet\tDataset\nneural network\tMethod\t\tweak\tneural nets|NN\nC++\tMethod\n"
    text += "Neural Networks\tConcept\n# a comment\nmAP\tMetric\t\t\tmean average precision\n"
    folded = Lexicon(read_lexicon(text, "mine"))
    keys = ["\t".join(map(name_key, (one.name, *one.aliases))) for one in folded.entries]
    keyed = Lexicon(lists=KeyedLists([("mine", text, keys)]))
    assert keyed.entries == folded.entries
    tokens = "NN and neural - networks , map , mAP or mean average precision in C++ on Imagenet"
    assert keyed.match(tokens.split()) == folded.match(tokens.split())
    own = read_lexicon("C++\tDataset\nFooNet\tMethod\n", "own")
    more = [one.extended(own).match([*tokens.split(), "FooNet"]) for one in (keyed, folded)]
    assert more[0] == more[1]


def test_keys_of_a_changed_list_do_not_count(tmp_path):
    path = tmp_path / "mine.tsv"
    path.write_text("FooNet\tMethod\n", encoding="utf-8")
    assert read_keys(path) is None
    keys_path(path).write_text(pack_keys(path, [["foonet"]]), encoding="utf-8")
    assert read_keys(path) == ["foonet"]
    path.write_text("FooNets\tMethod\n", encoding="utf-8")
    assert read_keys(path) is None
