"""Queries that the pages ask of the graph: a node, what is near a text, what there is."""

from __future__ import annotations

import asyncio
import json
import re
from typing import TYPE_CHECKING, Final

from kg.rdf.query import bind
from kg.rdf.terms import KG, TYPE_IRI, Iri, Literal
from kg.serve.media import choose_formats
from kg.serve.request import Asked

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.serve.site import Site

__all__ = [
    "LOCAL",
    "ask_rows",
    "find_near",
    "is_here",
    "look_at",
    "node_triples",
    "overview",
    "replacing",
]

Row = dict[str, str]

#: What follows the base in the IRI of a node; nothing else is put into a query.
LOCAL: Final = re.compile(r"[A-Za-z0-9_-]+/[A-Za-z0-9_-]+")

_LABEL: Final = "OPTIONAL { ?x rdfs:label|dcterms:title ?label }"
_OUT: Final = (
    f"SELECT ?p ?x ?label {{ VALUES ?node {{ UNDEF }} ?node ?p ?x . {_LABEL} }} LIMIT 2000"
)
_IN: Final = f"SELECT ?p ?x ?label {{ VALUES ?node {{ UNDEF }} ?x ?p ?node . {_LABEL} }} LIMIT 2000"
_SAID: Final = """
SELECT DISTINCT ?from ?fromLabel ?p ?to ?toLabel ?sentence ?confidence ?paper ?title {
  VALUES ?node { UNDEF }
  { ?a rdf:subject ?node } UNION { ?a rdf:object ?node }
  ?a rdf:subject ?from ; rdf:predicate ?p ; rdf:object ?to ; kg:evidence ?e .
  ?e kg:confidence ?confidence ; kg:sentence ?span .
  ?span oa:exact ?sentence ; kg:inPaper ?paper .
  ?paper dcterms:title ?title .
  ?from rdfs:label|dcterms:title ?fromLabel . ?to rdfs:label|dcterms:title ?toLabel
} ORDER BY DESC(?confidence) ?fromLabel ?toLabel ?sentence LIMIT 200
"""
_RESULTS: Final = """
SELECT DISTINCT ?result ?method ?methodLabel ?dataset ?datasetLabel ?metric ?metricLabel
  ?value ?kind ?against ?paper ?title {
  { VALUES ?node { UNDEF } { ?result kg:ofMethod ?node } UNION { ?result kg:onDataset ?node }
    UNION { ?result kg:withMetric ?node } UNION { ?result kg:baseline ?node }
    UNION { ?node kg:reportsResult ?result } }
  UNION { VALUES ?same { UNDEF } BIND(?same AS ?result) }
  ?result kg:ofMethod ?method ; kg:valueText ?value ; kg:resultKind/rdfs:label ?kind .
  ?method rdfs:label ?methodLabel . ?paper kg:reportsResult ?result ; dcterms:title ?title .
  OPTIONAL { ?result kg:onDataset ?dataset . ?dataset rdfs:label ?datasetLabel }
  OPTIONAL { ?result kg:withMetric ?metric . ?metric rdfs:label ?metricLabel }
  OPTIONAL { ?result kg:baseline/rdfs:label ?named } OPTIONAL { ?result kg:baselineText ?words }
  BIND(COALESCE(?named, ?words) AS ?against)
} ORDER BY ?datasetLabel ?metricLabel ?methodLabel ?value LIMIT 200
"""
_HERE: Final = """
SELECT ?p { VALUES ?node { UNDEF } { ?node ?p ?o } UNION { ?s ?p ?node } } LIMIT 1
"""
_TRIPLES: Final = """
CONSTRUCT { ?node ?p ?o . ?s ?q ?node } {
  VALUES ?node { UNDEF }
  { ?node ?p ?o } UNION { ?s ?q ?node }
}
"""
_NEAR: Final = """
SELECT DISTINCT ?iri ?label ?type {
  VALUES ?text { UNDEF }
  ?iri rdfs:label|dcterms:title|skos:altLabel ?label ; rdf:type ?type .
  FILTER(?type IN (TYPES) && CONTAINS(LCASE(?label), ?text))
} ORDER BY DESC(STRSTARTS(LCASE(?label), ?text)) STRLEN(?label) ?label LIMIT 20
"""
_REPLACING: Final = """
SELECT ?by { VALUES ?node { UNDEF } ?node dcterms:isReplacedBy ?by } ORDER BY ?by LIMIT 50
"""
_COUNTS: Final = (
    "SELECT ?type (COUNT(*) AS ?n) { ?x a ?type FILTER(?type IN (TYPES)) } GROUP BY ?type"
)
_TOP: Final = """
SELECT ?x ?label (COUNT(DISTINCT ?paper) AS ?n) {
  VALUES ?type { UNDEF }
  ?x a ?type ; rdfs:label ?label . ?paper ?role ?x . ?paper a kg:Paper
} GROUP BY ?x ?label ORDER BY DESC(?n) ?label LIMIT 8
"""
_NEWEST: Final = """
SELECT ?x ?label ?n {
  VALUES ?type { UNDEF }
  ?x a ?type ; dcterms:title ?label OPTIONAL { ?x kg:year ?n }
} ORDER BY DESC(?n) ?label LIMIT 8
"""
_CLASSES: Final[Mapping[str, Iri]] = {
    **{kind.value: iri for kind, iri in TYPE_IRI.items()},
    "Paper": KG.Paper,
}


async def ask_rows(site: Site, query: str) -> list[Row]:
    """Ask for rows.

    Parameters
    ----------
    site : Site
        What is served.
    query : str
        SELECT.

    Returns
    -------
    list of dict
        Values by variable, as text; those without a value are left out.
    """
    answer = await site.answer(Asked(query), choose_formats(None) or {})
    rows = json.loads(answer.body)["results"]["bindings"]
    return [{name: term["value"] for name, term in row.items()} for row in rows]


async def look_at(site: Site, iri: str) -> dict[str, list[Row]]:
    """Ask what is known about a node.

    Parameters
    ----------
    site : Site
        What is served.
    iri : str
        The node.

    Returns
    -------
    dict
        ``"out"``: its triples (``p``, ``x``, ``label``); ``"in"``: those that lead to it;
        ``"said"``: the sentences that say something of it, surest first; ``"results"``: the
        results that it is part of. Empty lists for a node that there is not.
    """
    node = {"node": Iri(iri)}
    asked = {
        "out": bind(_OUT, node),
        "in": bind(_IN, node),
        "said": bind(_SAID, node),
        "results": bind(_RESULTS, node | {"same": Iri(iri)}),
    }
    rows = await asyncio.gather(*(ask_rows(site, query) for query in asked.values()))
    return dict(zip(asked, rows, strict=True))


async def is_here(site: Site, iri: str) -> bool:
    """Tell whether there is a node.

    Parameters
    ----------
    site : Site
        What is served.
    iri : str
        Its IRI.

    Returns
    -------
    bool
        Whether any triple has it as subject or object.
    """
    return bool(await ask_rows(site, bind(_HERE, {"node": Iri(iri)})))


def node_triples(iri: str) -> Asked:
    """Ask for the triples that a node is in.

    Parameters
    ----------
    iri : str
        The node.

    Returns
    -------
    Asked
        A query for triples.
    """
    return Asked(bind(_TRIPLES, {"node": Iri(iri)}))


async def find_near(site: Site, text: str, kind: str | None = None) -> list[Row]:
    """Find papers and entities by a part of a name.

    Parameters
    ----------
    site : Site
        What is served.
    text : str
        Any text; case does not count.
    kind : str, optional
        A type, or ``"Paper"``; None, or what is no type, for all.

    Returns
    -------
    list of dict
        ``iri``, ``label``, ``type``: at most 20, those that begin with the text first.
    """
    wanted = [iri for name, iri in _CLASSES.items() if kind in {name, None}]
    wanted = wanted or list(_CLASSES.values())
    query = _NEAR.replace("TYPES", ", ".join(f"<{iri}>" for iri in wanted))
    return await ask_rows(site, bind(query, {"text": Literal(text.lower())}))


async def replacing(site: Site, iri: str) -> list[str]:
    """Find what an IRI that no node has leads to: the nodes that have the name it is made from.

    Parameters
    ----------
    site : Site
        What is served.
    iri : str
        Any IRI.

    Returns
    -------
    list of str
        IRIs of nodes, sorted. Several where the name is that of several; none for all other IRIs.
    """
    return [row["by"] for row in await ask_rows(site, bind(_REPLACING, {"node": Iri(iri)}))]


async def overview(site: Site) -> list[dict[str, object]]:
    """Count what there is of each type, and name what most papers name, and the newest papers.

    Parameters
    ----------
    site : Site
        What is served.

    Returns
    -------
    list of dict
        ``type``, ``n``, ``top`` (``x``, ``label``, ``n``), in the order of the vocabulary.
    """
    listed = ", ".join(f"<{iri}>" for iri in _CLASSES.values())
    counts = {
        row["type"]: int(row["n"])
        for row in await ask_rows(site, _COUNTS.replace("TYPES", listed))
        if "type" in row
    }
    tops = await asyncio.gather(
        *(
            ask_rows(site, bind(_NEWEST if iri == KG.Paper else _TOP, {"type": iri}))
            for iri in _CLASSES.values()
        )
    )
    return [
        {"type": name, "n": counts.get(iri, 0), "top": top}
        for (name, iri), top in zip(_CLASSES.items(), tops, strict=True)
    ]
