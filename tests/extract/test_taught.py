"""What a user teaches is found with its type, whoever reads, and only where it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import InputError
from kg.extract.abbreviations import find_abbreviations
from kg.extract.entities import TypedMention
from kg.extract.pipeline import extract_papers
from kg.extract.reading import make_reader, read_paper
from kg.extract.taught import SOURCE, TaughtNames, read_own_names
from kg.model import Dropped, Mention, Paper, Span
from kg.vocabulary import EntityType

HARD_NAMES = Path(__file__).resolve().parents[3] / "shared" / "gold" / "hard_names.txt"
NLP = make_reader()
TITLE = "Bridges"


def teach(
    names: str, text: str, *found: tuple[str, EntityType]
) -> tuple[list[tuple[str, str, str]], list[Dropped]]:
    """Teach names; give the mentions (text, type, source) and what gave way."""
    reading = read_paper(Paper("p", TITLE, text), NLP)
    mentions = []
    for surface, kind in found:
        start = reading.paper.text.index(surface)
        mention = Mention(Span(start, start + len(surface)), surface, "tagger", 0.9)
        mentions.append(TypedMention(mention, kind))
    dropped: list[Dropped] = []
    taught = TaughtNames(read_own_names(names, "my.tsv"))
    made = taught.teach(reading, mentions, find_abbreviations(reading), dropped)
    for one in made:
        assert reading.paper.text[one.mention.span.start : one.mention.span.end] == one.mention.text
    return [(one.mention.text, one.type.value, one.mention.source) for one in made], dropped


def test_name_that_nobody_saw_is_a_mention_everywhere():
    made, dropped = teach("Quuxo\tDataset\n", "We use Quuxo. On Quuxo, all is well.")
    assert made == [("Quuxo", "Dataset", SOURCE)] * 2
    assert not dropped


def test_taught_type_wins_over_the_extractor():
    made, dropped = teach("Quuxo\tDataset\n", "We use Quuxo.", ("Quuxo", EntityType.METHOD))
    assert made == [("Quuxo", "Dataset", SOURCE)]
    assert not dropped  # the same place: nothing is lost


def test_what_crosses_a_taught_name_gives_way_and_is_told():
    made, dropped = teach(
        "deep Quuxo set\tDataset\n",
        "Our deep Quuxo set model works.",
        ("set model", EntityType.METHOD),
    )
    assert made == [("deep Quuxo set", "Dataset", SOURCE)]
    assert dropped == [Dropped("extract", "taught-name", "set model [Method]", "p")]


def test_longer_mention_keeps_a_name_that_also_stands_alone():
    text = "A graph zeta network reads a graph."
    made, dropped = teach("graph\tConcept\n", text, ("graph zeta network", EntityType.METHOD))
    assert made == [("graph zeta network", "Method", "tagger"), ("graph", "Concept", SOURCE)]
    assert not dropped


def test_name_that_only_stands_inside_a_longer_mention_is_found_all_the_same():
    text = "A graph zeta network."
    made, dropped = teach("graph\tConcept\n", text, ("graph zeta network", EntityType.METHOD))
    assert made == [("graph", "Concept", SOURCE)]
    assert [one.reason for one in dropped] == ["taught-name"]


def test_longer_taught_name_wins_over_a_shorter_one():
    made, _ = teach("Quuxo\tMethod\nQuuxo-2\tDataset\n", "Quuxo and Quuxo-2 differ.")
    assert made == [("Quuxo", "Method", SOURCE), ("Quuxo-2", "Dataset", SOURCE)]


def test_name_is_not_found_inside_a_word_or_a_number():
    made, _ = teach("GPT-4\tMethod\n", "GPT-4.5, GPT-40 and NGPT-4 are others.")
    assert made == []


def test_case_number_and_hyphen_do_not_matter_where_the_name_allows():
    made, _ = teach("zeta net\tMethod\nDROP\tDataset\n", "Zeta-nets drop out on DROP.")
    assert made == [("Zeta-nets", "Method", SOURCE), ("DROP", "Dataset", SOURCE)]


def test_alias_is_found_and_weak_name_is_only_a_hint():
    names = "Quuxo\tDataset\tmine\t\tQX9|old Quuxo\nBarlo\tMethod\tmine\tweak\n"
    made, _ = teach(names, "On QX9 and old Quuxo we test Barlo.")
    assert made == [("QX9", "Dataset", SOURCE), ("old Quuxo", "Dataset", SOURCE)]


def test_long_form_has_the_type_of_its_taught_short_form():
    text = "We test on the Quick Xylo Corpus (QXC)."
    made, _ = teach("QXC\tDataset\n", text, ("Quick Xylo Corpus", EntityType.METHOD))
    assert made == [("Quick Xylo Corpus", "Dataset", "tagger"), ("QXC", "Dataset", SOURCE)]


def test_taught_name_is_an_entity_of_the_extraction():
    paper = Paper("p", TITLE, "We present a model of bridges and evaluate it on Quuxo.")
    names = read_own_names("Quuxo\tDataset\n", "my.tsv")
    (found,) = extract_papers([paper], extractor="rules", extra_names=names, min_confidence=0.9)
    entity = {one.name: one for one in found.entities}["Quuxo"]
    assert (entity.type, entity.confidence) == (EntityType.DATASET, 1.0)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Quuxo Dataset\n", "my.tsv:1: the number of columns is 1"),
        ("# mine\nQuuxo\tdataset\n", "my.tsv:2: unknown type 'dataset'; give Method, Dataset"),
        ("Quuxo\tDataset\n\nquuxo\tTask\n", "my.tsv:3: 'quuxo' is a Dataset in line 1"),
        (
            "A1\tTask\nB2\tTask\tmine\t\tA1s\nC\tMetric\t\t\tB2\n",
            "my.tsv:3: 'B2' is a Task in line 2",
        ),
        ("--\tTask\n", "my.tsv:1: '--' is no name"),
        ("# nothing\n", "my.tsv: there is no name in it"),
    ],
)
def test_bad_list_is_told_with_its_line(text, told):
    with pytest.raises(InputError) as error:
        read_own_names(text, "my.tsv")
    assert str(error.value).startswith(told)


NAMES = (
    *("T5", "C4", "R", "C++", "GPT-3.5", "3D Gaussian Splatting", "pass@1", "k-means", "L_2"),
    *("u-$μ$P", "CIFAR-10.1", "LLaMA-2-7B", "A/B testing", "(2,0) theories", "B+ Tree"),
)
FRAMES = (
    "We train {} from scratch.",
    "This work (with {}) is new.",
    "It beats {}, {} and others.",
    "The {}-based way needs nothing else",
)


def spelled(names: list[str]) -> list[str]:
    """Teach each name; give those that are not found with their own spelling."""
    lost = []
    for name in names:
        taught = TaughtNames(read_own_names(f"{name}\tConcept\n", "my.tsv"))
        for frame in FRAMES:
            reading = read_paper(Paper("p", "Bridges", frame.replace("{}", name)), NLP)
            made = [one.mention.text for one in taught.teach(reading, (), (), [])]
            if made != [name] * frame.count("{}"):
                lost.append(f"{name}: {made}")
    return lost


def test_names_with_signs_are_found_with_their_own_spelling():
    assert not spelled(list(NAMES))


@pytest.mark.skipif(not HARD_NAMES.exists(), reason="the names are not beside this checkout")
def test_every_hard_name_is_found_with_its_own_spelling():
    names = HARD_NAMES.read_text(encoding="utf-8").splitlines()
    assert len(names) >= 230
    assert not spelled(names)
