"""``KnowledgeGraph`` → triples, and the way back; shapes, checks, queries, the store.

The values are written straight to text: no graph of a library stands between. What the terms mean
stands in ``ontology/kg.ttl``.
"""

from __future__ import annotations

from kg.rdf.complete import Completion, complete, complete_parameters
from kg.rdf.export import RDF_FORMATS, rdf_text, write_rdf
from kg.rdf.named import NamedQuestion, Parameter, ask_named, find_question, named_questions
from kg.rdf.query import QueryResult, run_query
from kg.rdf.read import read_rdf
from kg.rdf.store import Store, open_store
from kg.rdf.terms import Provenance
from kg.rdf.triples import triples
from kg.rdf.validate import Finding, validate
from kg.rdf.void import FileFacts, void_text

__all__ = [
    "RDF_FORMATS",
    "Completion",
    "FileFacts",
    "Finding",
    "NamedQuestion",
    "Parameter",
    "Provenance",
    "QueryResult",
    "Store",
    "ask_named",
    "complete",
    "complete_parameters",
    "find_question",
    "named_questions",
    "open_store",
    "rdf_text",
    "read_rdf",
    "run_query",
    "triples",
    "validate",
    "void_text",
    "write_rdf",
]
