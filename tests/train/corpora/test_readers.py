"""The corpora's formats → documents; the corpora themselves where they lie beside the checkout."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kg.errors import InputError, VocabularyError
from kg.train.corpora.alignment import align
from kg.train.corpora.documents import Mention, Related, cut
from kg.train.corpora.readers import read_conll, read_corpus, read_dygie, read_strings

SHARED = Path(__file__).parents[4] / "shared"


def test_dygie_counts_words_through_the_document_with_ends_included():
    document = read_dygie(
        {
            "doc_key": "X",
            "sentences": [["We", "use", "FooNet", "."], ["FooNet", "parses", "deep", "trees"]],
            "ner": [[[2, 2, "Method"]], [[4, 4, "Method"], [6, 7, "Material"]]],
            "relations": [[], [[4, 4, 6, 7, "USED-FOR"]]],
        }
    )
    assert document.ends == (4, 8)
    assert document.sentence_of == [0, 0, 0, 0, 1, 1, 1, 1]
    assert [document.words[slice(*one.span)] for one in document.mentions] == [
        ("FooNet",),
        ("FooNet",),
        ("deep", "trees"),
    ]
    assert document.relations == (Related((4, 5), (6, 8), "USED-FOR"),)


def test_strings_are_put_where_they_stand_sentence_by_sentence():
    one: dict[str, Any] = {"doc_id": "X", "sentence": "FooNet parses trees", "rel": []}
    records = [
        {**one, "ner": [["FooNet", "Method"]]},
        {**one, "ner": [["trees", "Dataset"], ["FooNet", "Method"]]},
        {**one, "doc_id": "Y", "ner": []},
    ]
    first, second = read_strings(records)
    assert (first.name, first.ends, second.name) == ("X", (3, 6), "Y")
    assert [one.span for one in first.mentions] == [(0, 1), (3, 4), (5, 6)]


def test_alignment_keeps_a_short_name_out_of_a_longer_one():
    mentions, relations = align(
        ["deep", "FooNet", "beats", "FooNet"],
        [("FooNet", "Method"), ("deep FooNet", "Method")],
        [("deep FooNet", "Compare-With", "FooNet")],
        10,
    )
    assert mentions == [Mention((10, 12), "Method"), Mention((13, 14), "Method")]
    assert relations == [Related((10, 12), (13, 14), "Compare-With")]


def test_alignment_relates_the_nearest_of_repeated_names_and_drops_what_is_not_there():
    named = [("A", "Method"), ("A", "Method"), ("B", "Task"), ("C", "Task")]
    related = [("A", "Used-For", "B"), ("A", "Used-For", "C")]
    mentions, relations = align(["A", ",", "A", "for", "B"], named, related)
    assert len(mentions) == 3
    assert relations == [Related((2, 3), (4, 5), "Used-For")]


def test_conll_begins_a_mention_at_each_b():
    lines = ["F1\t0\tB-METRIC\n", "BLEU\t3\tB-METRIC\n", "score\t8\tI-METRIC\n", "\n", "a\t9\tO"]
    first, second = read_conll(lines, "test")
    assert first.mentions == (Mention((0, 1), "METRIC"), Mention((1, 3), "METRIC"))
    assert (first.name, second.name, second.words) == ("test-0", "test-1", ("a",))


def test_cut_covers_all_sentences_that_fit():
    counts = [1, 2, 1, 3, 1, 1]
    found = list(cut([2, 3, 6], counts, room=5))
    assert found == [(0, 3), (3, 6)]
    assert all(sum(counts[first:last]) <= 5 for first, last in found)


def test_missing_file_and_unknown_corpus_are_named(tmp_path):
    with pytest.raises(InputError, match=r"train\.json: not there"):
        read_corpus("scierc", tmp_path)
    with pytest.raises(VocabularyError, match="known: scierc"):
        read_corpus("nope", tmp_path)


@pytest.mark.parametrize(
    ("name", "part", "n"),
    [
        ("scierc", "train", (350, 5598, 3219)),
        ("scierc", "dev", (50, 811, 455)),
        ("scierc", "test", (100, 1685, 974)),
        ("scier", "train", (80, 18041, 8743)),
        ("scier", "test", (10, 2948, 1626)),
        ("scier", "test_ood", (6, 1295, 582)),
        ("tdmsci", "test", (487, 762, 0)),
    ],
)
def test_corpora_have_the_published_counts(name, part, n):
    if not (SHARED / "data" / name).is_dir():
        pytest.skip(f"data/{name} is not beside the checkout")
    documents = read_corpus(name, SHARED).parts[part]
    mentions = [one for document in documents for one in document.mentions]
    relations = [one for document in documents for one in document.relations]
    assert (len(documents), len(mentions), len(relations)) == n


def test_a_sentence_of_bad_json_is_named(tmp_path):
    folder = tmp_path / "data" / "scierc"
    folder.mkdir(parents=True)
    (folder / "train.json").write_text(json.dumps({"sentences": []})[:-3], encoding="utf-8")
    with pytest.raises(InputError, match=r"train\.json:1"):
        read_corpus("scierc", tmp_path)
