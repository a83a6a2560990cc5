"""Every documented rule fires on its example and not on its counter-example."""

from pathlib import Path

import pytest

from kg.extract.patterns import MENTION_CUES, PAIR_CUES, ROW_CUES, PairCue, render_rules, spaced

PAGE = Path(__file__).resolve().parents[2] / "docs" / "extraction-rules.md"


def beside(sentence: str) -> tuple[str, str]:
    words = sentence.split()
    at = words.index("[X]")
    return spaced(" ".join(words[:at])), spaced(" ".join(words[at + 1 :]))


def around(sentence: str) -> tuple[bool, str, str]:
    words = sentence.split()
    head, tail = words.index("[H]"), words.index("[T]")
    first, second = sorted((head, tail))
    before, between = words[:first], words[first + 1 : second]
    return head < tail, spaced(" ".join(before)), spaced(" ".join(between))


def fires_on_pair(cue: PairCue, sentence: str) -> bool:
    head_first, before, between = around(sentence)
    return head_first == cue.head_first and cue.fires(before, between)


@pytest.mark.parametrize("cue", ROW_CUES, ids=lambda cue: cue.id)
def test_row_cue_fires_on_its_example_only(cue):
    assert cue.fires(spaced(cue.example.replace("[X]", "@")))
    assert not cue.fires(spaced(cue.counter.replace("[X]", "@")))


@pytest.mark.parametrize("cue", MENTION_CUES, ids=lambda cue: cue.id)
def test_mention_cue_fires_on_its_example_only(cue):
    assert cue.fires(*beside(cue.example))
    assert not cue.fires(*beside(cue.counter))


@pytest.mark.parametrize("cue", PAIR_CUES, ids=lambda cue: cue.id)
def test_pair_cue_fires_on_its_example_only(cue):
    assert fires_on_pair(cue, cue.example)
    assert not fires_on_pair(cue, cue.counter)


def test_ids_are_unique_and_pair_cues_name_their_relation():
    ids = [cue.id for cue in (*ROW_CUES, *MENTION_CUES, *PAIR_CUES)]
    assert len(ids) == len(set(ids))
    for cue in PAIR_CUES:
        assert cue.relation.value.startswith(cue.id.removeprefix("rel.").split("-")[0][:4])


def test_page_of_rules_is_up_to_date():
    assert PAGE.read_text("utf-8") == render_rules(), "run: python -m kg.train.rules"
