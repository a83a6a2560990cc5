"""The closed vocabulary: entity types, roles, relations, kinds of result. Held once, here.

The ontology (``ontology/kg.ttl``), its shapes, the docs and the extraction format are tested
against these tables. Adding a relation means a row here and a term there; a test tells
which of the two is missing.

The definitions are those of the project's annotation guidelines.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "RELATIONS",
    "ROLES",
    "TYPES",
    "EntityType",
    "Relation",
    "RelationTerm",
    "ResultKind",
    "Role",
    "RoleTerm",
    "TypeTerm",
    "allowed_ends",
    "allowed_roles",
]


class EntityType(StrEnum):
    """What a thing is. ``Task`` and ``Metric`` are kinds of concept in the ontology."""

    METHOD = "Method"
    DATASET = "Dataset"
    TASK = "Task"
    METRIC = "Metric"
    CONCEPT = "Concept"


class Role(StrEnum):
    """What a thing does in a paper: the name of the paper → entity edge."""

    PROPOSES = "proposes"
    INTRODUCES = "introduces"
    USES = "uses"
    COMPARES = "compares"
    ADDRESSES = "addresses"
    REPORTS = "reports"
    STUDIES = "studies"
    MENTIONS = "mentions"


class Relation(StrEnum):
    """How two things relate: the name of the entity → entity edge."""

    EVALUATED_ON = "evaluated_on"
    ADDRESSES = "addresses"
    EXTENDS = "extends"
    PART_OF = "part_of"
    OUTPERFORMS = "outperforms"
    COMPARED_WITH = "compared_with"
    MEASURED_BY = "measured_by"
    SUBCLASS_OF = "subclass_of"
    CONCERNS = "concerns"


class ResultKind(StrEnum):
    """Whether a result's number stands for itself or for a difference or ratio."""

    ABSOLUTE = "absolute"
    IMPROVEMENT = "improvement"


@dataclass(frozen=True, slots=True)
class TypeTerm:
    """One entity type as the outside sees it.

    Attributes
    ----------
    iri : str
        Prefixed name of its class in the ontology.
    plural : str
        Word for several of them, lower case.
    meaning : str
        One sentence.
    """

    iri: str
    plural: str
    meaning: str


@dataclass(frozen=True, slots=True)
class RoleTerm:
    """One role as the outside sees it.

    Attributes
    ----------
    iri : str
        Prefixed name of its property in the ontology.
    types : tuple of EntityType
        Types of thing that may have the role.
    meaning : str
        What the paper does with the thing.
    """

    iri: str
    types: tuple[EntityType, ...]
    meaning: str


@dataclass(frozen=True, slots=True)
class RelationTerm:
    """One relation as the outside sees it.

    Attributes
    ----------
    iri : str
        Prefixed name of its property in the ontology.
    label : str
        Words for people: ``"evaluated on"``.
    heads, tails : tuple of EntityType
        Types it may join. Where ``same_type`` holds, both ends have one type.
    same_type : bool
        Both ends must be of one type.
    symmetric : bool
        Head and tail may be exchanged; stored once, smaller id first.
    meaning : str
        What the text says.
    """

    iri: str
    label: str
    heads: tuple[EntityType, ...]
    tails: tuple[EntityType, ...]
    meaning: str
    same_type: bool = False
    symmetric: bool = False


_METHOD, _DATASET, _TASK, _METRIC, _CONCEPT = EntityType
_ALL: Final = tuple(EntityType)

#: Entity types, in the order in which they are listed everywhere.
TYPES: Final[Mapping[EntityType, TypeTerm]] = MappingProxyType(
    {
        _METHOD: TypeTerm(
            "kg:Method",
            "methods",
            "A technique, model, algorithm, architecture, system or software.",
        ),
        _DATASET: TypeTerm(
            "kg:Dataset", "datasets", "A named data resource: data set, benchmark, corpus, survey."
        ),
        _TASK: TypeTerm(
            "kg:Task", "tasks", "A problem or an application that methods are judged on."
        ),
        _METRIC: TypeTerm("kg:Metric", "metrics", "A measure of quality, cost or error."),
        _CONCEPT: TypeTerm(
            "kg:Concept",
            "concepts",
            "Any other term of art: theory, property, phenomenon, object, field.",
        ),
    }
)

#: Roles, strongest first: where two extractions differ, the earlier one wins.
ROLES: Final[Mapping[Role, RoleTerm]] = MappingProxyType(
    {
        Role.PROPOSES: RoleTerm("kg:proposes", (_METHOD,), "The paper introduces the method."),
        Role.INTRODUCES: RoleTerm("kg:introduces", (_DATASET,), "The paper creates the data set."),
        Role.USES: RoleTerm(
            "kg:uses",
            (_METHOD, _DATASET),
            "The paper applies it, builds on it, trains or evaluates on it.",
        ),
        Role.COMPARES: RoleTerm(
            "kg:compares", (_METHOD,), "The method is a baseline or a competitor."
        ),
        Role.ADDRESSES: RoleTerm("kg:addresses", (_TASK,), "The paper works on the task."),
        Role.REPORTS: RoleTerm("kg:reports", (_METRIC,), "The paper makes a claim in the metric."),
        Role.STUDIES: RoleTerm("kg:studies", (_CONCEPT,), "The concept is a topic of the paper."),
        Role.MENTIONS: RoleTerm("kg:mentions", _ALL, "The paper names it as background only."),
    }
)

#: Relations, in the order in which they are listed everywhere.
RELATIONS: Final[Mapping[Relation, RelationTerm]] = MappingProxyType(
    {
        Relation.EVALUATED_ON: RelationTerm(
            "kg:evaluatedOn",
            "evaluated on",
            (_METHOD,),
            (_DATASET,),
            "It is tested or trained on it.",
        ),
        Relation.ADDRESSES: RelationTerm(
            "kg:addresses",
            "addresses",
            (_METHOD,),
            (_TASK,),
            "It is for the task, or applied to it.",
        ),
        Relation.EXTENDS: RelationTerm(
            "kg:extends",
            "extends",
            (_METHOD,),
            (_METHOD,),
            "It builds on it, generalises or modifies it, or is derived from it.",
        ),
        Relation.PART_OF: RelationTerm(
            "kg:partOf", "part of", (_METHOD,), (_METHOD,), "It is a component or a step of it."
        ),
        Relation.OUTPERFORMS: RelationTerm(
            "kg:outperforms", "outperforms", (_METHOD,), (_METHOD,), "It is better by some measure."
        ),
        Relation.COMPARED_WITH: RelationTerm(
            "kg:comparedWith",
            "compared with",
            (_METHOD,),
            (_METHOD,),
            "They are compared, and no winner is named.",
            symmetric=True,
        ),
        Relation.MEASURED_BY: RelationTerm(
            "kg:measuredBy",
            "measured by",
            (_METHOD, _TASK),
            (_METRIC,),
            "A claim about it is made in that metric.",
        ),
        Relation.SUBCLASS_OF: RelationTerm(
            "skos:broader", "kind of", _ALL, _ALL, "It is a kind of it.", same_type=True
        ),
        Relation.CONCERNS: RelationTerm(
            "kg:concerns",
            "concerns",
            (_METHOD, _TASK, _DATASET),
            (_CONCEPT,),
            "It is about it, exploits, mitigates or models it.",
        ),
    }
)


@cache
def allowed_roles(entity_type: EntityType) -> tuple[Role, ...]:
    """List the roles that a thing of this type may have in a paper, strongest first.

    Parameters
    ----------
    entity_type : EntityType
        Type of the thing.

    Returns
    -------
    tuple of Role
        Never empty; ``mentions`` is last.

    Examples
    --------
    >>> [str(role) for role in allowed_roles(EntityType.DATASET)]
    ['introduces', 'uses', 'mentions']
    """
    return tuple(role for role, term in ROLES.items() if entity_type in term.types)


@cache
def allowed_ends(relation: Relation, head: EntityType, tail: EntityType) -> bool:
    """Say whether a relation may join a head of one type to a tail of another.

    Parameters
    ----------
    relation : Relation
        The relation.
    head, tail : EntityType
        Types of its ends.

    Returns
    -------
    bool
        True if the vocabulary allows it.

    Examples
    --------
    >>> allowed_ends(Relation.EVALUATED_ON, EntityType.METHOD, EntityType.DATASET)
    True
    >>> allowed_ends(Relation.SUBCLASS_OF, EntityType.METHOD, EntityType.TASK)
    False
    """
    term = RELATIONS[relation]
    return head in term.heads and tail in term.tails and (not term.same_type or head == tail)
