"""Eight queries: the store on disk against rdflib, with equal answers.

    python benchmarks/sparql.py [--triples 100000] [--runs 3]

The graph is the example's, copied under new names until it has enough triples; both engines hold
the same triples and the ontology. CPU milliseconds from the text of a query to the last row of
its answer, medians. What loading takes is printed too. rdflib needs about a minute of CPU for a
million triples.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import rdflib
from rdf import graph_of

from kg.rdf import rdf_text, run_query
from kg.rdf.disk import open_disk_store, write_disk_store
from kg.rdf.query import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Callable

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


def timed(run: Callable[[], set[tuple[str, ...]]], n: int) -> tuple[float, set[tuple[str, ...]]]:
    """Run a few times; gives the median of CPU milliseconds, and the answer."""
    taken = []
    for _ in range(n):
        begin = time.process_time()
        answer = run()
        taken.append(1000 * (time.process_time() - begin))
    return statistics.median(taken), answer


def cell(term: object) -> str:
    """Give a term as text; numbers by value, since engines write them in different forms."""
    text = "" if term is None else str(term)
    try:
        return repr(float(text))
    except ValueError:
        return text


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--triples", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=3)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "graph.nt"
        with source.open("w", encoding="utf-8") as file:
            file.writelines(rdf_text(graph_of(args.triples), "nt"))
        begin = time.process_time()
        write_disk_store(source, Path(folder) / "db")
        made = time.process_time() - begin
        begin = time.process_time()
        store = open_disk_store(Path(folder) / "db")
        opened = time.process_time() - begin
        begin = time.process_time()
        graph = rdflib.Graph().parse(source, format="nt")
        graph.parse(Path(__file__).resolve().parent.parent / "ontology" / "kg.ttl")
        loaded = time.process_time() - begin
        print(
            f"{len(graph)} triples; CPU s: store written {made:.1f}, opened {opened:.3f}; ", end=""
        )
        print(f"rdflib loaded {loaded:.1f}")
        for name, text in QUERIES.items():
            ours, rows = timed(
                lambda text=text: {tuple(map(cell, row)) for row in run_query(store, text).rows},
                args.runs,
            )
            theirs, other = timed(
                lambda text=text: {
                    tuple(map(cell, row)) for row in graph.query(text, initNs=PREFIXES)
                },
                args.runs,
            )
            told = "equal" if rows == other else "DIFFERENT"
            print(f"{name:32} {ours:8.1f} ms {theirs:9.1f} ms  {theirs / ours:6.1f}x  ", end="")
            print(f"{len(rows)} rows, {told}")


if __name__ == "__main__":
    main()
