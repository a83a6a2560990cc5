"""The extractor that finds mentions with a GLiNER model of the user's; the rest is read by rules.

References
----------
U. Zaratiana, N. Tomeh, P. Holat, T. Charnois: GLiNER: Generalist model for named entity recognition
using bidirectional transformer. NAACL 2024.
"""

from __future__ import annotations

import importlib
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kg.errors import ArgumentError
from kg.extract.entities import TypedMention
from kg.extract.generic import is_generic
from kg.extract.relations import find_relations
from kg.extract.results import find_results
from kg.extract.roles import assign_roles
from kg.model import Dropped, Mention, Span
from kg.vocabulary import EntityType

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.extract.entities import DraftEntity
    from kg.extract.extractor import ReadPaper
    from kg.model import Entity, RelationClaim, ResultClaim

__all__ = ["LABELS", "GlinerExtractor"]

#: What the model is asked for → the type of what it finds.
LABELS: Final[Mapping[str, EntityType]] = {
    "method": EntityType.METHOD,
    "dataset": EntityType.DATASET,
    "task": EntityType.TASK,
    "evaluation metric": EntityType.METRIC,
    "scientific concept": EntityType.CONCEPT,
}

#: Least score of a mention; the package's own default.
THRESHOLD: Final = 0.5

_NOT_IN_A_VERSION: Final = re.compile(r"[^\w.-]+")


class _PaperByGliner:
    """One paper, with mentions by the model."""

    def __init__(self, paper: ReadPaper, model: Any, version: str) -> None:
        self._paper = paper
        self._model = model
        self._version = version

    def mentions(self) -> tuple[TypedMention, ...]:
        """Find mentions sentence by sentence: models have room for some hundred words only."""
        text = self._paper.reading.paper.text
        found: list[TypedMention] = []
        for sentence in self._paper.reading.sentences:
            start, end = sentence.span.start, sentence.span.end
            told = self._model.predict_entities(text[start:end], list(LABELS), threshold=THRESHOLD)
            for one in sorted(told, key=lambda one: (one["start"], -one["end"])):
                span = Span(start + one["start"], start + one["end"])
                kept = self._checked(one, span, end)
                if kept is not None and not (found and found[-1].mention.span.end > span.start):
                    found.append(kept)
        return tuple(found)

    def _checked(self, told: Mapping[str, Any], span: Span, end: int) -> TypedMention | None:
        reading = self._paper.reading
        stands = reading.paper.text[span.start : min(span.end, end)]
        reason = ""
        if not told["text"] or stands != told["text"]:
            reason = "no-verbatim-place"
        elif told["label"] not in LABELS:
            reason = "unknown-type"
        elif reading.span_of(*reading.tokens_of(span)) != span:
            reason = "part-of-a-word"
        elif is_generic(stands):
            reason = "generic-word"
        if reason:
            self._paper.dropped.append(
                Dropped("extract", reason, str(told["text"])[:200], reading.paper.id)
            )
            return None
        score = round(min(1.0, max(0.0, float(told["score"]))), 4)
        return TypedMention(Mention(span, stands, self._version, score), LABELS[told["label"]])

    def entities(self, drafts: Sequence[DraftEntity]) -> tuple[Entity, ...]:
        return assign_roles(self._paper.reading, drafts)

    def relations(self, entities: Sequence[Entity]) -> tuple[RelationClaim, ...]:
        return find_relations(self._paper.reading, entities)

    def results(self, entities: Sequence[Entity]) -> tuple[ResultClaim, ...]:
        return find_results(self._paper.reading, entities)


class GlinerExtractor:
    """Reads papers with a GLiNER model from a folder.

    Parameters
    ----------
    folder : str
        The model's files, as the gliner package saves them; nothing is fetched.

    Raises
    ------
    ArgumentError
        If no folder is named, it holds no model, or the gliner package is not installed.
    """

    def __init__(self, folder: str) -> None:
        where = "gliner_model"
        if not folder or not Path(folder).is_dir():
            hint = "give the folder of a GLiNER model, or KG_GLINER_MODEL"
            raise ArgumentError(where, f"{folder!r} is no folder", hint=hint)
        try:
            package = importlib.import_module("gliner")
        except ImportError as error:
            hint = "pip install 'kg[gliner]'"
            raise ArgumentError(where, "the gliner package is not there", hint=hint) from error
        try:
            self._model = package.GLiNER.from_pretrained(folder, local_files_only=True)
        except (OSError, ValueError, LookupError, RuntimeError) as error:
            what = f"{folder!r} cannot be loaded as a GLiNER model ({type(error).__name__})"
            raise ArgumentError(where, what) from error
        name = _NOT_IN_A_VERSION.sub("-", Path(folder).resolve().name)
        self.version = f"gliner.{name}"

    def open(self, paper: ReadPaper) -> _PaperByGliner:
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
        return _PaperByGliner(paper, self._model, self.version)
