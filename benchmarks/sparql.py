"""Eight queries: the store on disk and in memory against rdflib, with equal answers.

    python benchmarks/sparql.py [--triples 1000000] [--runs 5]

The graph is the example's, copied under new names until it has enough triples; all hold the same
triples and the ontology. On disk is what ``kg query`` and ``kg ask`` ask, and ``kg serve`` until
its copy in memory is there; in memory is what ``kg serve`` asks then, and ``kg.Graph.query``. All
three run in the environment that ``kg`` gives its workers. CPU milliseconds from the text of a
query to the last row of its answer, each term an IRI or a literal, medians; reading and planning
the query is part of it.

What comes before a first answer is printed too: opening the store, or loading. The last column is
rdflib's loading and answering over ours, on disk: what somebody waits who asks one question.
A million triples take 2.5 minutes of CPU and 2.5 GB.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import rdflib
from rdf import graph_of

from kg.config import ONTOLOGY_DIR
from kg.rdf import open_store, rdf_text, run_query
from kg.rdf.disk import open_disk_store, write_disk_store
from kg.rdf.query import PREFIXES
from kg.rdf.terms import Literal
from kg.serve.forking import worker_environment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kg.rdf import Store

T = TypeVar("T")

#: What is asked → SPARQL. The named questions' kind of work, without parameters.
QUERIES = {
    "methods by papers that use them": """
        SELECT ?label (COUNT(DISTINCT ?paper) AS ?n) {
          ?paper kg:uses ?m . ?m a kg:Method ; rdfs:label ?label
        } GROUP BY ?label ORDER BY DESC(?n) ?label LIMIT 20""",
    "papers that share a method": """
        SELECT DISTINCT ?a ?b { ?a kg:proposes ?m . ?b kg:uses ?m FILTER(?a != ?b) }""",
    "two hops of a path": """
        SELECT DISTINCT ?m ?d { ?m kg:extends/kg:evaluatedOn ?d }""",
    "broader, any number of steps": """
        SELECT ?x ?y { ?x skos:broader+ ?y }""",
    "data sets by year": """
        SELECT ?year (COUNT(DISTINCT ?d) AS ?n) {
          ?paper kg:uses ?d ; kg:year ?year . ?d a kg:Dataset
        } GROUP BY ?year ORDER BY ?year""",
    "labels by a regular expression": """
        SELECT ?x ?label { ?x rdfs:label ?label FILTER(REGEX(?label, "^trans.*er", "i")) }""",
    "best value of a data set": """
        SELECT ?d (MAX(?v) AS ?best) { ?r kg:onDataset ?d ; kg:value ?v } GROUP BY ?d""",
    "sentences behind an edge": """
        SELECT ?from ?to ?said {
          ?a rdf:predicate kg:outperforms ; rdf:subject ?from ; rdf:object ?to ;
            kg:evidence/kg:sentence/oa:exact ?said
        }""",
}


Rows = set[tuple[str, ...]]


def timed(run: Callable[[], Iterable[Iterable[object]]], n: int) -> tuple[float, Rows]:
    """Run a few times; gives the median of CPU milliseconds, and the answer as text."""
    taken = []
    for _ in range(n):
        begin = time.process_time()
        answer = run()
        taken.append(1000 * (time.process_time() - begin))
    return statistics.median(taken), {tuple(map(cell, row)) for row in answer}


def once(job: Callable[[], T]) -> tuple[float, T]:
    """Run once; gives CPU seconds, and what came of it."""
    begin = time.process_time()
    made = job()
    return time.process_time() - begin, made


def cell(term: object) -> str:
    """Give a term as text; numbers by value, since engines write them in different forms."""
    text = "" if term is None else term.text if isinstance(term, Literal) else str(term)
    try:
        return repr(float(text))
    except ValueError:
        return text


def ours(store: Store, n_runs: int) -> dict[str, tuple[float, Rows]]:
    """Ask a store of ours everything."""
    return {
        name: timed(lambda text=text: run_query(store, text).terms, n_runs)
        for name, text in QUERIES.items()
    }


def theirs(graph: rdflib.Graph, n_runs: int) -> dict[str, tuple[float, Rows]]:
    """Ask rdflib everything."""
    return {
        name: timed(lambda text=text: list(graph.query(text, initNs=PREFIXES)), n_runs)
        for name, text in QUERIES.items()
    }


def loaded_by_rdflib(source: Path) -> rdflib.Graph:
    """Load the same into rdflib."""
    graph = rdflib.Graph().parse(source, format="nt")
    return graph.parse(ONTOLOGY_DIR / "kg.ttl")


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--triples", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=5)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        source, db = Path(folder) / "graph.nt", Path(folder) / "db"
        with source.open("w", encoding="utf-8") as file:
            file.writelines(rdf_text(graph_of(args.triples), "nt"))
        made, _ = once(lambda: write_disk_store(source, db))
        opened, store = once(lambda: open_disk_store(db))
        on_disk = ours(store, args.runs)
        filled, store = once(lambda: open_store(source.read_bytes()))
        in_memory = ours(store, args.runs)
        del store
        loaded, graph = once(lambda: loaded_by_rdflib(source))
        other = theirs(graph, args.runs)
    print(f"{len(graph)} triples; CPU seconds: store written {made:.1f} (at build), ", end="")
    print(f"opened {opened:.3f}; loaded in memory {filled:.1f}; rdflib loaded {loaded:.1f}")
    print(f"{'':32}{'on disk':>11}{'in memory':>11}{'rdflib':>11}  rdflib / disk, / memory, first")
    for name in QUERIES:
        (disk, rows), (memory, again), (rdf, answer) = on_disk[name], in_memory[name], other[name]
        told = "equal" if rows == again == answer else "DIFFERENT"
        first = (1000 * loaded + rdf) / (1000 * opened + disk)
        print(f"{name:32}{disk:8.1f} ms{memory:8.1f} ms{rdf:8.1f} ms", end="")
        print(f"{rdf / disk:13.1f}x{rdf / memory:9.1f}x{first:6.0f}x  {len(rows)} rows, {told}")


if __name__ == "__main__":
    if worker_environment() != dict(os.environ):
        os.execve(sys.executable, [sys.executable, *sys.argv], worker_environment())
    main()
