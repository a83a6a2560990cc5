"""How fast RDF is written, how much memory it takes, and what rdflib needs for the same.

    python benchmarks/rdf.py [--triples 1000000] [--rdflib-triples 100000] [--runs 3]

The graph is the example's (`exports/graph.json`), copied under new names until it has enough
triples; it is made before the clock starts. CPU seconds, medians. Memory is what writing adds to
the highest resident size of the process that already holds the graph. For rdflib there are two
figures: its serialiser alone, on a graph that it has loaded, and with the graph filled first from
the same values, which is the way that our writers replace.
"""

from __future__ import annotations

import argparse
import io
import itertools
import resource
import statistics
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from kg.graph.codec import graph_from_json
from kg.graph.value import Evidence, KnowledgeGraph
from kg.ids import entity_id, paper_node_id, result_id
from kg.rdf import RDF_FORMATS, triples, write_rdf

if TYPE_CHECKING:
    from collections.abc import Callable

    import rdflib

EXAMPLE = Path(__file__).resolve().parent.parent / "exports" / "graph.json"
RDFLIB_FORMATS = {"nt": "nt", "ttl": "turtle", "jsonld": "json-ld", "rdf": "xml"}


def copy_of(kg: KnowledgeGraph, number: int) -> KnowledgeGraph:
    """Give the same graph under other names: no paper or entity is shared with another copy."""

    def paper(old: str) -> str:
        return f"{old}-{number}"

    new_id = {node.id: entity_id(f"{node.key} {number}") for node in kg.nodes}
    new_id |= {paper_node_id(one.id): paper_node_id(paper(one.id)) for one in kg.papers}

    def evidence(old: Evidence) -> Evidence:
        return replace(old, paper=paper(old.paper))

    def maybe(old: str | None) -> str | None:
        return None if old is None else new_id[old]

    return KnowledgeGraph(
        papers=tuple(replace(one, id=paper(one.id)) for one in kg.papers),
        nodes=_sorted(
            replace(
                node,
                id=new_id[node.id],
                key=f"{node.key} {number}",
                mentions=tuple(replace(one, paper=paper(one.paper)) for one in node.mentions),
                broader=tuple(sorted(replace(b, node=new_id[b.node]) for b in node.broader)),
            )
            for node in kg.nodes
        ),
        edges=tuple(
            sorted(
                (
                    replace(
                        edge,
                        head=new_id[edge.head],
                        tail=new_id[edge.tail],
                        evidence=tuple(map(evidence, edge.evidence)),
                    )
                    for edge in kg.edges
                ),
                key=lambda edge: edge.key,
            )
        ),
        results=_sorted(
            replace(
                one,
                id=result_id(one.id, str(number)),
                paper=paper(one.paper),
                method=new_id[one.method],
                dataset=maybe(one.dataset),
                metric=maybe(one.metric),
                baseline=maybe(one.baseline),
                evidence=evidence(one.evidence),
            )
            for one in kg.results
        ),
    )


def _sorted(values):
    return tuple(sorted(values, key=lambda one: one.id))


def graph_of(n_triples: int) -> KnowledgeGraph:
    """Give a graph of at least so many triples."""
    example = graph_from_json(EXAMPLE.read_text("utf-8"), name="graph.json")
    n_copies = -(-n_triples // sum(1 for _ in triples(example)))
    copies = [copy_of(example, number) for number in range(n_copies)]
    chain = itertools.chain.from_iterable
    return KnowledgeGraph(
        papers=_sorted(chain(one.papers for one in copies)),
        nodes=_sorted(chain(one.nodes for one in copies)),
        edges=tuple(sorted(chain(one.edges for one in copies), key=lambda edge: edge.key)),
        results=_sorted(chain(one.results for one in copies)),
    )


def cpu_seconds(job: Callable[[], object], n_runs: int) -> float:
    """Median CPU seconds of a job."""
    taken = []
    for _ in range(n_runs):
        start = time.process_time()
        job()
        taken.append(time.process_time() - start)
    return statistics.median(taken)


def measure_ours(n_triples: int, n_runs: int) -> None:
    """Print what writing takes."""
    kg = graph_of(n_triples)
    n_written = write_rdf(kg, {}).n_triples
    print(f"{n_written} triples, {len(kg.papers)} papers; median of {n_runs}, CPU seconds")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"  {'the walk alone':20}{cpu_seconds(lambda: write_rdf(kg, {}), n_runs):8.2f}")
    with Path("/dev/null").open("w", encoding="utf-8") as nowhere:
        for name in RDF_FORMATS:
            took = cpu_seconds(lambda name=name: write_rdf(kg, {name: nowhere.write}), n_runs)
            print(f"  {name:20}{took:8.2f}")
        everything = dict.fromkeys(RDF_FORMATS, nowhere.write)
        print(f"  {'all in one walk':20}{cpu_seconds(lambda: write_rdf(kg, everything), 1):8.2f}")
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    held, added = before / 1024, (after - before) / 1024
    print(f"  memory: {held:.0f} MB with the graph, writing adds {added:.0f} MB")


def measure_rdflib(n_triples: int, n_runs: int) -> None:
    """Print what rdflib's serialisers take for the same triples, and the ratio."""
    kg = graph_of(n_triples)
    loaded = filled(kg)
    filling = cpu_seconds(lambda: filled(kg), n_runs)
    print(
        f"{len(loaded)} triples; median of {n_runs}, CPU seconds; filling rdflib's graph takes ",
        end="",
    )
    print(f"{filling:.2f}\n{'':10}{'ours':>8}{'rdflib':>8}{'+ filling':>11}{'ratios':>10}")
    for name, theirs in RDFLIB_FORMATS.items():
        ours = cpu_seconds(lambda name=name: write_rdf(kg, {name: io.StringIO().write}), n_runs)
        took = cpu_seconds(lambda theirs=theirs: loaded.serialize(format=theirs), n_runs)
        ratios = f"{took / ours:8.1f}x{(took + filling) / ours:8.1f}x"
        print(f"  {name:8}{ours:8.2f}{took:8.2f}{took + filling:11.2f}{ratios}")


def filled(kg: KnowledgeGraph) -> rdflib.Graph:
    """Give the triples of a graph as one of rdflib."""
    from rdflib import Graph, Literal, URIRef

    graph = Graph()
    for subject, name, value in triples(kg):
        term = URIRef(value) if isinstance(value, str) else Literal(value[0], datatype=value[1])
        graph.add((URIRef(subject), URIRef(name), term))
    return graph


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--triples", type=int, default=1_000_000)
    parser.add_argument("--rdflib-triples", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    measure_ours(options.triples, options.runs)
    if options.rdflib_triples:
        measure_rdflib(options.rdflib_triples, options.runs)


if __name__ == "__main__":
    main()
