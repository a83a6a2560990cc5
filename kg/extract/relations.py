"""Entities of a paper → relations between them, each with the sentence that says it.

For each relation a logistic model judges every pair of entities that the vocabulary allows, over
the whole abstract: ``our method`` in a later sentence stands for what the paper proposes. Features
are roles, distance, names, rivals, the words around the pair and the documented cues
(``kg.extract.patterns``). A pair is kept above the relation's own threshold, tuned by
cross-validation.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.extract.linear import LinearModel, load_models, logistic
from kg.extract.pair_features import pair_features
from kg.extract.pairs import Pair, PairView, nearest
from kg.extract.patterns import PAIR_CUES
from kg.extract.scene import set_scene
from kg.model import RelationClaim
from kg.text.initials import alignment_score, letters_of
from kg.vocabulary import Relation, allowed_ends

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from kg.extract.reading import Reading
    from kg.extract.scene import Occurrence, Row, Scene
    from kg.model import Entity, Span

__all__ = [
    "RELATION_SOURCE",
    "RelationModel",
    "collect_relations",
    "find_relations",
    "find_relations_by",
    "load_relation_models",
]

#: Who found the relation; the cue that fired in its sentence, if any, is added after a slash.
RELATION_SOURCE: Final = "model.relations-1"

_WHERE_THE_CODE_IS: Final = re.compile(
    r"https?:|github|\b(?:code|models?|data|implementation)\b[^.]*\bavailable\b", re.IGNORECASE
)

#: Letters of a short form, and score of its alignment, from which it is taken for the other name
#: of a pair ("OptCS", "Optimized Conformal Selection").
_SURE_LETTERS: Final = 4
_ALIGNED: Final = 0.75


@dataclass(frozen=True, slots=True)
class RelationModel:
    """The judge of one relation.

    Attributes
    ----------
    model : LinearModel
        One label; its score is the log-odds that the relation holds.
    threshold : float
        Chance from which a pair is kept, 0 to 1.
    """

    model: LinearModel
    threshold: float


@cache
def load_relation_models() -> Mapping[Relation, RelationModel]:
    """Load the shipped models; read once.

    Returns
    -------
    mapping of Relation to RelationModel
        One a relation.
    """
    return {
        Relation(name): RelationModel(LinearModel.from_record(record), record["threshold"])
        for name, record in load_models("relations").items()
    }


def find_relations(reading: Reading, entities: Sequence[Entity]) -> tuple[RelationClaim, ...]:
    """Find the relations between the entities of a paper.

    Parameters
    ----------
    reading : Reading
        The paper's sentences and tokens.
    entities : sequence of Entity
        Its entities with their roles, names unique.

    Returns
    -------
    tuple of RelationClaim
        By head, relation, tail; no doubles, types fit, no symmetric relation both ways round.
    """
    return find_relations_by(load_relation_models(), reading, entities)


def find_relations_by(
    models: Mapping[Relation, RelationModel], reading: Reading, entities: Sequence[Entity]
) -> tuple[RelationClaim, ...]:
    """Find the relations between the entities of a paper, with models of the caller's.

    Parameters
    ----------
    models : mapping of Relation to RelationModel
        Judges; a relation without one is not looked for.
    reading : Reading
        The paper's sentences and tokens.
    entities : sequence of Entity
        Its entities.

    Returns
    -------
    tuple of RelationClaim
        As of :func:`find_relations`.
    """

    def judge(view: PairView) -> dict[tuple[Relation, Pair], float]:
        return _judge_by(models, view)

    return collect_relations(reading, entities, judge, source=RELATION_SOURCE)


def collect_relations(
    reading: Reading,
    entities: Sequence[Entity],
    judge: Callable[[PairView], Mapping[tuple[Relation, Pair], float]],
    *,
    source: str,
    scene: Scene | None = None,
) -> tuple[RelationClaim, ...]:
    """Keep each relation one way round, and give each its sentence.

    Parameters
    ----------
    reading : Reading
        The paper's sentences and tokens.
    entities : sequence of Entity
        Its entities.
    judge : callable
        Says which relations hold between which pairs, and how sure that is.
    source : str
        Who found them.
    scene : Scene, optional
        Of these entities, if the caller has set it.

    Returns
    -------
    tuple of RelationClaim
        As of :func:`find_relations`.
    """
    if len(entities) < 2:
        return ()
    view = PairView(scene or set_scene(reading, entities), tuple(entities))
    chances = {
        (relation, pair): chance
        for (relation, pair), chance in judge(view).items()
        if not _is_one_thing(entities[pair.head].name, entities[pair.tail].name)
    }
    kept = [key for key in chances if not _is_mirrored(key, chances)]
    body = [at for at, row in enumerate(view.scene.rows) if not _says_nothing(row)]
    places = {pair: _best_places(view, pair, body) for _, pair in kept}
    claims = [
        RelationClaim(
            head=entities[pair.head].name,
            relation=relation,
            tail=entities[pair.tail].name,
            evidence=_evidence(view, pair, places[pair]),
            source=_source(view, relation, places[pair], source),
            confidence=round(chances[relation, pair], 4),
        )
        for relation, pair in kept
    ]
    return tuple(sorted(claims, key=lambda one: (one.head, one.relation.value, one.tail)))


def _judge_by(
    models: Mapping[Relation, RelationModel], view: PairView
) -> dict[tuple[Relation, Pair], float]:
    chances: dict[tuple[Relation, Pair], float] = {}
    for pair in view.pairs():
        features = pair_features(view, pair)
        for relation, judge in models.items():
            if allowed_ends(relation, view.types[pair.head], view.types[pair.tail]):
                chance = logistic(judge.model.score(features)[0])
                if chance >= judge.threshold:
                    chances[relation, pair] = chance
    return chances


def _is_mirrored(
    key: tuple[Relation, Pair], chances: Mapping[tuple[Relation, Pair], float]
) -> bool:
    """Say whether the same relation is likelier the other way round."""
    # No relation of the vocabulary holds both ways, and the symmetric one is kept once.
    relation, pair = key
    other = chances.get((relation, Pair(pair.tail, pair.head)))
    if other is None:
        return False
    mine = chances[key]
    return other > mine or (other == mine and pair.tail < pair.head)


def _is_one_thing(one: str, other: str) -> bool:
    """Say whether one name is the other's short form, which the paper did not put in brackets."""
    short, long = sorted((one, other), key=lambda name: (len(name), name))
    if " " in short or not any(map(str.isupper, short[1:])):
        return False
    words = re.findall(r"\w+", long)
    if len(words) < 2:
        return False
    letters = letters_of(short)
    initials = "".join(word[0] for word in words).casefold()
    if letters in (initials, f"{initials}s"):
        return True
    return len(letters) >= _SURE_LETTERS and alignment_score(short, words) >= _ALIGNED


def _evidence(view: PairView, pair: Pair, places: tuple[Occurrence, Occurrence]) -> Span:
    """Pick the sentence that best supports a pair."""
    # The one that holds both ends, a body sentence before the title; else the one with the end
    # that the paper names least: what is said of it, is said there.
    one, other = places
    n_heads = sum(not place.own for place in view.places[pair.head])
    n_tails = sum(not place.own for place in view.places[pair.tail])
    place = one if n_heads < n_tails or (one.row != other.row and other.own) else other
    return view.scene.rows[place.row].span


def _best_places(view: PairView, pair: Pair, body: Sequence[int]) -> tuple[Occurrence, Occurrence]:
    """Choose a place of each end: named before "our method", body before title, then nearest."""
    heads, tails = view.places[pair.head], view.places[pair.tail]
    choices = [
        (_named(_in_rows(heads, body)), _named(_in_rows(tails, body))),
        (_in_rows(heads, body), _in_rows(tails, body)),
        (heads, tails),
    ]
    found = [nearest(ones, others) for ones, others in choices if ones and others]
    together = [(one, other) for one, other in found if one.row == other.row]
    return (together or found)[0]


def _says_nothing(row: Row) -> bool:
    """Say whether a sentence is the title, or tells where the code is."""
    return row.is_title or _WHERE_THE_CODE_IS.search(row.text) is not None


def _in_rows(places: Sequence[Occurrence], rows: Sequence[int]) -> tuple[Occurrence, ...]:
    return tuple(place for place in places if place.row in rows)


def _named(places: Sequence[Occurrence]) -> tuple[Occurrence, ...]:
    return tuple(place for place in places if not place.own)


def _source(
    view: PairView, relation: Relation, places: tuple[Occurrence, Occurrence], found_by: str
) -> str:
    head, tail = places
    if head.row != tail.row or head.place == tail.place:
        return found_by
    row = view.scene.rows[head.row]
    first, second = sorted((head.place, tail.place))
    for cue in PAIR_CUES:
        if (
            cue.relation == relation
            and cue.head_first == (head.place < tail.place)
            and cue.fires(row.left(first), row.between(first, second))
        ):
            return f"{found_by}/{cue.id}"
    return found_by
