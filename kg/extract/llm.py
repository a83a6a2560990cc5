"""The extractor that asks a language model, one question a paper; it has to prove what it says."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from kg.errors import ArgumentError
from kg.extract.entities import TypedMention, surface_key
from kg.extract.llm_answer import CheckedAnswer, check_answer, find_places
from kg.extract.llm_client import AnswerError, ChatClient
from kg.extract.llm_schema import ANSWER_SCHEMA, PROMPT_VERSION, messages_for
from kg.extract.roles import assign_roles
from kg.model import Dropped, Mention, RelationClaim, ResultClaim
from kg.vocabulary import EntityType, Relation, ResultKind, allowed_ends, allowed_roles

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extract.entities import DraftEntity
    from kg.extract.extractor import ReadPaper
    from kg.model import Entity, Span
    from kg.vocabulary import Role

__all__ = ["CONFIDENCE", "KEY_VARIABLE", "LlmExtractor"]

#: Confidence of all that a language model says and can show in the text. Not calibrated: what such
#: models say of their own confidence is no better.
CONFIDENCE: Final = 0.7

#: Environment variable with the endpoint's key.
KEY_VARIABLE: Final = "KG_LLM_KEY"

#: How often a paper is asked about where the answer cannot be read.
_N_ANSWERS: Final = 2

_NOT_IN_A_VERSION: Final = re.compile(r"[^\w.-]+")


class _PaperByLlm:
    """One paper, read by a language model."""

    def __init__(self, paper: ReadPaper, client: ChatClient, version: str) -> None:
        self._paper = paper
        self._client = client
        self._version = version

    @cached_property
    def _answer(self) -> CheckedAnswer:
        reading = self._paper.reading
        if not reading.tokens:
            return CheckedAnswer()
        why = ""
        for _ in range(_N_ANSWERS):
            try:
                content = self._client.ask(messages_for(reading.paper), ANSWER_SCHEMA)
                return check_answer(content, reading, self._paper.dropped)
            except AnswerError as error:
                why = str(error)
        self._drop("unreadable-answer", why)
        return CheckedAnswer()

    def _drop(self, reason: str, text: object) -> None:
        told = " ".join(str(text).split())[:200]
        self._paper.dropped.append(Dropped("extract", reason, told, self._paper.reading.paper.id))

    def mentions(self) -> tuple[TypedMention, ...]:
        text = self._paper.reading.paper.text
        found = [
            TypedMention(
                Mention(span, text[span.start : span.end], self._version, CONFIDENCE), told.type
            )
            for told in self._answer.entities
            for span in told.places
        ]
        return tuple(sorted(found, key=lambda one: one.mention.span))

    def entities(self, drafts: Sequence[DraftEntity]) -> tuple[Entity, ...]:
        text = self._paper.reading.paper.text
        roles: dict[str, Role] = {}
        for told in self._answer.entities:
            if told.role is None:
                continue
            for span in told.places:
                roles.setdefault(surface_key(text[span.start : span.end]), told.role)
        # Where the answer has no role, what the user taught for example, the rules give one.
        return tuple(
            self._with_role(entity, [roles.get(surface_key(one)) for one in entity.surfaces])
            for entity in assign_roles(self._paper.reading, drafts)
        )

    def _with_role(self, entity: Entity, told: Sequence[Role | None]) -> Entity:
        fitting = [role for role in told if role is not None and role in allowed_roles(entity.type)]
        if not fitting:
            return entity
        role = fitting[0]
        evidence = entity.role_evidence
        if role is not entity.role:
            title_end = len(self._paper.reading.paper.title)
            spans = [one.span for one in entity.mentions]
            in_abstract = [span for span in spans if span.start > title_end]
            evidence = self._sentence((in_abstract or spans)[0].start)
        return replace(
            entity,
            role=role,
            role_evidence=evidence,
            role_source=self._version,
            role_confidence=CONFIDENCE,
        )

    def _sentence(self, start: int) -> Span:
        return self._paper.reading.sentence_of(start).span

    def relations(self, entities: Sequence[Entity]) -> tuple[RelationClaim, ...]:
        found: dict[tuple[str, ...], RelationClaim] = {}
        for told in self._answer.relations:
            claim = self._relation(told, entities)
            if claim is not None:
                found.setdefault((claim.head, claim.relation.value, claim.tail), claim)
        return tuple(found[key] for key in sorted(found))

    def _relation(self, told: dict[str, Any], entities: Sequence[Entity]) -> RelationClaim | None:
        words = f"{told.get('head')} {told.get('relation')} {told.get('tail')}"
        if told.get("relation") not in set(Relation):
            self._drop("unknown-relation", words)
            return None
        relation = Relation(told["relation"])
        head, tail = self._find(told.get("head"), entities), self._find(told.get("tail"), entities)
        if head is None or tail is None or head is tail:
            self._drop("unknown-end", words)
            return None
        if not allowed_ends(relation, head.type, tail.type):
            self._drop("ends-not-allowed", words)
            return None
        quote = told.get("evidence")
        text = self._paper.reading.paper.text
        at = text.find(quote.strip()) if isinstance(quote, str) and quote.strip() else -1
        if at < 0:
            self._drop("no-verbatim-place", f"{words}: {quote}")
            return None
        evidence = self._sentence(at)
        if not any(
            evidence.start <= one.span.start < evidence.end
            for end in (head, tail)
            for one in end.mentions
        ):
            self._drop("evidence-names-no-end", words)
            return None
        return RelationClaim(head.name, relation, tail.name, evidence, self._version, CONFIDENCE)

    def _find(self, name: object, entities: Sequence[Entity]) -> Entity | None:
        """Find the entity that the answer calls so: by its places, else by a surface."""
        if not isinstance(name, str):
            return None
        places = {
            span for told in self._answer.entities if told.name == name for span in told.places
        }
        key = surface_key(name)
        for entity in entities:
            if any(one.span in places for one in entity.mentions):
                return entity
        return next(
            (one for one in entities if key in {surface_key(text) for text in one.surfaces}), None
        )

    def results(self, entities: Sequence[Entity]) -> tuple[ResultClaim, ...]:
        found: dict[tuple[Span, str, str, str], ResultClaim] = {}
        for told in self._answer.results:
            claim = self._result(told, entities)
            if claim is not None:
                key = (claim.value_span, claim.method, claim.dataset or "", claim.metric or "")
                found.setdefault(key, claim)
        return tuple(found[key] for key in sorted(found))

    def _result(self, told: dict[str, Any], entities: Sequence[Entity]) -> ResultClaim | None:
        value, kind = told.get("value"), told.get("kind")
        if kind not in set(ResultKind):
            self._drop("unknown-kind", f"{value} [{kind}]")
            return None
        method = self._find_typed(told.get("method"), entities, EntityType.METHOD)
        if method is None:
            self._drop("unknown-end", f"{told.get('method')}: {value}")
            return None
        places: list[Span] = []
        if isinstance(value, str) and any(char.isdigit() for char in value):
            places = list(find_places(self._paper.reading, value))
        if not places:
            self._drop("no-verbatim-place", value)
            return None
        baseline = told.get("baseline")
        other = self._find(baseline, entities)
        if other is not None:
            baseline = other.name
        elif baseline is not None and baseline not in self._paper.reading.paper.text:
            self._drop("no-verbatim-place", baseline)
            baseline = None
        return ResultClaim(
            method=method,
            dataset=self._find_typed(told.get("dataset"), entities, EntityType.DATASET),
            metric=self._find_typed(told.get("metric"), entities, EntityType.METRIC),
            value=str(value),
            kind=ResultKind(kind),
            baseline=baseline,
            evidence=self._sentence(places[0].start),
            value_span=places[0],
            source=self._version,
            confidence=CONFIDENCE,
        )

    def _find_typed(self, name: object, entities: Sequence[Entity], kind: EntityType) -> str | None:
        found = self._find(name, entities)
        return found.name if found is not None and found.type is kind else None


class LlmExtractor:
    """Reads papers with a language model behind an OpenAI-compatible endpoint.

    Parameters
    ----------
    place : str
        ``"URL#MODEL"``.
    client : ChatClient, optional
        Who asks; made from ``place`` and the environment, if not given.

    Raises
    ------
    ArgumentError
        If URL or model is missing.
    """

    def __init__(self, place: str, client: ChatClient | None = None) -> None:
        url, _, model = place.partition("#")
        if not url or not model:
            hint = "give its address and the name of its model, or KG_LLM_URL and KG_LLM_MODEL"
            raise ArgumentError("llm_url", "no endpoint is named", hint=hint)
        self._client = client or ChatClient(url, model, key=os.environ.get(KEY_VARIABLE, ""))
        self.version = f"llm.{_NOT_IN_A_VERSION.sub('-', model)}-{PROMPT_VERSION}"

    def open(self, paper: ReadPaper) -> _PaperByLlm:
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
        return _PaperByLlm(paper, self._client, self.version)
