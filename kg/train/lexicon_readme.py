"""The lists and their figures → ``ontology/lexicon/README.md``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.train.lexicon_gold import Share
from kg.vocabulary import EntityType

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kg.extract.lexicon_table import LexiconEntry
    from kg.train.lexicon_sources import Source

__all__ = ["render_readme"]

_INTRODUCTION: Final = """\
# Lexicon: known names of methods, data sets, tasks, metrics and concepts

Made by `python -m kg.train.lexicon --shared ../shared --out ontology/lexicon`; do not edit by hand.
Read by `kg.extract.lexicon`. A match is a hint for the tagger, not yet a mention.

One file a source, **each under the licence of its source**, which its head repeats. Names only:
no description, definition or ranking is taken. The project's own licence does not cover these
files. Share-alike files stay under their licence when they are passed on; leaving one out is safe:
the program reads whatever lists are here.

Columns, separated by tabs: `name`, `type`, `source`, `strength` (`weak` or empty), `aliases`
(separated by `|`; empty columns at the end are left out). Lines that begin with `#` are comments.
A list of your own needs `name` and `type` only.

Beside each list stands `NAME.keys`: the keys of its names, folded beforehand by
`python -m kg.train.lexicon_keys`. A list without one, or changed since, is folded at each start.

## Sources

"""

_FIGURES: Final = """
## How often a match is right

Longest matches in the texts of the gold. *Mention*: the match is a gold mention, to the letter, of
whatever type. *Typed*: and of the list's type. The gold's training part decided which rows are
dropped or weak (five places or more), the dev part did not: where the two differ, believe dev.
Lists with fewer than ten matches in dev say little there.

"""


def render_readme(
    lists: Mapping[Source, Sequence[LexiconEntry]],
    figures: Mapping[str, Mapping[tuple[str, EntityType | None], Share]],
) -> str:
    """Write the README of the lexicon.

    Parameters
    ----------
    lists : mapping of Source to sequence of LexiconEntry
        The rows of each list, in the order of the table of sources.
    figures : mapping of str to mapping
        By part of the gold (``"train"``, ``"dev"``), what :func:`kg.train.lexicon_gold.measure`
        gives.

    Returns
    -------
    str
        Markdown.
    """
    return "".join(
        (
            _INTRODUCTION,
            *_table("file|licence|rows|weak|credit and origin|what is taken", _source_rows(lists)),
            _FIGURES,
            *_table(
                "list|type|train: matches|mention|typed|dev: matches|mention|typed",
                _figure_rows(figures),
            ),
            *("\n" + _recall(part, shares) for part, shares in figures.items()),
        )
    )


def _table(head: str, rows: Iterator[Sequence[object]]) -> Iterator[str]:
    columns = head.split("|")
    for row in (columns, ["---"] * len(columns), *rows):
        yield f"| {' | '.join(map(str, row))} |\n"


def _source_rows(
    lists: Mapping[Source, Sequence[LexiconEntry]],
) -> Iterator[Sequence[object]]:
    for source, entries in lists.items():
        n_weak = sum(entry.weak for entry in entries)
        told = f"{source.credit}. {source.origin}"
        yield (f"{source.id}.tsv", source.licence, len(entries), n_weak, told, source.drawn)
    every = [entry for entries in lists.values() for entry in entries]
    yield ("all", "", len(every), sum(entry.weak for entry in every), "", "")


def _figure_rows(
    figures: Mapping[str, Mapping[tuple[str, EntityType | None], Share]],
) -> Iterator[Sequence[object]]:
    order = {entity_type: number for number, entity_type in enumerate(EntityType)}
    keys = {key for shares in figures.values() for key in shares if key[1] is not None}
    lasts = {"strong": 1, "weak": 2}
    for source, entity_type in sorted(
        keys, key=lambda key: (lasts.get(key[0], 0), key[0], order[key[1] or EntityType.METHOD])
    ):
        row: list[object] = [source, entity_type]
        for shares in figures.values():
            share = shares.get((source, entity_type), Share())
            row += [share.matches, _of(share.mentions, share), _of(share.typed, share)]
        yield row


def _of(count: int, share: Share) -> str:
    return f"{count / share.matches:.2f}" if share.matches else "–"


def _recall(part: str, shares: Mapping[tuple[str, EntityType | None], Share]) -> str:
    strong = shares.get(("strong", None), Share())
    gold = shares.get(("gold", None), Share()).matches
    found = strong.mentions / gold if gold else 0.0
    return (
        f"Strong matches of all lists on {part}: {strong.matches}, of which "
        f"{_of(strong.mentions, strong)} are gold mentions; that is {found:.2f} of the {gold} gold "
        "mentions.\n"
    )
