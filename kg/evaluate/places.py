"""Records of one paper → the places of its mentions, its pairs of entities, its relations.

Records are plain: annotations name their mentions by string, predictions by place, as
``kg extract`` writes them. An annotated string stands for every place where it occurs.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from kg.errors import ValueCheckError, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = [
    "NOTHING",
    "Place",
    "cuts_word",
    "gold_places",
    "match_entities",
    "predicted_places",
    "surfaces_of",
    "triples_of",
]

#: Start, end and type of a mention.
Place = tuple[int, int, str]

#: The prediction of a paper that nobody read.
NOTHING: Final[Mapping[str, Any]] = {"entities": (), "relations": (), "results": ()}

_GAPS: Final = re.compile(r"[\s\-‐–]+")


def gold_places(text: str, entities: Iterable[Mapping[str, Any]]) -> set[Place]:
    """Find every place where an annotated mention stands: longest first, whole words, no overlap.

    Parameters
    ----------
    text : str
        The paper's text.
    entities : iterable of mapping
        ``type`` and ``mentions``, which are strings.

    Returns
    -------
    set of (int, int, str)
        Start, end and type.

    Examples
    --------
    >>> tasks = [{"type": "Task", "mentions": ["parsing", "deep parsing"]}]
    >>> sorted(gold_places("deep parsing, reparsing, parsing", tasks))
    [(0, 12, 'Task'), (25, 32, 'Task')]
    """
    wanted = {(mention, str(one["type"])) for one in entities for mention in one["mentions"]}
    taken = bytearray(len(text))
    found = set()
    for mention, kind in sorted(wanted, key=lambda pair: (-len(pair[0]), pair)):
        for match in re.finditer(re.escape(mention), text):
            start, end = match.span()
            if not (cuts_word(text, start, end) or any(taken[start:end])):
                taken[start:end] = b"\1" * (end - start)
                found.add((start, end, kind))
    return found


def cuts_word(text: str, start: int, end: int) -> bool:
    """Say whether a place begins or ends inside a word.

    Parameters
    ----------
    text : str
        The paper's text.
    start, end : int
        The place, half-open, not empty.

    Returns
    -------
    bool
        True if letters or digits go on beyond it.
    """
    before = start > 0 and text[start - 1].isalnum() and text[start].isalnum()
    return before or (end < len(text) and text[end].isalnum() and text[end - 1].isalnum())


def predicted_places(text: str, entities: Iterable[Mapping[str, Any]]) -> set[Place]:
    """List the places of predicted mentions, after a check that they are there.

    Parameters
    ----------
    text : str
        The paper's text.
    entities : iterable of mapping
        ``type`` and ``mentions`` with ``start``, ``end`` and ``text``.

    Returns
    -------
    set of (int, int, str)
        Start, end and type.

    Raises
    ------
    ValueCheckError
        If the text has something else there.
    """
    found = set()
    for entity in entities:
        for mention in entity["mentions"]:
            start, end = mention["start"], mention["end"]
            if text[start:end] != mention["text"]:
                told = f"the text at {start}:{end} is {shown(text[start:end])}"
                raise ValueCheckError(f"{told}, not {shown(mention['text'])}")
            found.add((start, end, str(entity["type"])))
    return found


def surfaces_of(entity: Mapping[str, Any]) -> frozenset[str]:
    """Fold the surfaces of an entity: case, hyphens and a final s do not count.

    Parameters
    ----------
    entity : mapping
        ``mentions``: strings, or objects with ``text``.

    Returns
    -------
    frozenset of str
        Folded surfaces.
    """
    texts = (one if isinstance(one, str) else one["text"] for one in entity["mentions"])
    return frozenset(map(_fold, texts))


def _fold(text: str) -> str:
    folded = _GAPS.sub(" ", text.casefold()).strip()
    return folded[:-1] if folded.endswith("s") and not folded.endswith("ss") else folded


def match_entities(
    gold: Iterable[Mapping[str, Any]], predicted: Iterable[Mapping[str, Any]]
) -> dict[int, int]:
    """Pair entities that share a surface; each is used once.

    Parameters
    ----------
    gold, predicted : iterable of mapping
        Entities with ``mentions``.

    Returns
    -------
    dict of int to int
        Place among the first → place among the second; the earliest that fits.
    """
    others = [surfaces_of(one) for one in predicted]
    pairs: dict[int, int] = {}
    used: set[int] = set()
    for i, entity in enumerate(gold):
        mine = surfaces_of(entity)
        for j, other in enumerate(others):
            if j not in used and mine & other:
                pairs[i] = j
                used.add(j)
                break
    return pairs


def triples_of(record: Mapping[str, Any]) -> set[tuple[str, str, str]]:
    """List the relations of a record, each once.

    Parameters
    ----------
    record : mapping
        ``relations``: objects with ``head``, ``relation``, ``tail``, or lists of the three.

    Returns
    -------
    set of (str, str, str)
        Head, relation, tail.
    """
    return {
        (one["head"], one["relation"], one["tail"])
        if isinstance(one, dict)
        else (one[0], one[1], one[2])
        for one in record.get("relations", ())
    }
