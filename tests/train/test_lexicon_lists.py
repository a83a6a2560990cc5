"""The shipped lists, row by row, and the rules that made them."""

from __future__ import annotations

import json
import lzma
from collections import Counter
from pathlib import Path

import pytest

from kg.config import ONTOLOGY_DIR
from kg.extract.lexicon import LexiconEntry, name_key, read_lexicon
from kg.train.lexicon import main
from kg.train.lexicon_abbreviations import iter_terms, long_form
from kg.train.lexicon_cleaning import clean
from kg.train.lexicon_gold import Evidence
from kg.train.lexicon_keys import write_keys
from kg.train.lexicon_readers import READERS
from kg.train.lexicon_rules import judge, known_types, retype, select
from kg.train.lexicon_sources import SOURCES, Source
from kg.vocabulary import EntityType

SHARED = Path(__file__).resolve().parents[3] / "shared"
LEXICON = ONTOLOGY_DIR / "lexicon"
MEND = "run: python -m kg.train.lexicon --shared ../shared --out ontology/lexicon"


def evidence(places: int, **mentions: int) -> Evidence:
    counts = Counter({EntityType[name.upper()]: count for name, count in mentions.items()})
    return Evidence(places, counts)


def test_keys_beside_the_lists_are_those_of_their_names(tmp_path: Path) -> None:
    for file in LEXICON.glob("*.tsv"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    write_keys(tmp_path)
    mend = "run: python -m kg.train.lexicon_keys"
    for file in tmp_path.glob("*.keys"):
        assert (LEXICON / file.name).read_bytes() == file.read_bytes(), mend


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.id)
def test_each_list_has_its_licence_and_clean_rows(source: Source) -> None:
    text = (LEXICON / f"{source.id}.tsv").read_text(encoding="utf-8")
    assert f"# Licence of this file: {source.licence}\n" in text[:1000], MEND
    entries = read_lexicon(text, source.id)
    assert entries, MEND
    assert {entry.source for entry in entries} == {source.id}
    for entry in entries:
        assert clean(entry.name) == (entry.name,), MEND
    keys = [(entry.type, name_key(entry.name)) for entry in entries]
    assert len(keys) == len(set(keys)), MEND
    assert list(entries) == sorted(entries, key=lambda entry: (entry.type, entry.name)), MEND


def test_each_source_has_one_reader_and_one_file() -> None:
    names = [source.id for source in SOURCES]
    assert names == list(READERS)
    assert sorted(file.stem for file in LEXICON.glob("*.tsv")) == sorted(names)
    assert sum(file.stat().st_size for file in LEXICON.iterdir()) < 4_000_000


@pytest.mark.parametrize(
    "label",
    [
        "https://example.org/x",
        "10",
        "x",
        "$\\infty$-category > history",
        "A Dataset of Pictures of Many Kinds of Plants",
        "Networks",
        "CASIA (OSN-transmitted - Wechat",
        "data, models",
        "",
    ],
)
def test_clean_refuses_what_is_no_name(label: str) -> None:
    assert clean(label) == ()


@pytest.mark.parametrize(
    ("surface", "entity_type", "told", "commonness", "verdict"),
    [
        ("spectral bias", EntityType.CONCEPT, None, 0, True),
        ("spectral bias", EntityType.CONCEPT, evidence(4), 0, True),  # too few to judge
        ("shape space", EntityType.CONCEPT, evidence(40, concept=1), 0, None),
        ("spectral bias", EntityType.CONCEPT, evidence(10, concept=6), 0, True),
        ("spectral bias", EntityType.METHOD, evidence(10, concept=6), 0, False),
        ("accuracy", EntityType.METRIC, evidence(100, metric=80), 9, True),  # gold overrules
        ("Places", EntityType.DATASET, None, 30, None),
        ("kettle", EntityType.CONCEPT, None, 3, False),
        ("MR", EntityType.METRIC, None, 0, False),
        ("LAM", EntityType.DATASET, None, 0, False),
        ("LAM", EntityType.METHOD, None, 0, True),
        ("MNIST", EntityType.DATASET, None, 0, True),
    ],
)
def test_judge(
    surface: str,
    entity_type: EntityType,
    told: Evidence | None,
    commonness: int,
    verdict: bool | None,
) -> None:
    assert judge(surface, entity_type, told, commonness) is verdict


def test_retype_asks_the_gold_then_the_other_lists() -> None:
    given = LexiconEntry("bandit", EntityType.CONCEPT, "x")
    known = {"bandit": EntityType.TASK}
    assert retype(given, evidence(10, method=8), known).type is EntityType.METHOD
    assert retype(given, evidence(4, method=4), known).type is EntityType.TASK
    assert retype(given, None, {}) == given


def test_known_types_leaves_out_what_is_disputed() -> None:
    rows = "CRF\tMethod\tx\t\tconditional random field\nCTC\tMethod\nCTC\tMetric\n"
    assert known_types(read_lexicon(rows, "x")) == {
        "crf": EntityType.METHOD,
        "conditionalrandomfield": EntityType.METHOD,
    }


def test_select_drops_marks_and_joins() -> None:
    rows = "Gadget Net\tMethod\tx\t\tGN|GadNet\nshape\tConcept\ngadget-nets\tMethod\n"
    kept = select(read_lexicon(rows, "x"), {"shape": evidence(9)}, {})
    assert kept == [LexiconEntry("Gadget Net", EntityType.METHOD, "x", aliases=("GadNet",))]


def test_a_term_is_what_two_abstracts_abbreviate(tmp_path: Path) -> None:
    texts = [
        "We train a Gadget Forest Network (GFN) and a lone odd thing (LOT).",
        "Here gadget forest networks (GFNs) meet a high-end (HE) graph of forests (GFN).",
        "A gadget forest network (GFN) of nodes.",
    ]
    lines = "\n".join(json.dumps({"abstract": text}) for text in texts)
    (tmp_path / "few.jsonl.xz").write_bytes(lzma.compress(lines.encode()))
    assert list(iter_terms(tmp_path)) == [("gadget forest network", "GFN")]


@pytest.mark.parametrize(
    ("before", "short", "long"),
    [
        ("the method of moving things ", "MMT", "method of moving things"),
        ("kernel PCA, support vector machine ", "SVM", "support vector machine"),
        ("a very large net ", "LN", "large net"),
        ("support, vector machine ", "SVM", None),
        ("some other words ", "SVM", None),
        ("", "SVM", None),
    ],
)
def test_long_form(before: str, short: str, long: str | None) -> None:
    assert long_form(before, short) == long


@pytest.mark.slow
@pytest.mark.skipif(not SHARED.is_dir(), reason="the vocabularies are not beside the checkout")
def test_the_lists_are_up_to_date(tmp_path: Path) -> None:
    assert main(["--shared", str(SHARED), "--out", str(tmp_path)]) == 0
    made = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    shipped = {file.name: file.read_bytes() for file in LEXICON.iterdir()}
    assert sorted(made) == sorted(shipped), MEND
    stale = [name for name in sorted(made) if made[name] != shipped[name]]
    assert stale == [], MEND
