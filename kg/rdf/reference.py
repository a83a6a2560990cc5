"""The ontology's terms, for people: tables of ``ontology/README.md``, and ``ontology/index.html``.

    python -m kg.rdf.reference

writes both anew; a test fails while they are stale.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from kg.config import ONTOLOGY_DIR, ONTOLOGY_IRI
from kg.rdf.indexed import Data
from kg.rdf.named import named_questions
from kg.rdf.terms import NAMESPACES, RDF, RDFS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from kg.rdf.indexed import Term

__all__ = ["TermFacts", "checks", "header", "main", "prefixed", "readme_text", "term_facts"]

_OWL: Final = "http://www.w3.org/2002/07/owl#"
_RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
_SCHEMA: Final = "https://schema.org/"
_SH: Final = "http://www.w3.org/ns/shacl#"

#: Prefixes of vocabularies that only the alignments name.
_MORE_PREFIXES: Final = {
    "http://purl.org/spar/fabio/": "fabio",
    "http://purl.org/spar/cito/": "cito",
    "http://www.w3.org/ns/mls#": "mls",
    "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#": "nif",
    "http://www.w3.org/2005/11/its/rdf#": "itsrdf",
    "https://w3id.org/cskg/ontology#": "cskg",
    "https://linkedpaperswithcode.com/property/": "lpwc",
    "https://linkedpaperswithcode.com/class/": "lpwcc",
}
_KINDS: Final = {
    "Class": "class",
    "ObjectProperty": "property",
    "DatatypeProperty": "property",
    "AnnotationProperty": "property",
    "NamedIndividual": "individual",
}
_TRAITS: Final = {
    "FunctionalProperty": "at most one",
    "IrreflexiveProperty": "never to itself",
    "SymmetricProperty": "symmetric",
    "TransitiveProperty": "transitive",
}


@dataclass(frozen=True, slots=True)
class TermFacts:
    """What the ontology, the alignments and the shapes say of one term.

    Attributes
    ----------
    name : str
        Prefixed name: ``"kg:extends"``.
    kind : str
        ``"class"``, ``"property"`` or ``"individual"``.
    label, comment : str
        In words.
    above, below : tuple of str
        Prefixed names of the terms just above and below it; classes of an individual.
    domain, range : tuple of str
        What it leads from and to.
    traits : tuple of str
        What kind of property it is, in words; an inverse by its name.
    aligned : tuple of (str, str)
        How it relates to terms of other vocabularies: words and IRI.
    rules : tuple of str
        What the shapes that are about it say of a fault.
    """

    name: str
    kind: str
    label: str
    comment: str
    above: tuple[str, ...]
    below: tuple[str, ...]
    domain: tuple[str, ...]
    range: tuple[str, ...]
    traits: tuple[str, ...]
    aligned: tuple[tuple[str, str], ...]
    rules: tuple[str, ...]


def prefixed(iri: str) -> str:
    """Shorten an IRI.

    Parameters
    ----------
    iri : str
        An IRI.

    Returns
    -------
    str
        With a prefix if its namespace is known.

    Examples
    --------
    >>> prefixed("http://purl.org/spar/cito/usesMethodIn")
    'cito:usesMethodIn'
    """
    known = {one.base: one.prefix for one in NAMESPACES} | _MORE_PREFIXES
    base = next((one for one in known if iri.startswith(one)), None)
    return iri if base is None else f"{known[base]}:{iri.removeprefix(base)}"


@cache
def _data(*names: str) -> Data:
    return Data(
        quad
        for name in names
        for quad in ox.parse((ONTOLOGY_DIR / name).read_bytes(), format=ox.RdfFormat.TURTLE)
    )


def header(name: str) -> str:
    """Give what the ontology says of itself.

    Parameters
    ----------
    name : str
        IRI of a property.

    Returns
    -------
    str
        Its value.
    """
    (value,) = _data("kg.ttl").values(ox.NamedNode(ONTOLOGY_IRI.rstrip("#")), name)
    return str(value.value)  # type: ignore[union-attr]


def term_facts() -> tuple[TermFacts, ...]:
    """Give every term, in the order of the file.

    Returns
    -------
    tuple of TermFacts
        Classes, properties and individuals.
    """
    data = _data("kg.ttl")
    own = [
        node
        for node in data.out
        if isinstance(node, ox.NamedNode) and node.value.startswith(ONTOLOGY_IRI)
    ]
    return tuple(_facts(data, node) for node in own)


def _facts(data: Data, node: ox.NamedNode) -> TermFacts:
    kinds = [_local(one) for one in data.values(node, RDF.type)]
    kind = next(_KINDS[one] for one in kinds if one in _KINDS)
    if kind == "individual":
        above = [one for one in data.values(node, RDF.type) if _local(one) != "NamedIndividual"]
    else:
        up = f"{_RDFS}subClassOf" if kind == "class" else f"{_RDFS}subPropertyOf"
        above = data.values(node, up)
    down = f"^{_RDFS}subClassOf" if kind == "class" else f"^{_RDFS}subPropertyOf"
    inverse = data.values(node, f"{_OWL}inverseOf")
    traits = [_TRAITS[one] for one in kinds if one in _TRAITS]
    traits += [f"inverse of {prefixed(_text(one))}" for one in inverse]
    reach = [*data.values(node, f"{_SCHEMA}rangeIncludes"), *data.values(node, f"{_RDFS}range")]
    return TermFacts(
        name=prefixed(node.value),
        kind=kind,
        label=_text(data.values(node, RDFS.label)[0]),
        comment=_text(data.values(node, f"{_RDFS}comment")[0]),
        above=_names(above),
        below=_names(data.values(node, down)),
        domain=_names(data.values(node, f"{_SCHEMA}domainIncludes")),
        range=_names(reach),
        traits=tuple(traits),
        aligned=tuple(_aligned(node)),
        rules=tuple(_rules(node)),
    )


def _aligned(node: Term) -> Iterable[tuple[str, str]]:
    words = {"subClassOf": "subclass of", "subPropertyOf": "subproperty of", "seeAlso": "see also"}
    for name, values in _data("alignments.ttl").out.get(node, {}).items():
        if name == RDF.type:  # declared there again
            continue
        for value in values:
            yield words[name.rpartition("#")[2]], _text(value)


def _rules(node: Term) -> list[str]:
    shapes = _data("shapes.ttl")
    about = [
        *shapes.into(f"{_SH}path").get(node, ()),
        *shapes.into(f"{_SH}targetClass").get(node, ()),
    ]
    found = {_text(one) for shape in about for one in shapes.values(shape, f"{_SH}message")}
    return sorted(found)


def _names(terms: Iterable[Term]) -> tuple[str, ...]:
    return tuple(sorted(prefixed(_text(one)) for one in terms))


def _local(term: Term) -> str:
    return _text(term).rpartition("#")[2]


def _text(term: Term) -> str:
    return "" if isinstance(term, ox.Triple) else term.value


def checks() -> list[tuple[str, str]]:
    """Give the checks by name, with what each finds.

    Returns
    -------
    list of (str, str)
        Names and titles.
    """
    files = sorted((ONTOLOGY_DIR / "checks").glob("*.rq"), key=lambda path: path.stem)
    return [
        (path.stem, path.read_text("utf-8").partition("\n")[0].removeprefix("# title: "))
        for path in files
    ]


def readme_text() -> str:
    """Give ``ontology/README.md``: its own words as they stand, and the tables anew.

    Returns
    -------
    str
        The text.
    """
    words = (ONTOLOGY_DIR / "README.md").read_text("utf-8").partition("## Classes")[0]
    facts = term_facts()
    lines = [words + "## Classes", "", "| class | below | meaning |", "|---|---|---|"]
    for one in (*_of(facts, "class"), *_of(facts, "individual")):
        article = "a " if one.kind == "individual" else ""
        lines.append(
            f"| `{one.name}` | {article if one.above else ''}{_coded(one.above)} | {one.comment} |"
        )
    lines += ["", "## Properties", "", "| property | from | to | meaning |", "|---|---|---|---|"]
    for one in _of(facts, "property"):
        lines.append(
            f"| `{one.name}` | {_coded(one.domain)} | {_coded(one.range)} | {one.comment} |"
        )
    lines += ["", "## Named questions", "", "| name | question | parameters |", "|---|---|---|"]
    for question in named_questions():
        given = ", ".join(f"`{one.name}` ({one.type})" for one in question.parameters)
        lines.append(f"| `{question.name}` | {question.title} | {given} |")
    lines += ["", "## Checks", "", "| check | what is wrong |", "|---|---|"]
    lines += [f"| `{name}` | {title} |" for name, title in checks()]
    return "\n".join(lines) + "\n"


def _of(facts: Iterable[TermFacts], kind: str) -> list[TermFacts]:
    return [one for one in facts if one.kind == kind]


def _coded(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def main(folder: Path = ONTOLOGY_DIR) -> None:
    """Write both texts.

    Parameters
    ----------
    folder : Path
        Where.
    """
    from kg.rdf.reference_page import page_text

    for name, text in (("README.md", readme_text()), ("index.html", page_text())):
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
