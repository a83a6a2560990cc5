"""Values → words on a terminal. Other people's text is shown as text, without escape codes."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from kg.api.render import cell_text
from kg.graph.analysis import degrees, top_nodes
from kg.pipeline.export import count_graph
from kg.text.plain import plain
from kg.vocabulary import TYPES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from kg.api import Answer
    from kg.graph.value import KnowledgeGraph
    from kg.model import Extraction
    from kg.pipeline.build import BuildReport
    from kg.rdf import Finding, NamedQuestion, QueryResult

__all__ = [
    "as_line",
    "new_console",
    "plain",
    "print_answer",
    "print_build",
    "print_extracted",
    "print_findings",
    "print_questions",
    "print_result",
    "print_stats",
]

#: Columns where the output is no terminal, so that a pipe does not cut cells.
_PIPE_WIDTH = 200
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
    console = new_console()
    _print_counts(console, graph)
    degree = degrees(graph)
    for kind, term in TYPES.items():
        nodes = top_nodes(graph, _N_TOP, of_type=kind)
        if not nodes:
            continue
        table = _table(f"most named {term.plural}", "name", "papers", "facts")
        for node in nodes:
            table.add_row(Text(plain(node.name)), str(len(node.papers)), str(degree[node.id]))
        console.print(table)


def print_questions(questions: Iterable[NamedQuestion]) -> None:
    """List the named questions.

    Parameters
    ----------
    questions : iterable of NamedQuestion
        In the order in which they are listed.
    """
    table = _table("named questions", "name", "question", "parameters")
    for question in questions:
        names = ", ".join(parameter.name for parameter in question.parameters)
        table.add_row(question.name, question.title, names)
    new_console().print(table)


def print_result(result: QueryResult, output: str) -> None:
    """Print the answer to a query.

    Parameters
    ----------
    result : QueryResult
        The answer.
    output : str
        ``"table"`` for people, else a format that the answer knows how to write.
    """
    if output != "table" or result.kind != "rows":
        sys.stdout.write(result.to_text("ttl" if output == "table" else output))
        return
    table = _table(None, *result.variables)
    for row in result.rows:
        table.add_row(*(Text(plain(cell)) for cell in row))
    new_console().print(table)
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


def print_answer(answer: Answer[Any]) -> None:
    """Print the whole of an answer.

    Parameters
    ----------
    answer : Answer
        A list that shows itself as a table.
    """
    console = new_console()
    if answer.items:
        table = _table(answer.title, *answer.columns)
        for row in answer.rows:
            table.add_row(*(Text(cell_text(cell)) for cell in row))
        console.print(table)
    else:
        console.print(as_line(plain(f"{answer.title}: nothing")))
    if answer.note:
        console.print(as_line(plain(answer.note)))


def _print_counts(console: Console, graph: KnowledgeGraph) -> None:
    counts = count_graph(graph)
    console.print(as_line(f"papers    {counts['papers']}"))
    for what in ("nodes", "roles", "relations"):
        by_name: Mapping[str, int] = counts[what]  # type: ignore[assignment]
        listed = ", ".join(f"{name} {count}" for name, count in by_name.items() if count)
        console.print(as_line(f"{what:<10}{sum(by_name.values())}: {listed}"))
    console.print(as_line(f"results   {counts['results']}"))


class _Console(Console):
    """A console that leaves it to its caller what a closed pipe means."""

    def on_broken_pipe(self) -> None:
        raise  # it is called while the error is handled


def new_console() -> Console:
    """Make a console for other people's text: no markup, and wide where it is no terminal.

    Returns
    -------
    Console
        Writes to standard output.
    """
    console = _Console(highlight=False, markup=False, emoji=False)
    if not console.is_terminal:
        console.width = _PIPE_WIDTH
    return console


def as_line(text: str) -> Text:
    """Make a line that is folded where it is too long, never cut.

    Parameters
    ----------
    text : str
        The words.

    Returns
    -------
    Text
        For a console.
    """
    return Text(text, overflow="fold")


def _table(title: str | None, *columns: str) -> Table:
    table = Table(title=title, title_justify="left", header_style="bold", show_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    return table
