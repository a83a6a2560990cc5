"""What an export says of one subject: the unit that every RDF writer takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from kg.rdf.terms import Iri, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.rdf.terms import Triple

__all__ = ["Block", "Said", "rows_of"]

Said: TypeAlias = list[tuple[Iri, list[Iri | Literal]]]
"""Properties of one subject, each with its values."""


class Block(NamedTuple):
    """What is said of one subject.

    Attributes
    ----------
    subject : Iri
        The subject.
    said : Said
        Its properties, each once, the type first. Empty where a block is only for graphs.
    graph : Iri or None
        The named graph, one a paper, of formats that have graphs; None for the default graph.
    inside : tuple of (Iri, Iri) or None
        Subject and property in whose place a format that can nest writes the block: ``(paper,
        kg:reportsResult)``, or ``(paper, kg:inPaper)`` where the block's own property leads there.
        The block of that subject came earlier, and nothing that stands for itself came since.
    in_graph : Said or None
        What formats with graphs say instead, where facts stand in the graphs of several papers;
        None for the same.
    again : bool
        Whether an earlier block with triples is about the same subject.
    """

    subject: Iri
    said: Said
    graph: Iri | None = None
    inside: tuple[Iri, Iri] | None = None
    in_graph: Said | None = None
    again: bool = False


def rows_of(blocks: Iterator[Block]) -> Iterator[Triple]:
    """Take blocks apart.

    Parameters
    ----------
    blocks : iterator of Block
        Blocks.

    Yields
    ------
    Triple
        What formats without graphs say, in the blocks' order.
    """
    for subject, said, *_ in blocks:
        for name, values in said:
            for value in values:
                yield subject, name, value
