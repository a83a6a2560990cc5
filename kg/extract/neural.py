"""The extractor that is shipped: one encoder, one pass a paper, and three heads on it.

The encoder judges stretches of words, the heads judge the things that these name and pairs of
them. What goes around it is shared with the other extractors: one judgement a surface and paper,
generic words, the sentence that is given as evidence, numbers and their slots.
"""

from __future__ import annotations

from functools import cached_property
from importlib.resources import files
from typing import TYPE_CHECKING, Final

import numpy as np

from kg.extract.consistency import keep_consistent
from kg.extract.heads import one_thread, softmax
from kg.extract.judge import Judge
from kg.extract.marks import paper_words
from kg.extract.mentions import collect_mentions
from kg.extract.pair_places import Thing, find_pair_places
from kg.extract.pairs import Pair
from kg.extract.relations import collect_relations
from kg.extract.results import find_results
from kg.extract.roles import assign_roles_by, load_role_models
from kg.extract.scene import set_scene
from kg.extract.tagger import MIN_CHANCE, Candidate
from kg.vocabulary import Relation, allowed_ends, allowed_roles

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from kg.extract.calibrate import Curve
    from kg.extract.encoder import Encoded
    from kg.extract.entities import DraftEntity, TypedMention
    from kg.extract.extractor import ReadPaper
    from kg.extract.features import PaperWords
    from kg.extract.pairs import PairView
    from kg.extract.scene import Scene
    from kg.model import Entity, RelationClaim, ResultClaim

__all__ = ["ENCODER_FOLDER", "Judge", "NeuralExtractor", "candidates_of"]

#: Folder of the shipped model's files, beside this module.
ENCODER_FOLDER: Final = "data/encoder"


def candidates_of(encoded: Encoded, sentence_of: Sequence[int]) -> Iterator[Candidate]:
    """Turn scores of stretches into candidates.

    Parameters
    ----------
    encoded : Encoded
        A paper of ``N`` words.
    sentence_of : sequence of int
        Number of each word's sentence; a stretch that goes over its end is none.

    Yields
    ------
    Candidate
        By first word, then by length; those with a chance of at least ``MIN_CHANCE``.
    """
    chances = softmax(encoded.scores)
    n_words = len(chances)
    likely = 1.0 - chances[:, :, 0] >= MIN_CHANCE
    of_types = chances[likely][:, 1:].astype(float)
    sums = of_types.sum(axis=1)
    shares = (of_types / sums[:, None]).tolist()
    places = np.argwhere(likely).tolist()
    for (first, more), chance, share in zip(places, sums.tolist(), shares, strict=True):
        last = first + more + 1
        if last <= n_words and sentence_of[first] == sentence_of[last - 1]:
            yield Candidate(first, last, chance, tuple(share))


def _sure(curve: Curve) -> Callable[[float], float]:
    return lambda chance: round(curve(chance), 4)


class _PaperByEncoder:
    """One paper, read by the encoder."""

    def __init__(self, paper: ReadPaper, judge: Judge) -> None:
        self._paper = paper
        self._judge = judge
        # What was judged last: roles and relations ask about the same things.
        self._last: tuple[list[Thing], NDArray[np.float32], NDArray[np.float32]] | None = None
        self._scene: Scene | None = None

    @cached_property
    def _words(self) -> PaperWords:
        paper = self._paper
        tags = [""] * len(paper.reading.tokens)
        return paper_words(paper.reading, tags, paper.abbreviations, paper.lexicon, None)

    @cached_property
    def _sentence_of(self) -> list[int]:
        sentences = self._paper.reading.sentences
        return [at for at, one in enumerate(sentences) for _ in range(one.first, one.last)]

    @cached_property
    def _encoded(self) -> Encoded:
        reading = self._paper.reading
        return self._judge.encoder.encode(
            [token.text for token in reading.tokens],
            [marks for row in self._words.marks for marks in row],
            [sentence.first for sentence in reading.sentences],
            reading.n_title_tokens,
        )

    def mentions(self) -> tuple[TypedMention, ...]:
        if not self._paper.reading.tokens:
            return ()
        found = list(candidates_of(self._encoded, self._sentence_of))
        return collect_mentions(
            self._paper.reading,
            keep_consistent(self._words, found, min_score=self._judge.mention_threshold),
            self._paper.abbreviations,
            judge=lambda _, shares: shares,
            source=self._judge.version,
            dropped=self._paper.dropped,
            sure=_sure(self._judge.calibration.mention),
        )

    def entities(self, drafts: Sequence[DraftEntity]) -> tuple[Entity, ...]:
        reading = self._paper.reading
        told: list[Mapping[str, float]] = []
        if drafts:
            _, _, chances = self._judged(drafts)
            told = [dict(zip(self._judge.roles, row, strict=True)) for row in chances.tolist()]
        return assign_roles_by(
            load_role_models(),
            reading,
            drafts,
            told=told,
            source=self._judge.version,
            scene=self._set_scene(drafts),
            sure=_sure(self._judge.calibration.role),
        )

    def _set_scene(self, entities: Sequence[DraftEntity | Entity]) -> Scene:
        # Roles, relations and results are read from the same sentences.
        self._scene = set_scene(self._paper.reading, entities, like=self._scene)
        return self._scene

    def _judged(
        self, drafts: Sequence[DraftEntity | Entity]
    ) -> tuple[list[Thing], NDArray[np.float32], NDArray[np.float32]]:
        """Work out the things, their vectors and the chances of their roles."""
        things = [Thing(one.type, tuple(self._tokens_of(one))) for one in drafts]
        if self._last is not None and self._last[0] == things:
            return self._last
        heads = self._judge.heads
        with one_thread():
            best, mean = heads.things(self._encoded.vectors, things)
            scores = heads.roles(best, mean, things)
        for row, one in zip(scores, drafts, strict=True):
            allowed = allowed_roles(one.type)
            row[[role not in allowed for role in self._judge.roles]] = -np.inf
        self._last = things, best, softmax(scores)
        return self._last

    def _tokens_of(self, one: DraftEntity | Entity) -> Iterator[tuple[int, int]]:
        widest = self._encoded.scores.shape[1]
        for mention in one.mentions:
            first, last = self._paper.reading.tokens_of(mention.span)
            yield first, min(last, first + widest)

    def relations(self, entities: Sequence[Entity]) -> tuple[RelationClaim, ...]:
        return collect_relations(
            self._paper.reading,
            entities,
            self._judge_pairs,
            source=self._judge.version,
            scene=self._set_scene(entities),
        )

    def _judge_pairs(self, view: PairView) -> dict[tuple[Relation, Pair], float]:
        things, best, roles = self._judged(view.entities)
        pairs = find_pair_places(self._paper.reading.lower, self._sentence_of, things)
        if not pairs:
            return {}
        judge, vectors = self._judge, self._encoded.vectors
        with one_thread():
            scores = judge.heads.relations(vectors, best, roles, things, pairs)
        chances = 1.0 / (1.0 + np.exp(-scores.astype(float)))
        sure = np.array([one.confidence for one in view.entities])
        both = chances * (sure[pairs.heads] * sure[pairs.tails])[:, None]
        found = {}
        for row, column in np.argwhere(both >= judge.relation_threshold).tolist():
            pair = Pair(int(pairs.heads[row]), int(pairs.tails[row]))
            relation = judge.relations[column]
            if allowed_ends(relation, view.types[pair.head], view.types[pair.tail]):
                found[relation, pair] = judge.calibration.relation(float(both[row, column]))
        return found

    def results(self, entities: Sequence[Entity]) -> tuple[ResultClaim, ...]:
        return find_results(self._paper.reading, entities, scene=self._set_scene(entities))


class NeuralExtractor:
    """Reads papers by an encoder and its heads.

    Parameters
    ----------
    judge : Judge, optional
        The model; the one that is shipped, if not given.
    """

    def __init__(self, judge: Judge | None = None) -> None:
        self._judge = judge or Judge.load(files("kg.extract") / ENCODER_FOLDER)

    @property
    def version(self) -> str:
        """Name and version of the model."""
        return self._judge.version

    def open(self, paper: ReadPaper) -> _PaperByEncoder:
        """Begin to read a paper.

        Parameters
        ----------
        paper : ReadPaper
            The paper.

        Returns
        -------
        PaperExtractor
            Answers for it.
        """
        return _PaperByEncoder(paper, self._judge)
