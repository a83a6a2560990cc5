"""A language model's answer → what of it holds: every claim is checked against text and vocabulary.

A model may make things up. What has no verbatim place in the text, or a type, role or relation that
the vocabulary does not have, is refused and counted; nothing is repaired.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from kg.extract.generic import is_generic
from kg.extract.llm_client import AnswerError
from kg.model import Dropped, Span
from kg.vocabulary import EntityType, Role, allowed_roles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.reading import Reading

__all__ = ["CheckedAnswer", "ToldEntity", "check_answer", "find_places"]

#: Most records of a kind that are looked at; an abstract has some tens.
MAX_RECORDS: Final = 300

#: Longest name, in characters.
MAX_NAME: Final = 200

_FENCE: Final = re.compile(r"\A\s*```[a-z]*\s*\n(.*?)\n?\s*```\s*\Z", re.S)


@dataclass(frozen=True, slots=True)
class ToldEntity:
    """An entity of an answer, of which something stands in the text.

    Attributes
    ----------
    name : str
        What the answer calls it.
    type : EntityType
        Its type.
    role : Role or None
        Its role; None where the told one is none for its type.
    places : tuple of Span
        Where it stands, by start; never empty.
    """

    name: str
    type: EntityType
    role: Role | None
    places: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class CheckedAnswer:
    """What of an answer holds so far.

    Attributes
    ----------
    entities : tuple of ToldEntity
        Their places are disjoint.
    relations, results : tuple of dict
        As told; they are checked when the entities are known.
    """

    entities: tuple[ToldEntity, ...] = ()
    relations: tuple[dict[str, Any], ...] = ()
    results: tuple[dict[str, Any], ...] = ()


@dataclass
class _Checker:
    reading: Reading
    dropped: list[Dropped]
    taken: set[int] = field(default_factory=set)

    def drop(self, reason: str, text: object) -> None:
        told = text if isinstance(text, str) else json.dumps(text, ensure_ascii=False)
        told = " ".join(told.split())[:MAX_NAME]
        self.dropped.append(Dropped("extract", reason, told, self.reading.paper.id))

    def records(self, answer: dict[str, Any], name: str) -> list[dict[str, Any]]:
        given = answer.get(name, [])
        if not isinstance(given, list):
            self.drop("malformed", f"{name} is no list")
            return []
        if len(given) > MAX_RECORDS:
            self.drop("too-many", f"{len(given) - MAX_RECORDS} {name}")
        kept = []
        for one in given[:MAX_RECORDS]:
            if isinstance(one, dict):
                kept.append(one)
            else:
                self.drop("malformed", one)
        return kept

    def entity(self, told: dict[str, Any]) -> ToldEntity | None:
        name, kind = told.get("name"), told.get("type")
        if not isinstance(name, str) or not isinstance(told.get("mentions"), list):
            self.drop("malformed", told)
            return None
        if kind not in set(EntityType):
            self.drop("unknown-type", f"{name} [{kind}]")
            return None
        role: Role | None = None
        if told.get("role") in set(Role):
            role = Role(told["role"])
        if role not in allowed_roles(EntityType(kind)):
            self.drop("unknown-role", f"{told.get('role')} {name}")
            role = None
        places = [place for one in told["mentions"][:MAX_RECORDS] for place in self.places(one)]
        return ToldEntity(name, EntityType(kind), role, tuple(sorted(places))) if places else None

    def places(self, mention: object) -> Iterator[Span]:
        text = mention.get("text") if isinstance(mention, dict) else mention
        if not isinstance(text, str) or not text.strip() or len(text) > MAX_NAME:
            self.drop("malformed", mention)
            return
        if isinstance(mention, dict) and "start" in mention and not self._stands(mention, text):
            self.drop("wrong-place", mention)
            return
        if is_generic(text):
            self.drop("generic-word", text)
            return
        found = list(find_places(self.reading, text))
        if not found:
            self.drop("no-verbatim-place", text)
        for span in found:
            inside = set(range(span.start, span.end))
            if self.taken.isdisjoint(inside):
                self.taken |= inside
                yield span

    def _stands(self, mention: dict[str, Any], text: str) -> bool:
        start, end = mention["start"], mention.get("end")
        whole = self.reading.paper.text
        return isinstance(start, int) and isinstance(end, int) and whole[start:end] == text


def find_places(reading: Reading, text: str) -> Iterator[Span]:
    """Find where a string stands as words of its own, to the letter.

    Parameters
    ----------
    reading : Reading
        The paper.
    text : str
        Not empty.

    Yields
    ------
    Span
        By start, disjoint, each within a sentence.
    """
    whole = reading.paper.text
    start = whole.find(text)
    while start >= 0:
        span = Span(start, start + len(text))
        first, last = reading.tokens_of(span)
        if (
            first < last
            and reading.span_of(first, last) == span
            and reading.sentence_at(first) == reading.sentence_at(last - 1)
        ):
            yield span
            start = whole.find(text, span.end)
        else:
            start = whole.find(text, start + 1)


def check_answer(content: str, reading: Reading, dropped: list[Dropped]) -> CheckedAnswer:
    """Read an answer and keep the entities that stand in the text.

    Parameters
    ----------
    content : str
        What the model wrote: one JSON object, perhaps in a fence.
    reading : Reading
        The paper.
    dropped : list of Dropped
        Takes up what is refused.

    Returns
    -------
    CheckedAnswer
        Entities by first place.

    Raises
    ------
    AnswerError
        If it is no JSON object.
    """
    fenced = _FENCE.match(content)
    try:
        answer = json.loads(fenced[1] if fenced else content)
    except (ValueError, RecursionError) as error:
        raise AnswerError("not JSON") from error
    if not isinstance(answer, dict):
        raise AnswerError("no JSON object")
    checker = _Checker(reading, dropped)
    told = checker.records(answer, "entities")
    # The longest names take their places first, as in the annotations.
    order = sorted(range(len(told)), key=lambda at: (-_longest(told[at]), at))
    entities = [one for at in order if (one := checker.entity(told[at])) is not None]
    return CheckedAnswer(
        tuple(sorted(entities, key=lambda one: one.places[0])),
        tuple(checker.records(answer, "relations")),
        tuple(checker.records(answer, "results")),
    )


def _longest(told: dict[str, Any]) -> int:
    mentions = told.get("mentions")
    if not isinstance(mentions, list):
        return 0
    return max((len(one) for one in mentions if isinstance(one, str)), default=0)
