"""Figures of a run → the part of ``docs/quality.md`` that tells them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from kg.errors import ValueCheckError
from kg.evaluate.errors import ErrorClass

__all__ = ["EXAMPLES", "Record", "put_section", "render_section"]

#: What a run of ``make quality`` measured; the form of ``docs/figures.json``.
Record = Mapping[str, Any]

#: Lines between which the page is made from the figures.
BEGIN: Final = "<!-- made by make quality from figures.json: begin -->"
END: Final = "<!-- made by make quality: end -->"

#: F1 of two independent readers on a shared part of the annotations, in percent.
_READERS: Final[Mapping[str, float]] = {
    "mention": 90.7,
    "mention.Method": 94.0,
    "mention.Dataset": 97.0,
    "mention.Task": 84.0,
    "mention.Metric": 90.0,
    "mention.Concept": 88.0,
    "entity": 90.6,
    "role": 84.0,
    "relation": 75.0,
    "result": 69.0,
}

_WORDS: Final[Mapping[str, str]] = {
    "mention": "mention (place and type)",
    "mention.untyped": "mention (place alone)",
    "entity": "entity (in the paper, typed)",
    "result": "result (value)",
}

#: An error of each class, as they occur, told in our own words.
EXAMPLES: Final[Mapping[ErrorClass, str]] = {
    ErrorClass.TYPE: (
        "“We study low-rank adapters”: a Concept of the paper is read as a Method, or the reverse"
    ),
    ErrorClass.BORDERS: (
        "“irregular time series” is cut to “time series”, “mesh repair package” to “mesh repair”; "
        "“time complexity” grows to “quadratic time complexity”"
    ),
    ErrorClass.NOT_ANNOTATED: (
        "“the width of the network”, “human effort”: words that nobody would look up"
    ),
    ErrorClass.MISSED: (
        "“airfoils”, “manifolds”: a common noun that is the topic; a task that only the title names"
    ),
    ErrorClass.NO_END: "“X outperforms Y”, where Y was not found as a mention",
    ErrorClass.NOT_SEEN: (
        "“Our method has two stages. The second, X, …”: X is part of what an earlier sentence names"
    ),
    ErrorClass.OTHER_NAME: "“X, a variant of Y”: kind of, where the annotation has extends",
    ErrorClass.NOT_STATED: (
        "“X for Y in the presence of Z”: X is taken to be about Z, which only stands beside it"
    ),
}


def render_section(record: Record) -> str:
    """Write the figures as Markdown.

    Parameters
    ----------
    record : mapping
        ``extractor``, ``papers``, ``figures``, ``calibration``, ``errors``, ``confusions``.

    Returns
    -------
    str
        From the begin line to the end line.
    """
    n_papers, extractor = record["papers"], record["extractor"]
    lines = [
        BEGIN,
        "",
        f"{n_papers} abstracts that nothing was trained on, read by `{extractor}`; 95 % intervals",
        "by bootstrap over papers: `make score`",
        "",
        "| | P | R | F1 | 95 % | two readers | gold |",
        "|---|---|---|---|---|---|---|",
        *(_figure_row(name, row) for name, row in record["figures"].items()),
        "",
        "“Two readers”: F1 of two people who annotate the same abstracts by the same guidelines.",
        "",
        "**What goes wrong**, most frequent first; the examples are made up after what was read:",
        "",
        "| class | number | for example |",
        "|---|---|---|",
        *(
            f"| {name} | {number} | {EXAMPLES[ErrorClass(name)]} |"
            for name, number in sorted(record["errors"].items(), key=lambda one: (-one[1], one[0]))
        ),
        "",
        f"Types that are confused most (annotated → read): {_confusions(record)}.",
        "",
        f"**Confidence.** Expected calibration error: {_calibration(record)}",
        "(ten bins; [diagram](reliability.svg); `kg score` with `--calibration`).",
        "",
        END,
    ]
    return "\n".join(lines)


def _figure_row(name: str, row: Mapping[str, Any]) -> str:
    whole, dot, part = name.partition(".")
    words = _WORDS.get(name) or (f"– {part}" if dot else whole)
    low, high = row["interval"]
    f1 = f"{row['f1']:.1f}" if dot else f"**{row['f1']:.1f}**"
    readers = f"{_READERS[name]:g}" if name in _READERS else ""
    numbers = f"{row['precision']:.1f} | {row['recall']:.1f} | {f1} | {low:.1f} to {high:.1f}"
    return f"| {words} | {numbers} | {readers} | {row['gold']:,} |"


def _confusions(record: Record) -> str:
    return ", ".join(f"{gold} → {read} {n}" for gold, read, n in record["confusions"])


def _calibration(record: Record) -> str:
    return ", ".join(
        f"{name} {one['expected_calibration_error']:.3f} (of {one['n']:,})"
        for name, one in record["calibration"].items()
    )


def put_section(page: str, section: str) -> str:
    """Put the section in its place on the page.

    Parameters
    ----------
    page : str
        Markdown with the begin and the end line.
    section : str
        From :func:`render_section`.

    Returns
    -------
    str
        The page, with nothing else changed.

    Raises
    ------
    ValueCheckError
        If the page does not have both lines, once each and in order.
    """
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end or BEGIN in rest or END in after:
        raise ValueCheckError("the page does not say where its figures begin and end")
    return before + section + after
