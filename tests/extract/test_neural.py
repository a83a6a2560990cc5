"""The shipped model: pieces, passes, and what comes out of it."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np
import pytest

from kg.extract import extract_papers, extraction_to_dict
from kg.extract.encoder import Encoded, Encoder, load_encoder
from kg.extract.neural import ENCODER_FOLDER, NeuralExtractor, candidates_of
from kg.extract.pieces import MAX_PIECES, PieceMaker
from kg.model import Paper
from kg.vocabulary import Relation, Role, allowed_ends

if TYPE_CHECKING:
    from collections.abc import Sequence

FOLDER = files("kg.extract") / ENCODER_FOLDER
CARD = json.loads((FOLDER / "card.json").read_text("utf-8"))
PAPER = Paper(
    "a",
    "SlimTune: Low-Rank Adaptation of Vision Transformers",
    "We propose SlimTune, a fine-tuning method for Vision Transformers (ViTs). "
    "SlimTune outperforms LoRA on ImageNet-1K by 1.2% in top-1 accuracy.",
)


@pytest.fixture(scope="module")
def extractor() -> NeuralExtractor:
    return NeuralExtractor()


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return load_encoder(FOLDER, CARD["marks"])


def encode(
    encoder: Encoder, words: Sequence[str], starts: Sequence[int] = (0,), n_title: int = 0
) -> Encoded:
    return encoder.encode(words, [()] * len(words), list(starts), n_title)


def test_card_names_the_vocabulary():
    assert {Role(name) for name in CARD["roles"]} == set(Role)
    assert {Relation(name) for name in CARD["relations"]} == set(Relation)
    assert 0 < CARD["mention_threshold"] < 1
    assert 0 < CARD["relation_threshold"] < 1
    for said, right in CARD["calibration"].values():
        assert said == sorted(said)
        assert right == sorted(right)


def test_files_are_small():
    assert sum(len(one.read_bytes()) for one in FOLDER.iterdir()) < 25 * 2**20


def test_pieces_stand_beside_their_words(encoder):
    maker: PieceMaker = encoder._pieces
    pieces = maker.make(["Photolithography", "of", "LoRA"], [(), (), ()], n_title=1)
    assert (pieces.firsts <= pieces.lasts).all()
    assert pieces.firsts[1] == pieces.lasts[0] + 1
    assert pieces.shapes[pieces.firsts].tolist() == [2, 1, 4]
    assert pieces.titles[pieces.firsts].tolist() == [1, 0, 0]
    assert pieces.shapes[0] == pieces.shapes[-1] == 0
    assert sum(maker.count(["Photolithography", "of", "LoRA"])) + 2 == len(pieces.ids)


def test_a_long_text_is_cut_between_sentences(encoder):
    words = ["graph", "network", "theory", "."] * 200
    starts = range(0, len(words), 4)
    windows = list(encoder._windows(words, starts))
    assert len(windows) > 1
    assert [end for _, end in windows[:-1]] == [start for start, _ in windows[1:]]
    assert windows[-1][1] == len(words)
    assert all(first in starts for first, _ in windows)
    counts = encoder._pieces.count(words)
    assert all(sum(counts[first:last]) <= MAX_PIECES - 2 for first, last in windows)
    encoded = encode(encoder, words, starts)
    assert encoded.vectors.shape[0] == encoded.scores.shape[0] == len(words)


def test_a_sentence_that_is_too_long_is_cut(encoder):
    words = ["word"] * 1200
    assert encode(encoder, words).vectors.shape[0] == len(words)


def test_characters_that_nobody_knows_are_read(encoder):
    encoded = encode(encoder, ["\ue000", "𓀀", "graph", "ß" * 300])
    assert np.isfinite(encoded.scores).all()


def test_candidates_stay_in_their_sentence(encoder):
    words = ["We", "use", "SlimTune", ".", "LoRA", "is", "slower"]
    encoded = encode(encoder, words, (0, 4))
    found = list(candidates_of(encoded, [0, 0, 0, 0, 1, 1, 1]))
    assert all((one.first < 4) == (one.last <= 4) for one in found)
    assert all(np.isclose(sum(one.shares), 1.0) for one in found)
    assert any(words[one.first : one.last] == ["SlimTune"] and one.chance > 0.5 for one in found)


def test_what_a_reader_would_find(extractor):
    (found,) = extract_papers([PAPER], extractor=extractor)
    roles = {entity.name: entity.role for entity in found.entities}
    assert roles["SlimTune"] is Role.PROPOSES
    said = {(one.head, one.relation, one.tail) for one in found.relations}
    assert ("SlimTune", Relation.OUTPERFORMS, "LoRA") in said
    assert ("SlimTune", Relation.EVALUATED_ON, "ImageNet-1K") in said


def test_relations_fit_their_ends_and_say_where(extractor):
    (found,) = extract_papers([PAPER], extractor=extractor)
    type_of = {entity.name: entity.type for entity in found.entities}
    for one in found.relations:
        assert allowed_ends(one.relation, type_of[one.head], type_of[one.tail])
        assert 0.0 <= one.confidence <= 1.0
        assert PAPER.text[one.evidence.start : one.evidence.end].strip()


def test_neighbours_change_nothing(extractor):
    more = [Paper(f"n{n}", "On Graphs", "A graph is a set of nodes. " * n) for n in (1, 3, 9)]
    alone = [extraction_to_dict(one) for one in extract_papers([PAPER], extractor=extractor)]
    among = [extraction_to_dict(one) for one in extract_papers([*more, PAPER], extractor=extractor)]
    assert among[-1:] == alone


@pytest.mark.parametrize("text", ["", " ", "…", "a"])
def test_next_to_nothing_is_read(extractor, text):
    (found,) = extract_papers([Paper("x", "T", text)], extractor=extractor)
    assert found.paper.id == "x"
