"""Held-out papers → how many mentions are right, as the project's scorer counts."""

from __future__ import annotations

import sys
from collections import Counter
from typing import TYPE_CHECKING, Any

from kg.extract.mentions import find_mentions
from kg.extract.tagger import TYPES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.extract.linear import LinearModel
    from kg.extract.tagger import MentionTagger
    from kg.train.tagger import Material

__all__ = ["measure", "tell"]


def measure(
    material: Iterable[Material], tagger: MentionTagger, kinds: LinearModel
) -> dict[str, Counter[str]]:
    """Count right, given and wanted mentions, as the project's scorer does.

    Parameters
    ----------
    material : iterable of Material
        Held-out papers.
    tagger : MentionTagger
        A trained field.
    kinds : LinearModel
        A trained type model.

    Returns
    -------
    dict of str to Counter
        For each type, ``"typed"`` and ``"untyped"``: ``right``, ``given``, ``wanted``.
    """
    counts: dict[str, Counter[str]] = {}
    for one in material:
        wanted = {(span.start, span.end, kind) for span, kind in one.gold.spans.items()}
        given = set()
        for found in find_mentions(
            one.reading, one.words, one.abbreviations, tagger=tagger, kinds=kinds
        ):
            given.add((found.mention.span.start, found.mention.span.end, found.type))
        for kind in TYPES:
            _count(
                counts,
                str(kind),
                {span for span in wanted if span[2] is kind},
                {span for span in given if span[2] is kind},
            )
        _count(counts, "typed", wanted, given)
        _count(counts, "untyped", {span[:2] for span in wanted}, {span[:2] for span in given})
    return counts


def _count(counts: dict[str, Counter[str]], name: str, wanted: set[Any], given: set[Any]) -> None:
    counts.setdefault(name, Counter()).update(
        right=len(wanted & given), given=len(given), wanted=len(wanted)
    )


def tell(title: str, counts: dict[str, Counter[str]]) -> None:
    """Print figures, in %.

    Parameters
    ----------
    title : str
        What they are of.
    counts : dict of str to Counter
        From :func:`measure`.
    """
    sys.stdout.write(f"{title}\n")
    for name, count in counts.items():
        precision = count["right"] / max(1, count["given"])
        recall = count["right"] / max(1, count["wanted"])
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        figures = f"P {100 * precision:5.1f}  R {100 * recall:5.1f}  F1 {100 * f1:5.1f}"
        sys.stdout.write(f"  {name:8} {figures}  gold {count['wanted']}\n")
    sys.stdout.flush()
