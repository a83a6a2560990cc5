"""What a paper's source says of it → properties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.rdf.literals import date_literal, integer_literal
from kg.rdf.packed import LINE, pack
from kg.rdf.terms import DCTERMS, KG, RDF, SCHEMA, XSD, Literal

if TYPE_CHECKING:
    from kg.model import Paper
    from kg.rdf.blocks import Said

__all__ = ["about_paper"]


def about_paper(paper: Paper) -> Said:
    """Give the properties of a paper that its source tells.

    Parameters
    ----------
    paper : Paper
        The paper.

    Returns
    -------
    Said
        The type first.
    """
    said: Said = [(RDF.type, [KG.Paper]), (DCTERMS.title, [Literal(paper.title)])]
    if paper.abstract:
        said.append((DCTERMS.abstract, [Literal(paper.abstract)]))
    said.append((DCTERMS.identifier, [Literal(paper.id)]))
    if paper.date is not None:
        said.append((DCTERMS.issued, [date_literal(paper.date)]))
        if paper.year is not None:
            said.append((KG.year, [integer_literal(paper.year)]))
    if paper.date_inferred:
        said.append((KG.dateInferred, [Literal("true", XSD.boolean)]))
    if paper.authors:
        said.append((DCTERMS.creator, [Literal(name) for name in sorted(set(paper.authors))]))
        said.append((KG.authorList, [Literal(pack(paper.authors, separator=LINE))]))
    if paper.n_authors is not None:
        said.append((KG.authorCount, [integer_literal(paper.n_authors)]))
    if paper.url is not None:
        said.append((SCHEMA.url, [Literal(paper.url, XSD.anyURI)]))
    if paper.ids:
        said.append((SCHEMA.identifier, [Literal(one) for one in paper.ids]))
    if paper.sources:
        said.append((DCTERMS.source, [Literal(source) for source in paper.sources]))
    return said
