"""``KnowledgeGraph`` → the files that ``neo4j-admin database import full`` reads.

The header grammar is that of the Neo4j operations manual, "Import" (``id:ID``, ``:LABEL``,
``:START_ID``, ``:END_ID``, ``:TYPE``, ``name:type``, ``name:type[]``). Ids are ours; arrays are set
apart by U+001F, which no text here has.
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Final

from kg.ids import paper_node_id
from kg.vocabulary import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.graph.value import Edge, KnowledgeGraph, ResultRecord

__all__ = ["neo4j_files"]

#: Sets the values of an array apart.
_APART: Final = "\x1f"

_CONTROL: Final = re.compile("[\x00-\x1f\x7f\ud800-\udfff]+")

_COMMAND: Final = """\
# With an empty database, in this folder:
neo4j-admin database import full --array-delimiter=U+001F \\
  --nodes=papers.csv --nodes=entities.csv --nodes=results.csv \\
  --relationships=roles.csv --relationships=relations.csv --relationships=claims.csv neo4j
"""


def neo4j_files(kg: KnowledgeGraph) -> Mapping[str, str]:
    """Write a graph as Neo4j's bulk CSV.

    Parameters
    ----------
    kg : KnowledgeGraph
        The graph.

    Returns
    -------
    mapping of str to str
        Name of each file → its text: three of nodes (papers, entities, results), three of
        relationships (roles, relations, claims), and the command that reads them.
    """
    return {
        "papers.csv": _papers(kg),
        "entities.csv": _entities(kg),
        "results.csv": _results(kg),
        "roles.csv": _edges(kg, (one for one in kg.edges if isinstance(one.relation, Role))),
        "relations.csv": _edges(
            kg, (one for one in kg.edges if not isinstance(one.relation, Role))
        ),
        "claims.csv": _claims(kg.results),
        "import.sh": _COMMAND,
    }


def _papers(kg: KnowledgeGraph) -> str:
    head = ("id:ID", ":LABEL", "paper", "title", "abstract", "date", "url", "authors:string[]")
    rows = (
        (
            paper_node_id(one.id),
            "Paper",
            one.id,
            one.title,
            one.abstract,
            one.date,
            one.url,
            one.authors,
        )
        for one in kg.papers
    )
    return _csv(head, rows)


def _entities(kg: KnowledgeGraph) -> str:
    head = ("id:ID", ":LABEL", "name", "aliases:string[]", "papers:int")
    rows = (
        (one.id, ("Entity", one.type.value), one.name, one.aliases, len(one.papers))
        for one in kg.nodes
    )
    return _csv(head, rows)


def _results(kg: KnowledgeGraph) -> str:
    head = (
        *("id:ID", ":LABEL", "value", "number:double", "unit", "kind"),
        *("baseline", "sentence", "confidence:double"),
    )
    rows = (
        (
            *(one.id, "Result", one.value, one.number, one.unit, one.kind.value),
            *(one.baseline_text, kg.sentence(one.evidence), one.evidence.confidence),
        )
        for one in kg.results
    )
    return _csv(head, rows)


def _edges(kg: KnowledgeGraph, edges: Iterable[Edge]) -> str:
    head = (
        *(":START_ID", ":END_ID", ":TYPE", "support:int", "confidence:double"),
        *("papers:string[]", "sentences:string[]"),
    )
    rows = (
        (
            *(one.head, one.tail, one.relation.value.upper(), one.support, one.confidence),
            *(one.papers, tuple(kg.sentence(evidence) for evidence in one.evidence)),
        )
        for one in edges
    )
    return _csv(head, rows)


def _claims(results: Iterable[ResultRecord]) -> str:
    rows: list[tuple[object, ...]] = []
    for one in results:
        rows.append((paper_node_id(one.paper), one.id, "CLAIMS"))
        ends = {
            "OF_METHOD": one.method,
            "ON_DATASET": one.dataset,
            "WITH_METRIC": one.metric,
            "OVER_BASELINE": one.baseline,
        }
        rows += [(one.id, end, kind) for kind, end in ends.items() if end is not None]
    return _csv((":START_ID", ":END_ID", ":TYPE"), rows)


def _csv(head: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    told = io.StringIO(newline="")
    writer = csv.writer(told, lineterminator="\n")
    writer.writerow(head)
    for row in rows:
        listed = list(row)
        # Labels are set apart like arrays.
        writer.writerow([_cell(cell) for cell in listed])
    return told.getvalue()


def _cell(cell: object) -> object:
    if isinstance(cell, tuple):
        return _APART.join(_line(str(one)) for one in cell)
    return _line(cell) if isinstance(cell, str) else cell


def _line(text: str) -> str:
    """Put a text on one line: the importer reads no others unless told."""
    return _CONTROL.sub(" ", text)
