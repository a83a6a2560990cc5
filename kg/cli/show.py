"""Values → words on a terminal. Other people's text is shown as text, without escape codes."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from kg.api.render import cell_text
from kg.cli.table import as_line, new_console, on_terminal, print_remark, print_table
from kg.graph.analysis import degrees, top_nodes
from kg.pipeline.export import count_graph
from kg.text.plain import plain
from kg.vocabulary import TYPES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from rich.console import Console

    from kg.api import Answer
    from kg.graph.value import KnowledgeGraph
    from kg.model import Extraction
    from kg.pipeline.build import BuildReport
    from kg.rdf import Finding, NamedQuestion, QueryResult

__all__ = [
    "as_line",
    "new_console",
    "on_terminal",
    "plain",
    "print_answer",
    "print_build",
    "print_extracted",
    "print_findings",
    "print_questions",
    "print_remark",
    "print_result",
    "print_stats",
    "print_table",
]

_N_TOP = 10


def print_build(report: BuildReport, out: Path) -> None:
    """Print what a build did.

    Parameters
    ----------
    report : BuildReport
        What ``build_export`` gave.
    out : Path
        The folder.
    """
    console = new_console()
    n_entries = sum(count for _, count in report.n_entries)
    n_pages = len(report.n_entries)
    console.print(as_line(f"{n_pages} page(s), {n_entries} entries"))
    _print_counts(console, report.graph)
    if report.dropped:
        total = sum(report.dropped.values())
        listed = ", ".join(f"{reason} {count}" for reason, count in report.dropped.items())
        console.print(as_line(f"dropped   {total}: {listed}"))
    for one in report.without_effect:
        console.print(as_line(f"curation  does not apply: {plain(one)}"))
    seconds = sum(report.seconds.values())
    parts = ", ".join(f"{stage} {took:.1f}" for stage, took in report.seconds.items())
    console.print(as_line(f"seconds   {seconds:.1f}: {parts}"))
    console.print(as_line(f"open      {out / 'graph.html'}"))


def print_extracted(extractions: Sequence[Extraction], out: Path) -> None:
    """Print how much was extracted.

    Parameters
    ----------
    extractions : sequence of Extraction
        One a paper.
    out : Path
        The file they were written to.
    """
    n_entities = sum(len(one.entities) for one in extractions)
    n_relations = sum(len(one.relations) for one in extractions)
    n_results = sum(len(one.results) for one in extractions)
    counts = f"{n_entities} entities, {n_relations} relations, {n_results} results"
    new_console().print(as_line(f"{len(extractions)} papers, {counts}: {out}"))


def print_stats(graph: KnowledgeGraph) -> None:
    """Print counts, and the nodes of each type that most papers name.

    Parameters
    ----------
    graph : KnowledgeGraph
        The graph.
    """
    _print_counts(new_console(), graph)
    degree = degrees(graph)
    columns = ("name", "papers", "facts")
    found = {
        kind: [
            (node.name, len(node.papers), degree[node.id])
            for node in top_nodes(graph, _N_TOP, of_type=kind)
        ]
        for kind in TYPES
    }
    if not on_terminal():
        rows = [(kind, *row) for kind, listed in found.items() for row in listed]
        print_table(("type", *columns), rows)
        return
    for kind, listed in found.items():
        if listed:
            print_table(columns, listed, title=f"most named {TYPES[kind].plural}")


def print_questions(questions: Iterable[NamedQuestion]) -> None:
    """List the named questions.

    Parameters
    ----------
    questions : iterable of NamedQuestion
        In the order in which they are listed.
    """
    rows = [
        (one.name, one.title, ", ".join(parameter.name for parameter in one.parameters))
        for one in questions
    ]
    print_table(("name", "question", "parameters"), rows, title="named questions")


def print_result(result: QueryResult, output: str | None) -> None:
    """Print the answer to a query.

    Parameters
    ----------
    result : QueryResult
        The answer.
    output : str or None
        ``"table"`` for people, None for rows that fit where they go, else a format that the answer
        knows how to write.
    """
    if output not in {None, "table"} or result.kind != "rows":
        sys.stdout.write(result.to_text("ttl" if output in {None, "table"} else str(output)))
        return
    drawn = output == "table"
    print_table(result.variables, result.rows, drawn=drawn)
    if drawn or on_terminal():
        new_console().print(as_line(f"{len(result.rows)} row(s)"))


def print_findings(findings: Sequence[Finding], folder: Path) -> None:
    """Print what is wrong with an export.

    Parameters
    ----------
    findings : sequence of Finding
        Nothing if all is well.
    folder : Path
        The export.
    """
    console = new_console()
    for finding in findings:
        console.print(as_line(plain(str(finding))))
    told = "valid" if not findings else f"{len(findings)} finding(s)"
    console.print(as_line(f"{folder}: {told}"))


def print_answer(answer: Answer[Any], *, drawn: bool = False) -> None:
    """Print the whole of an answer.

    Parameters
    ----------
    answer : Answer
        A list that shows itself as a table.
    drawn : bool
        Draw the table in any case.
    """
    if answer.items or not (drawn or on_terminal()):
        rows = [[cell_text(cell) for cell in row] for row in answer.rows]
        print_table(answer.columns, rows, title=answer.title, drawn=drawn)
    if not answer.items:
        print_remark(f"{answer.title}: nothing", drawn=drawn)
    if answer.note:
        print_remark(answer.note, drawn=drawn)


def _print_counts(console: Console, graph: KnowledgeGraph) -> None:
    counts = count_graph(graph)
    console.print(as_line(f"papers    {counts['papers']}"))
    for what in ("nodes", "roles", "relations"):
        by_name: Mapping[str, int] = counts[what]  # type: ignore[assignment]
        listed = ", ".join(f"{name} {count}" for name, count in by_name.items() if count)
        console.print(as_line(f"{what:<10}{sum(by_name.values())}: {listed}"))
    console.print(as_line(f"results   {counts['results']}"))
