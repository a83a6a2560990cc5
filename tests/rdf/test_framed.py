"""The trees of the JSON-LD are those that framing gives: PyLD gathers the triples anew."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urljoin

from pyld import jsonld

from kg.config import DEFAULT_BASE_IRI, ONTOLOGY_DIR
from kg.rdf import rdf_text


def fetch_nothing(url: str, _options: object) -> object:
    raise AssertionError(f"{url} is fetched")


def test_the_trees_are_those_that_framing_gives(graph):
    """Nothing but the order is as we wrote it."""
    ours = json.loads("".join(rdf_text(graph, "jsonld")))
    frame = json.loads((ONTOLOGY_DIR / "frame.jsonld").read_text("utf-8"))
    frame = {"@context": ours["@context"], **frame}
    framed = jsonld.frame(ours, frame, {"documentLoader": fetch_nothing})
    assert len(trees(ours["@graph"])) > 50
    assert trees(framed["@graph"]) == trees(ours["@graph"])


def trees(nodes: list[dict[str, Any]]) -> dict[str, Any]:
    return {one["id"]: one for one in (normal(node) for node in nodes)}


#: Property of a tree that holds others → the property of those that leads back.
BACK = {"places": "inPaper", "replaces": "isReplacedBy"}


def normal(value: Any, key: str = "") -> Any:
    """Sort lists, and leave out the way back to the tree in which something stands."""
    if isinstance(value, dict):
        return {
            name.replace("@type", "type"): normal(one, name)
            for name, one in sorted(value.items())
            if name != BACK.get(key)
        }
    if isinstance(value, list):
        kept = [normal(one, key) for one in value if one != ""]  # framing drops empty strings
        return sorted(kept, key=json.dumps) if len(kept) > 1 or key in BACK else kept[0]
    if key in {"id", "conformsTo"}:  # one may be written against the base and the other in full
        return urljoin(DEFAULT_BASE_IRI, value)
    return value
