"""``kg review``: what a curator should look at."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - typer reads it
from typing import Annotated

import typer

from kg.cli.commands import Folder, app

__all__ = ["review"]


@app.command()
def review(
    folder: Folder,
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="File of decisions to write; what is decided in it stays."
        ),
    ] = None,
    limit: Annotated[
        int, typer.Option(metavar="N", min=0, help="Most doubts to list; 0 for all.")
    ] = 50,
) -> None:
    """List the doubtful joins and splits of a graph, most influential first.

    Examples: `kg review graph` · `kg review graph --out decisions.tsv`, decide in that file, then
    `kg build page.txt --out graph --curation decisions.tsv`
    """
    from kg.cli.show import as_line, new_console, plain
    from kg.graph.review import find_doubts
    from kg.pipeline.decisions import read_decisions_file, write_review
    from kg.pipeline.folder import check_file
    from kg.pipeline.load import load_graph

    if out is not None:
        check_file(out)
        if out.exists():
            read_decisions_file(out, empty=True)  # before anything is listed
    doubts = find_doubts(load_graph(folder))
    listed = doubts[:limit] if limit else doubts
    console = new_console()
    for one in listed:
        words = f"{one.action:<6} {plain(one.name)} | {plain(one.other)}  [{one.why}]"
        console.print(as_line(words))
    console.print(as_line(f"{len(listed)} of {len(doubts)} doubt(s)"))
    if out is not None:
        write_review(out, doubts)
        console.print(as_line(f"decide in {out}"))
