"""Rule records → ``docs/extraction-rules.md``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.patterns.mentions import MENTION_CUES
from kg.extract.patterns.pairs import PAIR_CUES
from kg.extract.patterns.rows import ROW_CUES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.extract.patterns.record import MentionCue, PairCue, RowCue

__all__ = ["render_rules"]

_INTRODUCTION = """# Extraction rules

Written by `python -m kg.train.rules` from the records in `kg/extract/patterns`; a test tells
when it is stale.

A rule never decides alone: it is a feature of a small trained model (`kg/train/claims.py`), which
learns how far to trust it. A relation whose sentence fires one names it in its `source`.
Rules read words: lower case, `@` for another mention, `@own` for “our method”; `[X]` is the mention
in question, `[H]` and `[T]` are head and tail. Each example and each counter-example is a test.
"""


def render_rules() -> str:
    """Write all rules as one Markdown page.

    Returns
    -------
    str
        In the order of the records.
    """
    parts = [
        _INTRODUCTION,
        _table("What a sentence is for", ROW_CUES),
        _table("The role of a mention", MENTION_CUES),
        _table("The relation of two mentions", PAIR_CUES),
    ]
    return "\n".join(parts)


def _table(title: str, cues: Iterable[RowCue | MentionCue | PairCue]) -> str:
    lines = [
        f"## {title}",
        "",
        "| rule | what it says | fires on | does not fire on |",
        "|---|---|---|---|",
    ]
    lines.extend(f"| `{c.id}` | {c.says} | {c.example} | {c.counter} |" for c in cues)
    return "\n".join((*lines, ""))
