"""Ids of the records that only RDF has: evidence, derivations, mentions and who read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.ids import content_hash, slug

if TYPE_CHECKING:
    from kg.graph.value import Evidence, NodeMention

__all__ = ["agent_id", "derivation_id", "evidence_id", "mention_id"]


def agent_id(source: str) -> str:
    """Give the id of what read a sentence.

    Parameters
    ----------
    source : str
        Rule or model, with its version: ``"rel.outperforms-passive"``.

    Returns
    -------
    str
        ``agent/…``.

    Examples
    --------
    >>> agent_id("rel.outperforms")
    'agent/rel-outperforms-ff1fa1ad'
    """
    return f"agent/{slug('agent', source)}"


def derivation_id(head: str, name: str, tail: str, *why: str) -> str:
    """Give the id of the record that says why a triple follows from names or vocabularies.

    Parameters
    ----------
    head, name, tail : str
        The triple: id, IRI of the property, id or IRI.
    *why : str
        The rule that gave it, and what else its record says.

    Returns
    -------
    str
        ``derivation/d…``.
    """
    return f"derivation/d{content_hash(head, name, tail, *why)}"


def evidence_id(statement: str, evidence: Evidence) -> str:
    """Give the id of one sentence's record for one assertion or result.

    Parameters
    ----------
    statement : str
        Id of the assertion or result.
    evidence : Evidence
        The sentence, who read it, how sure.

    Returns
    -------
    str
        ``evidence/e…``.
    """
    span = evidence.span
    parts = (evidence.paper, str(span.start), str(span.end), evidence.source)
    return f"evidence/e{content_hash(statement, *parts, repr(evidence.confidence))}"


def mention_id(node: str, mention: NodeMention) -> str:
    """Give the id of a place that names a node.

    Parameters
    ----------
    node : str
        Id of the node.
    mention : NodeMention
        The place.

    Returns
    -------
    str
        ``mention/m…``. Not the id of the span: a title may be a sentence and a name in one.
    """
    span = mention.span
    parts = (mention.paper, str(span.start), str(span.end), mention.type.value)
    return f"mention/m{content_hash(node, *parts)}"
