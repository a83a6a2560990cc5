"""Gold and a lexicon → what share of its matches is right, string by string and list by list."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.extract.lexicon import Lexicon, name_key
from kg.extract.tokens import iter_token_spans
from kg.vocabulary import EntityType

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

__all__ = ["Evidence", "GoldText", "Share", "measure", "read_gold", "weigh"]


@dataclass(frozen=True, slots=True)
class GoldText:
    """A text of the gold: its tokens and where its mentions stand.

    Attributes
    ----------
    tokens : tuple of str
        Words and signs.
    spans : mapping of (int, int) to EntityType
        Gold mentions, as tokens, half-open.
    """

    tokens: tuple[str, ...]
    spans: Mapping[tuple[int, int], EntityType]


def _mark(text: str, entities: Iterable[Mapping[str, Any]]) -> GoldText:
    """Find the gold mentions as the scorer does: longest first, whole words, no overlap."""
    places = list(iter_token_spans(text))
    starts = {start: number for number, (start, _) in enumerate(places)}
    ends = {end: number for number, (_, end) in enumerate(places, start=1)}
    taken = bytearray(len(places))
    spans: dict[tuple[int, int], EntityType] = {}
    wanted = {(mention, entity["type"]) for entity in entities for mention in entity["mentions"]}
    for mention, kind in sorted(wanted, key=lambda pair: (-len(pair[0]), pair)):
        for found in re.finditer(re.escape(mention), text):
            first, last = starts.get(found.start()), ends.get(found.end())
            if first is not None and last is not None and not any(taken[first:last]):
                taken[first:last] = b"\1" * (last - first)
                spans[first, last] = EntityType(kind)
    return GoldText(tuple(text[start:end] for start, end in places), spans)


def read_gold(folder: Path, part: str) -> list[GoldText]:
    """Read one part of the gold.

    Parameters
    ----------
    folder : Path
        Holds ``papers.jsonl`` and the parts.
    part : str
        ``"train"`` or ``"dev"``.

    Returns
    -------
    list of GoldText
        In the order of the file.
    """

    def rows(name: str) -> Iterator[dict[str, Any]]:
        lines = (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        return (json.loads(line) for line in lines if line.strip())

    papers = {row["id"]: f"{row['title']}\n{row['abstract']}" for row in rows("papers")}
    return [_mark(papers[row["id"]], row["entities"]) for row in rows(part)]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the gold says of one string.

    Attributes
    ----------
    places : int
        Times it was matched, not inside a longer name.
    mentions : Counter of EntityType
        Of those, times it was a gold mention, to the letter, by the mention's type.
    """

    places: int
    mentions: Counter[EntityType]


def weigh(lexicon: Lexicon, texts: Iterable[GoldText]) -> dict[str, Evidence]:
    """Count how often each matched string is a gold mention.

    Parameters
    ----------
    lexicon : Lexicon
        What is weighed.
    texts : iterable of GoldText
        The training part.

    Returns
    -------
    dict of str to Evidence
        By :func:`kg.extract.lexicon.name_key` of the string; strings never seen are absent.
    """
    places: Counter[str] = Counter()
    mentions: dict[str, Counter[EntityType]] = defaultdict(Counter)
    for text in texts:
        for match in lexicon.match(text.tokens):
            key = name_key(" ".join(text.tokens[match.first : match.last]))
            places[key] += 1
            gold = text.spans.get((match.first, match.last))
            if gold is not None:
                mentions[key][gold] += 1
    return {key: Evidence(count, mentions[key]) for key, count in places.items()}


@dataclass(slots=True)
class Share:
    """How often the matches of a list are right.

    Attributes
    ----------
    matches : int
        Matches of the list.
    mentions : int
        Of those, the ones that are a gold mention of any type, to the letter.
    typed : int
        Of those, the ones whose type is the list's.
    """

    matches: int = 0
    mentions: int = 0
    typed: int = 0

    def add(self, gold: EntityType | None, entity_type: EntityType | None) -> None:
        """Count one match.

        Parameters
        ----------
        gold : EntityType or None
            Type of the gold mention that it is; None if it is none.
        entity_type : EntityType or None
            The list's type; None if that does not count.
        """
        self.matches += 1
        self.mentions += gold is not None
        self.typed += gold is not None and gold is entity_type


def measure(
    lexicon: Lexicon, texts: Iterable[GoldText]
) -> dict[tuple[str, EntityType | None], Share]:
    """Count how often the matches are right.

    Parameters
    ----------
    lexicon : Lexicon
        What is measured.
    texts : iterable of GoldText
        A part of the gold.

    Returns
    -------
    dict of (str, EntityType or None) to Share
        By source and type. Strong rows count for their own source and for ``"strong"``, which also
        has a line without a type; weak ones only for ``"weak"``. ``"gold"`` without a type counts
        the gold mentions themselves.
    """
    shares: dict[tuple[str, EntityType | None], Share] = defaultdict(Share)
    for text in texts:
        shares["gold", None].matches += len(text.spans)
        for match in lexicon.match(text.tokens):
            gold = text.spans.get((match.first, match.last))
            strong = [entry for entry in match.entries if not entry.weak]
            lists: set[tuple[str, EntityType | None]] = {(e.source, e.type) for e in strong}
            lists |= {("strong", entry.type) for entry in strong}
            lists |= {("weak", entry.type) for entry in match.entries if entry.weak}
            lists |= {("strong", None)} if strong else set()
            for source, entity_type in lists:
                shares[source, entity_type].add(gold, entity_type)
    return dict(shares)
