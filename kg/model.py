"""What was found in one paper: frozen values, checked when made.

A mention is a place, not a string: it can only be made if the text has exactly that there.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.errors import ValueCheckError, shown
from kg.paper import Paper, Span
from kg.vocabulary import EntityType, Relation, ResultKind, Role, allowed_ends, allowed_roles

__all__ = [
    "Dropped",
    "Entity",
    "Extraction",
    "Mention",
    "Paper",
    "RelationClaim",
    "ResultClaim",
    "Span",
]


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in a paper's text that names an entity.

    Attributes
    ----------
    span : Span
        Where.
    text : str
        The surface, to the letter.
    source : str
        Who found it: ``"model.<name>-<version>"``, ``"lexicon"``, ``"abbr.schwartz-hearst"``, …
    confidence : float
        0 to 1.
    """

    span: Span
    text: str
    source: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing in one paper.

    Attributes
    ----------
    name : str
        Best full name among its mentions; unique in the paper.
    type : EntityType
        Its type in this paper.
    role : Role
        What it does in this paper.
    mentions : tuple of Mention
        By start; never empty.
    confidence : float
        That it is an entity of this type, 0 to 1.
    role_evidence : Span
        The sentence that shows the role.
    role_source : str
        The rule or model that chose the role.
    role_confidence : float
        That the role is right, given the entity; 0 to 1.
    """

    name: str
    type: EntityType
    role: Role
    mentions: tuple[Mention, ...]
    confidence: float
    role_evidence: Span
    role_source: str
    role_confidence: float = 1.0

    def __post_init__(self) -> None:
        if not self.mentions:
            raise ValueCheckError(f"entity {shown(self.name)} has no mention")
        if self.role not in allowed_roles(self.type):
            raise ValueCheckError(
                f"entity {shown(self.name)}: a {self.type} cannot be {shown(self.role)}"
            )

    @property
    def surfaces(self) -> tuple[str, ...]:
        """Distinct surfaces, sorted."""
        if len(self.mentions) == 1:
            return (self.mentions[0].text,)
        return tuple(sorted({mention.text for mention in self.mentions}))


@dataclass(frozen=True, slots=True)
class RelationClaim:
    """A relation that one paper states between two of its entities.

    Attributes
    ----------
    head, tail : str
        Names of entities of the same paper.
    relation : Relation
        What holds.
    evidence : Span
        The sentence that says it.
    source : str
        The rule or model that found it.
    confidence : float
        0 to 1.
    """

    head: str
    relation: Relation
    tail: str
    evidence: Span
    source: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class ResultClaim:
    """A number that one paper claims.

    Attributes
    ----------
    method : str
        Name of an entity of the paper.
    dataset, metric : str or None
        Names of entities of the paper; None where the text does not say.
    value : str
        As printed.
    kind : ResultKind
        Whether the number stands for itself or for a difference.
    baseline : str or None
        Name of an entity, or the text's own words; None where there is none.
    evidence : Span
        The sentence that says it.
    value_span : Span
        Where the value is printed.
    source : str
        The rule that found it.
    confidence : float
        0 to 1.
    """

    method: str
    dataset: str | None
    metric: str | None
    value: str
    kind: ResultKind
    baseline: str | None
    evidence: Span
    value_span: Span
    source: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, order=True)
class Dropped:
    """Something that was found and not kept.

    Attributes
    ----------
    stage : str
        Part of ``kg`` that dropped it: ``"extract"``, ``"link"``, …
    reason : str
        Id of the reason: ``"generic-word"``, ``"below-threshold"``, ``"ends-not-allowed"``, …
    text : str
        What it was, in a few words.
    paper : str
        Id of the paper.
    """

    stage: str
    reason: str
    text: str
    paper: str


@dataclass(frozen=True)
class Extraction:
    """All that was found in one paper.

    Attributes
    ----------
    paper : Paper
        The paper itself.
    entities : tuple of Entity
        By first mention.
    relations : tuple of RelationClaim
        By head, relation, tail; no doubles.
    results : tuple of ResultClaim
        By place of the value.
    dropped : tuple of Dropped
        What was found and not kept, sorted.

    Raises
    ------
    ValueCheckError
        If a mention is not in the text to the letter, a name is given twice, a relation joins
        types that it must not, or names an entity that is not there.
    """

    paper: Paper
    entities: tuple[Entity, ...] = ()
    relations: tuple[RelationClaim, ...] = ()
    results: tuple[ResultClaim, ...] = ()
    dropped: tuple[Dropped, ...] = field(default=(), compare=False)

    def __post_init__(self) -> None:
        types: dict[str, EntityType] = {}
        for entity in self.entities:
            if entity.name in types:
                raise ValueCheckError(
                    f"two entities named {shown(entity.name)} in {shown(self.paper.id)}"
                )
            types[entity.name] = entity.type
            for mention in entity.mentions:
                self._check_place(mention)
        for claim in self.relations:
            if claim.head not in types or claim.tail not in types:
                raise ValueCheckError(f"no such entity: {shown(claim.head)} or {shown(claim.tail)}")
            if claim.head == claim.tail:
                raise ValueCheckError(f"{shown(claim.head)} is related to itself")
            if not allowed_ends(claim.relation, types[claim.head], types[claim.tail]):
                raise ValueCheckError(f"types do not fit: {claim}")
        for result in self.results:
            for name in (result.method, result.dataset, result.metric):
                if name is not None and name not in types:
                    raise ValueCheckError(f"no such entity: {shown(name)}")

    def _check_place(self, mention: Mention) -> None:
        stands = self.paper.text[mention.span.start : mention.span.end]
        if stands != mention.text:
            where = f"{mention.span.start}:{mention.span.end}"
            raise ValueCheckError(f"text at {where} is {shown(stands)}, not {shown(mention.text)}")
