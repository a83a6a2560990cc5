"""``ontology/``: in agreement with the vocabulary and the code, whole, and sound."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import owlrl
import pyoxigraph as ox
import pytest
import rdflib
from rdflib import DCTERMS, OWL, PROV, RDF, RDFS, SKOS, VOID, XSD, Namespace, URIRef
from rdflib.compare import isomorphic

import kg
from kg.config import ONTOLOGY_DIR, ONTOLOGY_IRI
from kg.rdf import rdf_text, triples
from kg.rdf.reference import readme_text
from kg.rdf.reference_page import page_text
from kg.rdf.terms import KG, NAMESPACES, RELATION_IRI, ROLE_IRI, TYPE_IRI
from kg.vocabulary import RELATIONS, ROLES, TYPES, EntityType

if TYPE_CHECKING:
    from collections.abc import Iterable

KGNS = Namespace(ONTOLOGY_IRI)
SCHEMA = Namespace("https://schema.org/")
TURTLE_FILES = sorted(ONTOLOGY_DIR.glob("*.ttl"))
CLASSES = {entity_type: URIRef(iri) for entity_type, iri in TYPE_IRI.items()}


@pytest.fixture(scope="module")
def ontology():
    return rdflib.Graph().parse(ONTOLOGY_DIR / "kg.ttl")


@pytest.mark.parametrize("path", TURTLE_FILES, ids=lambda path: path.name)
def test_two_parsers_read_the_same(path):
    strict = "".join(
        f"{quad.triple} .\n" for quad in ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE)
    )
    assert isomorphic(rdflib.Graph().parse(data=strict, format="nt"), rdflib.Graph().parse(path))


def test_every_term_of_the_code_is_declared_and_the_other_way_round(ontology):
    declared = {
        str(one).removeprefix(ONTOLOGY_IRI)
        for one in ontology.subjects(RDF.type)
        if str(one).startswith(ONTOLOGY_IRI)
    }
    in_code = set(KG.names)
    assert declared - in_code == set(), "in kg.ttl, not in kg/vocabulary.py or kg/rdf/terms.py"
    assert in_code - declared == set(), "in the code, not in kg.ttl"


def test_every_term_has_a_label_and_a_comment(ontology):
    for name in KG.names:
        for what in (RDFS.label, RDFS.comment):
            said = list(ontology.objects(KGNS[name], what))
            assert len(said) == 1, f"kg:{name} has {len(said)} of {what}"
            assert said[0].language == "en"


def _ends(ontology: rdflib.Graph, prop: str, what: str) -> set[EntityType]:
    """Give the entity types that a property's domain or range stands for."""
    named = set(ontology.objects(URIRef(prop), SCHEMA[what]))
    if KGNS.Entity in named:
        return set(EntityType)
    return {entity_type for entity_type, iri in CLASSES.items() if iri in named}


@pytest.mark.parametrize("role", ROLES)
def test_roles_join_what_the_vocabulary_says(ontology, role):
    prop = ROLE_IRI[role]
    assert KGNS.Paper in set(ontology.objects(URIRef(prop), SCHEMA.domainIncludes))
    assert _ends(ontology, prop, "rangeIncludes") == set(ROLES[role].types)
    assert (URIRef(prop), RDFS.subPropertyOf, KGNS.involves) in ontology


@pytest.mark.parametrize("relation", [one for one in RELATIONS if RELATIONS[one].iri[:3] == "kg:"])
def test_relations_join_what_the_vocabulary_says(ontology, relation):
    prop, term = RELATION_IRI[relation], RELATIONS[relation]
    assert _ends(ontology, prop, "domainIncludes") == set(term.heads)
    assert _ends(ontology, prop, "rangeIncludes") == set(term.tails)
    symmetric = (URIRef(prop), RDF.type, OWL.SymmetricProperty) in ontology
    assert symmetric == term.symmetric
    assert str(ontology.value(URIRef(prop), RDFS.label)) == term.label


def test_nothing_but_roles_is_below_involves(ontology):
    below = {str(one) for one in ontology.subjects(RDFS.subPropertyOf, KGNS.involves)}
    assert below == set(ROLE_IRI.values())


@pytest.mark.parametrize("entity_type", TYPES)
def test_types_are_classes_of_entities(ontology, entity_type):
    assert KGNS.Entity in ontology.transitive_objects(CLASSES[entity_type], RDFS.subClassOf)


def test_only_the_borrowed_relation_is_not_ours():
    assert [one.iri for one in RELATIONS.values() if one.iri[:3] != "kg:"] == ["skos:broader"]


def test_no_domains_and_no_ranges_of_objects(ontology):
    assert list(ontology.subject_objects(RDFS.domain)) == []
    for prop in ontology.subjects(RDFS.range):
        assert (prop, RDF.type, OWL.DatatypeProperty) in ontology


def test_the_header_names_version_and_licence(ontology):
    (me,) = ontology.subjects(RDF.type, OWL.Ontology)
    assert f"{me}#" == ONTOLOGY_IRI
    assert str(ontology.value(me, OWL.versionInfo)) == kg.__version__
    assert str(ontology.value(me, OWL.versionIRI)) == f"{me}/{kg.__version__}"
    assert "publicdomain/zero" in str(ontology.value(me, DCTERMS.license))


def test_every_property_has_a_kind_of_property(ontology):
    kinds = {OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty}
    for name in KG.names:
        types = set(ontology.objects(KGNS[name], RDF.type))
        if name[0].islower() and KGNS.ResultKind not in types:
            assert len(types & kinds) == 1, name


def test_whatever_is_used_is_declared(ontology, graph):
    used = {row[1] for row in triples(graph)} | {
        str(row[2]) for row in triples(graph) if str(row[1]) == str(RDF.type)
    }
    reserved = (str(RDF), str(RDFS), str(OWL))
    for term in used:
        if not term.startswith(reserved):
            assert (URIRef(term), RDF.type, None) in ontology, term


def _pinned() -> dict[str, set[str]]:
    """Give the names of each vocabulary that terms are borrowed from, by its namespace."""
    known = {}
    for path in sorted((Path(__file__).parent / "vocabularies").glob("*.txt")):
        first, source, *names = path.read_text("utf-8").splitlines()
        assert source.startswith("# source: "), path.name
        assert names == sorted(set(names)), path.name
        known[first.removeprefix("# namespace: ")] = set(names)
    return known


PINNED = _pinned() | {ONTOLOGY_IRI: set(KG.names)}
#: IRIs that are no terms: documents, licences, things.
_DOCUMENTS = re.compile(
    r"https://w3id\.org/kg/|https://creativecommons\.org/|https?://example\.org/|"
    r"https://www\.iana\.org/assignments/media-types/|http://www\.w3\.org/ns/formats/"
)


def strange_terms(iris: Iterable[str]) -> set[str]:
    """Give the IRIs that no pinned vocabulary has."""
    strange = set()
    for iri in iris:
        base = next((one for one in PINNED if iri.startswith(one)), None)
        known = base is not None and iri.removeprefix(base) in {"", *PINNED[base]}
        if not known and (base is not None or not _DOCUMENTS.match(iri)):
            strange.add(iri)
    return strange


@pytest.mark.parametrize("path", TURTLE_FILES, ids=lambda path: path.name)
def test_borrowed_terms_exist(path):
    quads = ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE)
    named = {term.value for quad in quads for term in quad.triple if isinstance(term, ox.NamedNode)}
    assert strange_terms(named) == set()


def test_terms_of_the_code_and_the_context_exist():
    assert strange_terms(one[name] for one in NAMESPACES for name in one.names) == set()
    context = json.loads((ONTOLOGY_DIR / "context.jsonld").read_text("utf-8"))["@context"]
    bases = {one.prefix: one.base for one in NAMESPACES}
    shown = re.findall(r'"@?\w*": ?"(\w+):(\w+)"', json.dumps(context))
    assert len(shown) > 50
    assert strange_terms(bases[prefix] + name for prefix, name in shown) == set()


@pytest.mark.parametrize("folder", ["queries", "checks"])
def test_terms_of_queries_exist(folder):
    bases = {one.prefix: one.base for one in NAMESPACES}
    for path in (ONTOLOGY_DIR / folder).glob("*.rq"):
        body = re.sub(r"#[^\n]*", "", path.read_text("utf-8").replace("ns#", "ns\\"))
        used = re.findall(r"\b([a-z]+):([A-Za-z]\w*)", body)
        assert strange_terms(bases[one] + name for one, name in used if one in bases) == set(), path


@pytest.mark.parametrize(
    "iri",
    [
        "http://purl.org/spar/fabio/hasArXivID",
        "http://purl.org/dc/terms/licence",
        "https://schema.org/Papper",
        "http://unknown.example.com/x",
        "https://w3id.org/kg/ns#outperfroms",
    ],
)
def test_misspelt_terms_are_noticed(iri):
    assert strange_terms([iri]) == {iri}


def test_namespaces_of_the_code_are_those_of_rdflib():
    bound: dict[str, Any] = {"rdf": RDF, "rdfs": RDFS, "owl": OWL, "xsd": XSD, "skos": SKOS}
    bound |= {"dcterms": DCTERMS, "prov": PROV, "void": VOID, "schema": rdflib.SDO}
    for one in NAMESPACES:
        if one.prefix in bound:
            assert one.base == str(bound[one.prefix])
            for name in one.names:
                assert URIRef(one[name]) in bound[one.prefix]


@pytest.mark.filterwarnings("ignore::DeprecationWarning:owlrl")
def test_the_closure_infers_no_wrong_type(ontology, graph):
    data = rdflib.Graph().parse(data="".join(rdf_text(graph, "nt", provenance="none")), format="nt")
    closed = rdflib.Graph().parse(ONTOLOGY_DIR / "alignments.ttl")
    for triple in [*data, *ontology]:
        closed.add(triple)
    # A class that cannot have an instance shows itself by one.
    instances = {
        rdflib.URIRef(f"urn:one:{one}"): one for one in ontology.subjects(RDF.type, OWL.Class)
    }
    for one, kind in instances.items():
        closed.add((one, RDF.type, kind))
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(closed)
    assert len(instances) > 10
    assert not any((one, RDF.type, OWL.Nothing) in closed for one in instances)
    disjoint = [KGNS.Paper, KGNS.Method, KGNS.Dataset, KGNS.Concept, KGNS.Result]
    subjects = set(data.subjects())
    for subject in subjects:
        kinds = [one for one in disjoint if (subject, RDF.type, one) in closed]
        assert len(kinds) <= 1, subject
        assert (subject, RDF.type, OWL.Nothing) not in closed
        for kind in CLASSES.values():
            told = data.value(subject, RDF.type)
            # An IRI that is replaced has no class, and none is inferred.
            above = set() if told is None else {*ontology.transitive_objects(told, RDFS.subClassOf)}
            assert ((subject, RDF.type, kind) in closed) == (kind in above), (subject, kind)
    assert not any(str(one).endswith("ErrorMessage") for one in closed.objects(None, RDF.type))
    bert, elmo = (URIRef(f"https://w3id.org/kg/id/entity/{one}") for one in ("roberta", "elmo"))
    assert (bert, KGNS.comparedWith, elmo) in closed
    assert (elmo, KGNS.comparedWith, bert) in closed


#: What the ontology may use of OWL: all of it is in the profile RL (OWL 2 Profiles, section 4).
OWL_TERMS = {
    *("Ontology", "versionIRI", "versionInfo", "Class", "NamedIndividual"),
    *("ObjectProperty", "DatatypeProperty", "AnnotationProperty", "FunctionalProperty"),
    *("IrreflexiveProperty", "SymmetricProperty", "TransitiveProperty", "inverseOf"),
    *("AllDisjointClasses", "disjointWith", "members"),
}


def test_the_ontology_stays_in_the_profile(ontology):
    used = {term for triple in ontology for term in triple if str(term).startswith(str(OWL))}
    assert {str(term).removeprefix(str(OWL)) for term in used} <= OWL_TERMS
    for one in (RDFS.subClassOf, RDFS.subPropertyOf, OWL.inverseOf, OWL.disjointWith):
        for left, right in ontology.subject_objects(one):
            assert isinstance(left, URIRef)
            assert isinstance(right, URIRef)
    # A transitive property must not be irreflexive or functional (OWL 2, section 11).
    for one in ontology.subjects(RDF.type, OWL.TransitiveProperty):
        kinds = set(ontology.objects(one, RDF.type))
        assert not kinds & {OWL.IrreflexiveProperty, OWL.FunctionalProperty}
    assert set(ontology.objects(None, RDFS.range)) <= {
        XSD.decimal,
        XSD.integer,
        XSD.string,
        XSD.boolean,
    }


def test_the_context_covers_what_is_written(graph):
    context = json.loads((ONTOLOGY_DIR / "context.jsonld").read_text("utf-8"))["@context"]
    bases = {one.prefix: one.base for one in NAMESPACES}
    assert {key: context[key] for key in bases} == bases
    named = {}
    for key, term in context.items():
        if isinstance(term, dict) and "@reverse" in term:
            continue
        name = term["@id"] if isinstance(term, dict) else str(term)
        prefix, colon, local = name.partition(":")
        if colon and prefix in bases:
            assert key not in named
            named[bases[prefix] + local] = key
    used = {row[1] for row in triples(graph)} - {str(RDF.type)}
    assert used <= set(named)
    for iri in named:
        if iri.startswith(ONTOLOGY_IRI):
            assert iri.removeprefix(ONTOLOGY_IRI) in KG.names


def test_shapes_and_queries_know_every_relation():
    names = {term.iri for table in (ROLES, RELATIONS) for term in table.values()}
    shapes = (ONTOLOGY_DIR / "shapes.ttl").read_text("utf-8")
    asserted = re.search(
        r"kgsh:Assertion.*?sh:path rdf:predicate.*?sh:in \((.*?)\)", shapes, re.DOTALL
    )
    assert asserted is not None
    assert set(asserted[1].split()) == names
    check = (ONTOLOGY_DIR / "checks" / "triple-without-assertion.rq").read_text("utf-8")
    listed = re.search(r"VALUES \?predicate \{(.*?)\}", check, re.DOTALL)
    assert listed is not None
    assert set(listed[1].split()) == names


def test_the_readme_lists_every_term_question_and_check():
    text = (ONTOLOGY_DIR / "README.md").read_text("utf-8")
    missing = [name for name in KG.names if f"`kg:{name}`" not in text]
    for folder in ("queries", "checks"):
        stems = [path.stem for path in (ONTOLOGY_DIR / folder).glob("*.rq")]
        missing += [stem for stem in stems if f"`{stem}`" not in text]
    assert missing == []


@pytest.mark.parametrize(("name", "made"), [("README.md", readme_text), ("index.html", page_text)])
def test_the_reference_is_up_to_date(name, made):
    told = "python -m kg.rdf.reference writes it anew"
    assert (ONTOLOGY_DIR / name).read_text("utf-8") == made(), told


def test_the_reference_page_stands_alone_and_its_links_lead_somewhere():
    page = (ONTOLOGY_DIR / "index.html").read_text("utf-8")
    anchors = re.findall(r' id="([^"]+)"', page)
    assert len(anchors) == len(set(anchors))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(anchors)
    assert {f"{name}" for name in KG.names} <= set(anchors)
    assert not re.search(r"<script|src=|url\(|<link|@import", page)
    files = re.findall(r'href="([^"#:]+)"', page)
    assert files
    assert all((ONTOLOGY_DIR / one).is_file() for one in files)
