"""Draft entities → entities with a role, such as ``proposes``, ``uses`` or ``studies``.

A softmax model for each entity type chooses among the roles that the type may have; its features
are the entity's name and places and the documented cues beside them (``kg.extract.patterns``).
One rule stands above the model: what the text says outright ("we propose the Transformer, …").
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.extract.linear import LinearModel, load_models, softmax
from kg.extract.role_features import own_features, place_features, row_cues
from kg.extract.scene import set_scene
from kg.model import Entity
from kg.vocabulary import EntityType, Role

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from kg.extract.entities import DraftEntity
    from kg.extract.reading import Reading
    from kg.extract.scene import Occurrence, Scene
    from kg.model import Span

__all__ = ["ROLE_SOURCE", "assign_roles", "assign_roles_by", "load_role_models"]

#: Who chose the role.
ROLE_SOURCE: Final = "model.roles-1"

#: Who chose the role where the text says it outright and the model does not see it: a name that is
#: known from other papers ("we propose the Transformer, …") is a thing that papers use.
PROPOSAL_RULE: Final = "role.we-propose"

#: Of what the rule finds in the annotations, 235 of 237 are proposals (methods) or introduced (data
#: sets).
PROPOSAL_PRECISION: Final = 0.99

_PROPOSED: Final = {EntityType.METHOD: Role.PROPOSES, EntityType.DATASET: Role.INTRODUCES}

_WE_PROPOSE: Final = re.compile(
    r"(?:\b[Ww]e|\b[Tt]his (?:paper|work|article)|[Hh]ere,? we)"
    r"(?: (?:then|therefore|also|further|thus|here|first|next|finally))?"
    r" (?:propose|introduce|present|develop)s? (?:an? |the |novel |new |simple |efficient )*$"
)
#: What follows a name and does not go on with it, as "LoRA-guided pruning" does.
_NAME_ENDS: Final = re.compile(r"\s?(?:,|\(|\.\s|:|;)|\s(?:which|that|in which|to)\b")


@cache
def load_role_models() -> Mapping[EntityType, LinearModel]:
    """Load the shipped models; read once.

    Returns
    -------
    mapping of EntityType to LinearModel
        Labels are the roles that the type may have.
    """
    return {
        EntityType(kind): LinearModel.from_record(record)
        for kind, record in load_models("roles").items()
    }


def assign_roles(reading: Reading, drafts: Sequence[DraftEntity]) -> tuple[Entity, ...]:
    """Give each entity of a paper its role.

    Parameters
    ----------
    reading : Reading
        The paper's sentences and tokens.
    drafts : sequence of DraftEntity
        Its entities, names unique.

    Returns
    -------
    tuple of Entity
        In the order of the drafts. ``role_confidence`` is the model's chance for the role;
        ``role_evidence`` is the sentence whose words speak most for it.
    """
    return assign_roles_by(load_role_models(), reading, drafts)


def assign_roles_by(
    models: Mapping[EntityType, LinearModel],
    reading: Reading,
    drafts: Sequence[DraftEntity],
    *,
    told: Sequence[Mapping[str, float]] | None = None,
    source: str = ROLE_SOURCE,
    scene: Scene | None = None,
    sure: Callable[[float], float] = float,
) -> tuple[Entity, ...]:
    """Give each entity of a paper its role, with models of the caller's.

    Parameters
    ----------
    models : mapping of EntityType to LinearModel
        One a type.
    reading : Reading
        The paper's sentences and tokens.
    drafts : sequence of DraftEntity
        Its entities.
    told : sequence of Mapping of str to float, optional
        Chances of the roles of each entity by another judge, who chooses then; the models only
        say which sentence speaks most for what was chosen.
    source : str, optional
        Who chose.
    scene : Scene, optional
        Of these drafts, if the caller has set it.
    sure : callable, optional
        Chance of the role that was chosen → confidence.

    Returns
    -------
    tuple of Entity
        As of :func:`assign_roles`.
    """
    if not drafts:
        return ()
    scene = scene or set_scene(reading, drafts)
    entities = []
    features = own_features(scene) if told is None else ()
    for number, draft in enumerate(drafts):
        model = models[draft.type]
        if told is None:
            chances = softmax(model.score(features[number]))
        else:
            # A role is a string, and equal to its label.
            chances = tuple([told[number].get(label, 0.0) for label in model.labels])
        label = max(range(len(chances)), key=lambda one: (chances[one], -one))
        stated = _stated_proposal(reading, draft)
        if stated is not None and model.labels[label] != _PROPOSED[draft.type]:
            entities.append(_proposal(draft, stated))
            continue
        entities.append(
            Entity(
                name=draft.name,
                type=draft.type,
                role=Role(model.labels[label]),
                mentions=draft.mentions,
                confidence=draft.confidence,
                role_evidence=_best_sentence(scene, number, model, label),
                role_source=source,
                role_confidence=sure(round(chances[label], 4)),
            )
        )
    return tuple(entities)


def _stated_proposal(reading: Reading, draft: DraftEntity) -> Span | None:
    """Find the sentence that says "we propose the X," of a thing; None if there is none."""
    if draft.type not in _PROPOSED:
        return None
    text = reading.paper.text
    for mention in draft.mentions:
        span = mention.span
        before = text[max(0, span.start - 80) : span.start]
        if _WE_PROPOSE.search(before) and _NAME_ENDS.match(text, span.end):
            return reading.sentence_of(span.start).span
    return None


def _proposal(draft: DraftEntity, sentence: Span) -> Entity:
    return Entity(
        name=draft.name,
        type=draft.type,
        role=_PROPOSED[draft.type],
        mentions=draft.mentions,
        confidence=draft.confidence,
        role_evidence=sentence,
        role_source=PROPOSAL_RULE,
        role_confidence=PROPOSAL_PRECISION,
    )


def _best_sentence(scene: Scene, number: int, model: LinearModel, label: int) -> Span:
    """Pick the sentence that speaks most for a role; the title only where it stands alone."""
    places = scene.places[number]
    body = [place for place in places if not scene.rows[place.row].is_title]
    choices = body or places
    if len({place.row for place in choices}) == 1:
        return scene.rows[choices[0].row].span
    cues = row_cues(scene)

    def lead(place: Occurrence) -> float:
        words = frozenset(place_features(scene, place, cues[place.row]))
        scores = model.score(words)
        return scores[label] - max(score for other, score in enumerate(scores) if other != label)

    return scene.rows[max(choices, key=lead).row].span
