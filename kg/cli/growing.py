"""The commands of a graph that grows: ``kg add``, ``remove``, ``log``, ``diff``, ``rising``."""

from __future__ import annotations

import json
from pathlib import Path  # noqa: TC003 - typer reads annotations at run time
from typing import Annotated, Literal

import typer

from kg.cli.commands import Folder, Pages, app
from kg.cli.progress import report_progress
from kg.errors import InputError
from kg.vocabulary import EntityType  # noqa: TC001 - typer reads it

__all__ = ["add", "diff", "log", "remove", "rising"]

Wait = Annotated[
    float,
    typer.Option(
        metavar="SECONDS", help="Seconds to wait for another process that writes to the folder."
    ),
]


@app.command()
def add(
    folder: Folder,
    pages: Pages,
    replace: Annotated[
        bool, typer.Option("--replace", help="Replace pages of the same name.")
    ] = False,
    wait: Wait = 0.0,
) -> None:
    """Add PAGEs to a graph; only papers that are new are read.

    Example: `kg add graph monday.txt`
    """
    from kg.cli import show
    from kg.pipeline.grow import add_to_folder
    from kg.pipeline.inputs import find_pages

    found = find_pages(pages)
    with report_progress() as progress:
        report = add_to_folder(folder, found, progress=progress, replacing=replace, wait=wait)
    show.print_build(report, folder)


@app.command()
def remove(
    folder: Folder,
    names: Annotated[
        list[str],
        typer.Argument(metavar="PAPER", help="Ids or titles of papers, or names of pages."),
    ],
    wait: Wait = 0.0,
) -> None:
    """Take papers out of a graph for good, or pages until they are added again.

    Examples: `kg remove graph 2106.09685` · `kg remove graph monday.txt`
    """
    from kg.cli import show
    from kg.pipeline.grow import remove_from_folder

    with report_progress() as progress:
        report = remove_from_folder(folder, names, progress=progress, wait=wait)
    show.print_build(report, folder)


@app.command()
def log(folder: Folder) -> None:
    """Tell what was done to a graph, and when.

    Example: `kg log graph`
    """
    from kg.cli.growth import print_log
    from kg.pipeline.history import read_log
    from kg.pipeline.state import read_state

    read_state(folder)  # says so where the folder is none of ours
    print_log(read_log(folder))


@app.command()
def diff(
    before: Annotated[Path, typer.Argument(metavar="A", help="The earlier graph's folder.")],
    after: Annotated[Path, typer.Argument(metavar="B", help="The later graph's folder.")],
    output: Annotated[
        Literal["text", "json", "html"], typer.Option("--format", help="How to write it.")
    ] = "text",
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="File to write to.")] = None,
    top: Annotated[
        int, typer.Option(min=0, metavar="N", help="Rows of each table as text; 0 for all.")
    ] = 15,
) -> None:
    """Tell what is new, gone, stronger and weaker from graph A to graph B.

    Examples: `kg diff monday tuesday` · `kg diff monday tuesday --format html --out week.html`
    """
    from kg.cli.growth import print_sections, section_lines
    from kg.graph.diff import diff_graphs
    from kg.pipeline.folder import check_file, replace_file
    from kg.pipeline.load import load_graph
    from kg.view.changes import change_sections, render_changes

    if output == "html" and out is None:
        raise InputError("--format", "a page needs a file", hint="name one with --out")
    if out is not None:
        check_file(out)
    found = diff_graphs(load_graph(before), load_graph(after))
    if output == "text" and out is None:
        print_sections(change_sections(found), top=top)
        return
    if output == "json":
        text = json.dumps(found.to_dict(), ensure_ascii=False, indent=2) + "\n"
    elif output == "html":
        text = render_changes(found, before=before.resolve().name, after=after.resolve().name)
    else:
        text = "".join(section_lines(one, one.rows) for one in change_sections(found))
    if out is None:
        typer.echo(text, nl=False)
        return
    with replace_file(out) as staging:
        staging.write_text(text, encoding="utf-8", errors="replace", newline="\n")


@app.command()
def rising(
    folder: Folder,
    by: Annotated[
        Literal["year", "month", "day"], typer.Option(help="What is counted together.")
    ] = "month",
    last: Annotated[int, typer.Option(min=1, metavar="N", help="How many periods are recent.")] = 1,
    kind: Annotated[
        EntityType | None, typer.Option("--type", help="Only nodes of this type.")
    ] = None,
    top: Annotated[int, typer.Option(min=1, metavar="N", help="How many to list.")] = 15,
) -> None:
    """List what gains ground: what a larger share of the last periods' papers names than before.

    Example: `kg rising graph --by month --last 2 --type Method`
    """
    from kg.cli.growth import print_rises
    from kg.graph.rising import count_by_period, rising_nodes
    from kg.pipeline.load import load_graph

    graph = load_graph(folder)
    periods = count_by_period(graph, by=by)
    print_rises(periods, rising_nodes(graph, periods, last=last, n=top, of_type=kind), last)
