"""Documented rules: the words around mentions that tell roles and relations.

A cue never decides alone. Each is a feature of a small trained model (``kg/train/claims.py``),
which learns how far to trust it; its id is what evidence and ``docs/extraction-rules.md`` refer to.
"""

from __future__ import annotations

from kg.extract.patterns.document import render_rules
from kg.extract.patterns.mentions import MENTION_CUES
from kg.extract.patterns.pairs import PAIR_CUES
from kg.extract.patterns.record import MentionCue, PairCue, RowCue, spaced
from kg.extract.patterns.rows import ROW_CUES

__all__ = [
    "MENTION_CUES",
    "PAIR_CUES",
    "ROW_CUES",
    "MentionCue",
    "PairCue",
    "RowCue",
    "render_rules",
    "spaced",
]
