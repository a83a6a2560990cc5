"""The commands of tables: ``kg leaderboard``, ``kg table``, ``kg trends``, ``kg export``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal, get_args

import typer

from kg.cli.commands import Folder, app
from kg.errors import InputError

__all__ = ["export", "leaderboard", "table", "trends"]

Graph = Annotated[
    Path,
    typer.Option("--graph", "-g", metavar="DIR", envvar="KG_GRAPH", help="What kg build wrote."),
]
_DEFAULT = Path("exports")

BoardFormat = Literal["table", "csv", "md"]
Period = Literal["auto", "year", "month"]
TableFormat = Literal["csv", "md", "parquet", "xlsx"]
TableName = Literal[
    "methods",
    "datasets",
    "tasks",
    "metrics",
    "concepts",
    "nodes",
    "papers",
    "edges",
    "evidence",
    "results",
    "mentions",
]
GraphFormat = Literal[
    "csv",
    "parquet",
    "neo4j",
    "xlsx",
    "sqlite",
    "gexf",
    "graphml",
    "json",
    "jsonld",
    "ttl",
    "nt",
    "trig",
    "nq",
    "rdf",
]

#: Formats that a terminal can show.
_SHOWN = frozenset({"csv", "md"})


@app.command()
def leaderboard(
    dataset: Annotated[str, typer.Argument(metavar="DATASET", help="Any name of the data set.")],
    metric: Annotated[
        str | None, typer.Option(metavar="NAME", help="Only results in this metric.")
    ] = None,
    graph: Graph = _DEFAULT,
    every: Annotated[
        bool, typer.Option("--every", help="Every result of a method, not its best alone.")
    ] = False,
    output: Annotated[
        BoardFormat | None,
        typer.Option(
            "--format",
            help="If left out: a table on a terminal, else cells with tabs between.",
        ),
    ] = None,
) -> None:
    """Rank what papers report on a data set, the best first.

    Examples: `kg leaderboard ImageNet` ·
    `kg leaderboard GSM8K --metric accuracy --graph graph --format md`
    """
    from kg.api import load
    from kg.cli import show

    board = load(graph).leaderboard(dataset, metric, every=every)
    if output == "csv":
        sys.stdout.write(board.to_csv())
    elif output == "md":
        sys.stdout.write(board.to_markdown())
    else:
        drawn = output == "table"
        show.print_answer(board, drawn=drawn)
        if board.gains:
            if not (drawn or show.on_terminal()):
                sys.stdout.write("\n")  # a table of other columns
            show.print_answer(board.gains, drawn=drawn)


@app.command()
def trends(
    names: Annotated[
        list[str], typer.Argument(metavar="NAME", help="Any name of a node to count.")
    ],
    graph: Graph = _DEFAULT,
    by: Annotated[Period, typer.Option(help="What is counted together.")] = "auto",
    kinds: Annotated[
        bool, typer.Option("--kinds", help="Count papers that name a kind of it too.")
    ] = False,
    plot: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Draw it to this file: .png, .svg or .pdf.")
    ] = None,
) -> None:
    """Count the papers that name a node, period by period.

    Examples: `kg trends Transformer LSTM` · `kg trends "neural operator" --kinds --plot trend.png`
    """
    from kg.api import load
    from kg.cli.table import on_terminal, print_remark, print_table
    from kg.plot.picture import check_picture

    if plot is not None:
        check_picture(plot)
    trend = load(graph).trends(*names, by=by, kinds=kinds)
    if on_terminal():
        typer.echo(repr(trend))
    else:
        columns = ("period", *(one.name for one in trend.series), "all papers")
        counts = [one.counts for one in trend.series]
        print_table(columns, zip(trend.periods, *counts, trend.totals, strict=True))
        if trend.undated:
            print_remark(f"{trend.undated} paper(s) without a date are not counted")
    if plot is not None:
        print_remark(f"drawn: {trend.plot().save(plot)}")


@app.command()
def table(
    name: Annotated[
        TableName, typer.Argument(metavar="TABLE", help=f"{', '.join(get_args(TableName))}.")
    ],
    graph: Graph = _DEFAULT,
    output: Annotated[TableFormat, typer.Option("--format", help="How to write it.")] = "csv",
    out: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="File to write; without it the table is shown."),
    ] = None,
) -> None:
    """Write a table of a graph.

    Examples: `kg table datasets` · `kg table results --format xlsx --out results.xlsx`
    """
    from kg.api.export import export_table
    from kg.pipeline.folder import check_file
    from kg.pipeline.load import load_graph
    from kg.tables.rows import table_of
    from kg.tables.write import csv_text, markdown_text

    if out is not None:
        check_file(out)
    if out is None and output not in _SHOWN:
        raise InputError("kg table", f"{output} cannot be shown", hint="name a file with --out")
    made = table_of(load_graph(graph), name)
    if out is not None:
        export_table(made, out, output)
        typer.echo(f"{len(made.rows)} {name}: {out}")
    else:
        sys.stdout.write(csv_text(made) if output == "csv" else markdown_text(made))


@app.command()
def export(
    folder: Folder,
    out: Annotated[Path, typer.Option(metavar="PATH", help="File to write, or a new folder.")],
    output: Annotated[
        GraphFormat | None,
        typer.Option(
            "--format",
            help="csv, parquet and neo4j are folders; told by the end of the file's name if left "
            "out.",
        ),
    ] = None,
) -> None:
    """Write a graph for another program: a spreadsheet, a database, Gephi, Neo4j.

    Examples: `kg export graph --out graph.gexf` · `kg export graph --format neo4j --out neo4j`
    """
    from kg.api import load
    from kg.api.export import check_out

    check_out(out, output)
    typer.echo(f"written: {load(folder).export(out, output)}")
