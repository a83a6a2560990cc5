"""``kg score merge``: how names are joined, against judged pairs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from kg.cli.progress import report_progress
from kg.cli.score import score_app
from kg.config import DEFAULT_EXTRACTOR

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from kg.evaluate.merge import JudgedPair, MergeScore
    from kg.model import Extraction

__all__ = ["merge"]

PapersFiles = Annotated[
    list[Path], typer.Option("--papers", metavar="FILE", help="Texts: id, title, abstract.")
]
GoldFiles = Annotated[
    list[Path], typer.Option("--gold", metavar="FILE", help="Annotations; may be given again.")
]


@score_app.command()
def merge(
    pairs: Annotated[
        list[Path],
        typer.Option("--pairs", metavar="FILE", help="Judged pairs: a, b, same, papers_a, …"),
    ],
    papers: PapersFiles,
    gold: GoldFiles,
    extracted: Annotated[
        bool,
        typer.Option(help="Score the entities that kg extracts from these papers, too."),
    ] = True,
    extractor: Annotated[
        str, typer.Option(metavar="NAME", help="Who reads the papers.")
    ] = DEFAULT_EXTRACTOR,
) -> None:
    """Score how names are joined: link the annotated entities, ask the judged pairs.

    Example: `kg score merge --pairs merge.jsonl --papers papers.jsonl --gold train.jsonl --gold
    dev.jsonl`
    """
    from kg.cli.show import as_line, new_console
    from kg.evaluate.merge import score_merge
    from kg.link import link
    from kg.pipeline.annotations import read_gold, read_pairs

    judged = [pair for path in pairs for pair in read_pairs(path)]
    annotated = read_gold(papers, gold)
    console = new_console()
    console.print(as_line(f"{len(judged)} pair(s), {len(annotated)} annotated paper(s)"))
    _print_score(console, "gold", score_merge(judged, annotated, link(annotated)))
    if extracted:
        found = _extract(annotated, extractor)
        _print_score(console, "extracted", score_merge(judged, found, link(found)))


def _extract(annotated: Sequence[Extraction], extractor: str) -> tuple[Extraction, ...]:
    from kg.extract import extract_papers

    texts = [extraction.paper for extraction in annotated]
    made = []
    with report_progress() as progress:
        progress("extract", 0, len(texts))
        for extraction in extract_papers(texts, extractor=extractor):
            made.append(extraction)
            progress("extract", len(made), len(texts))
    return tuple(made)


def _print_score(console: Console, what: str, score: MergeScore) -> None:
    from kg.cli.show import as_line

    n_wrong, n_same = len(score.wrong), score.n_same
    console.print(Text(f"{what} entities", style="bold"))
    told = f"precision {score.precision:.3f} ({n_wrong} wrong of {score.n_joined + n_wrong} joined)"
    console.print(as_line(f"  {told}"))
    told = f"recall    {score.recall:.3f} ({len(score.missed)} missed of {n_same})"
    console.print(as_line(f"  {told}"))
    if score.absent:
        told = f"{len(score.absent)} pair(s) not judged: no entity of their papers has the name"
        console.print(as_line(f"  absent    {told}"))
    for word, listed in (("wrong", score.wrong), ("missed", score.missed)):
        for pair in listed:
            console.print(as_line(f"  {word:<9} {_words(pair)}"))


def _words(pair: JudgedPair) -> str:
    from kg.cli.show import plain

    by = f"  by {' + '.join(pair.rules)}" if pair.rules else ""
    why = f"  [{plain(pair.why)}]" if pair.why else ""
    return f"{plain(pair.left)} | {plain(pair.right)}{by}{why}"
