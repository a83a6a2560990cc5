"""Ways from one node to another."""

from __future__ import annotations

from kg.evaluate.gold import gold_extraction
from kg.graph import build_graph
from kg.graph.paths import PathFinder
from kg.link import link


def test_a_way_through_a_metric_is_taken_only_if_others_are_long():
    entities = {
        "FooNet": ("Method", "proposes"),
        "BarNet": ("Method", "compares"),
        "QuxNet": ("Method", "uses"),
        "QuxTree": ("Method", "uses"),
        "recall": ("Metric", "reports"),
    }
    record = {"id": "a", "title": "FooNet", "abstract": " and ".join(entities)}
    direct = [["FooNet", "measured_by", "recall"], ["BarNet", "measured_by", "recall"]]
    long_way = [["FooNet", "extends", "QuxNet"], ["QuxNet", "extends", "QuxTree"]]
    long_way += [["BarNet", "extends", "QuxTree"]]

    def way(relations: list[list[str]]) -> list[str]:
        listed = [
            {"name": name, "type": kind, "role": role, "mentions": [name]}
            for name, (kind, role) in entities.items()
        ]
        told = {"entities": listed, "relations": relations, "results": []}
        read = [gold_extraction(record, told)]
        kg, _ = build_graph(read, link(read))
        id_of = {node.name: node.id for node in kg.nodes}
        edges = PathFinder(kg).find(id_of["FooNet"], id_of["BarNet"])
        assert edges is not None
        return [edge.relation.value for edge in edges]

    assert way(direct) == ["measured_by", "measured_by"]
    assert way(direct + long_way) == ["extends", "extends", "extends"]
