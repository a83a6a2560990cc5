"""Arguments that do not fit: each is one of kg's own errors, which says what would be right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

import kg
from kg.errors import OPTIONS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

#: Untyped, since every type here is a wrong one.
api: Any = kg

RECORDS = [{"title": "FooNet", "abstract": "We propose FooNet, which extends BERT."}]
NO_NAME = "give a name or an id"

#: What is asked → the error, and a part of what it says.
WRONG: dict[str, tuple[Callable[[Any, Path], object], str]] = {
    # names
    "name": (lambda g, _: g[5], "node: 5 is no text; " + NO_NAME),
    "no name": (lambda g, _: g[None], "node: None is no text"),
    "names": (lambda g, _: g[["a"]], r"node: ['a'] is no text"),
    "dataset": (lambda g, _: g.leaderboard(5), "dataset: 5 is no text"),
    "metric": (lambda g, _: g.leaderboard("GLUE", metric=5), "metric: 5 is no text"),
    "path": (lambda g, _: g.path(5, 6), "node: 5 is no text"),
    "end of a path": (lambda g, _: g.path("BERT", None), "node: None is no text"),
    "trend": (lambda g, _: g.trends(5), "node: 5 is no text"),
    "other": (lambda g, _: g.compare("BERT", 5), "node: 5 is no text"),
    "part": (lambda g, _: g.subgraph(5), "node: 5 is no text"),
    "get": (lambda g, _: g.methods.get(5), "name: 5 is no text; " + NO_NAME),
    "place": (lambda g, _: g.methods[None], "index: None is no place in a list"),
    "paper": (lambda g, _: g.similar_papers(5), "paper: 5 is no text; give an id, a title"),
    "papers": (lambda g, _: g.subgraph(papers=5), "papers: 5 does not fit; give papers, ids"),
    "value": (lambda g, _: api.Graph(None), "value: None does not fit; kg.load"),
    # words
    "relation": (lambda g, _: g.facts(relation=5), "relation: 5 is no text; give one"),
    "evidence": (lambda g, _: g.evidence("BERT", 5), "relation: 5 is no text; give one"),
    "role": (lambda g, _: g["BERT"].papers(role=5), "role: 5 is no text; give one"),
    "type": (lambda g, _: g["BERT"].neighbors(type=5), "type: 5 does not fit; give one"),
    "types": (
        lambda g, _: g.subgraph(types=["methods", 5]),
        "type: 5 does not fit; give one",
    ),
    "direction": (
        lambda g, _: g["BERT"].neighbors(direction=[]),
        "direction: [] is no text; give one",
    ),
    "way": (lambda g, _: g.path("BERT", "GLUE", via=[]), "way: [] is no text; give one"),
    "period": (lambda g, _: g.trends("BERT", by=[]), "period: [] is no text; give one"),
    "table": (lambda g, _: g.to_pandas([]), "table: [] is no text; give one"),
    "theme": (lambda g, _: g.trends("BERT").plot(theme=[]), "theme: [] is no text; give one"),
    "format": (lambda g, tmp: g.export(tmp / "x", []), "format: [] is no text; give one"),
    # paths
    "no folder": (lambda g, _: api.load(None), "folder: None is no path; give a text or a Path"),
    "folder": (lambda g, _: api.load(5), "folder: 5 is no path"),
    "bytes": (lambda g, _: api.load(b"g"), "folder: b'g' is no path"),
    "nul": (lambda g, _: api.load("a\0b"), r"folder: 'a\x00b' is no path"),
    "empty": (lambda g, _: api.load(""), "folder: an empty text names no file or folder"),
    "out": (lambda g, _: api.build(RECORDS, out=5), "out: 5 is no path"),
    "lexicon": (lambda g, _: api.build(RECORDS, lexicon=5), "lexicon: 5 is no path"),
    "curation": (lambda g, _: api.build(RECORDS, curation=5), "curation: 5 is no path"),
    "page": (lambda g, _: g.to_html(5), "path: 5 is no path"),
    "file": (lambda g, _: g.export(5), "path: 5 is no path"),
    "picture": (lambda g, _: g.trends("BERT").plot().save(5), "path: 5 is no path"),
    "grown": (lambda g, _: api.add(5, RECORDS), "folder: 5 is no path"),
    "shrunk": (lambda g, _: api.remove(5, "x"), "folder: 5 is no path"),
    # builds
    "no pages": (lambda g, _: api.build(None), "pages: None does not fit; give files, folders"),
    "pages": (lambda g, _: api.build(5), "pages: 5 does not fit; give files, folders"),
    "one page": (lambda g, _: api.build([*RECORDS, 5]), "pages: 5 does not fit"),
    "extractor": (
        lambda g, _: api.build(RECORDS, extractor=5),
        "extractor: 5 is no text; give",
    ),
    "no extractor": (lambda g, _: api.build(RECORDS, extractor="x"), "extractor: there is no 'x'"),
    "share": (lambda g, _: api.build(RECORDS, min_confidence="x"), "min_confidence: 'x' is no num"),
    "much": (
        lambda g, _: api.build(RECORDS, min_confidence=3),
        "min_confidence: 3 is out",
    ),
    "base": (lambda g, _: api.build(RECORDS, base_iri=5), "base_iri: 5 is no text; give an abs"),
    "rdf": (lambda g, _: api.build(RECORDS, rdf=5), "rdf: 5 does not fit; give some of ttl"),
    "provenance": (
        lambda g, _: api.build(RECORDS, provenance=5),
        "provenance: there is no 5; ",
    ),
    "address": (lambda g, _: api.build(RECORDS, llm_url=5), "llm_url: 5 is no text"),
    "heading": (lambda g, _: api.build(RECORDS, title=5), "title: 5 is no text"),
    "progress": (lambda g, _: api.build(RECORDS, progress=5), "progress: 5 is no function"),
    "processes": (
        lambda g, _: api.build(RECORDS, n_processes=-1),
        "n_processes: -1 is out of range",
    ),
    "wait": (lambda g, tmp: api.add(tmp, RECORDS, wait=float("nan")), "wait: nan is out of range"),
    "gone": (lambda g, tmp: api.remove(tmp, 5), "names: 5 does not fit; give ids, titles"),
    # questions
    "no dataset": (
        lambda g, _: g.named("methods-on-dataset", dataset=None),
        "dataset: None is no whole number",
    ),
    "question": (lambda g, _: g.named(5), "name: 5 is no text; give the name of a question"),
    "query": (lambda g, _: g.query(5), "query: 5 is no text; give SPARQL as a text"),
    # numbers
    "depth": (lambda g, _: g.subgraph("BERT", depth="x"), "depth: 'x' is no whole number; give 0"),
    "least": (lambda g, _: g.subgraph(min_papers="x"), "min_papers: 'x' is no whole number"),
    "top": (lambda g, tmp: g.to_html(tmp / "x.html", top="x"), "top: 'x' is no whole number"),
    "title": (lambda g, tmp: g.to_html(tmp / "x.html", title=5), "title: 5 is no text"),
    "focus": (lambda g, tmp: g.to_html(tmp / "x.html", focus=5), "focus: 5 does not fit; give na"),
    "at": (lambda g, _: g.page(5), "focus: 5 does not fit; give names, ids or things"),
    "size": (lambda g, _: g.communities("x"), "min_size: 'x' is no whole number"),
    "how many": (lambda g, _: g.similar_papers("BERT reads", n="x"), "n: 'x' is no whole number"),
    "the first": (lambda g, _: g.methods.top("x"), "n: 'x' is no whole number"),
    "fewer": (lambda g, _: g.methods.top(-1), "n: -1 is out of range; give 0 or more"),
    "fewer papers": (lambda g, _: g.similar_papers("BERT reads", n=-1), "n: -1 is out of range"),
    "yes": (lambda g, _: g.methods.top(True), "n: True is no whole number"),
    # what never changes
    "set": (lambda g, _: setattr(g, "methods", 5), "a graph never changes: 'methods' cannot be"),
    "delete": (lambda g, _: delattr(g, "methods"), "a graph never changes: 'methods' cannot be"),
}


@pytest.mark.parametrize(("ask", "told"), WRONG.values(), ids=WRONG)
def test_argument_that_does_not_fit_is_told(small, tmp_path, ask, told):
    with pytest.raises(kg.KgError) as caught:
        ask(small, tmp_path)
    assert told in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_numbers_and_paths_of_other_libraries_fit(small):
    assert small.methods.top(np.int64(2)) == small.methods.top(2)
    assert len(small.subgraph("BERT", min_confidence=np.float32(0.5)).papers) <= len(small.papers)


def test_nonsense_is_shown_cut(small):
    with pytest.raises(kg.ArgumentError) as caught:
        small[["x" * 100_000]]
    assert len(str(caught.value)) < 200


def test_thing_of_another_graph_or_type_is_not_found(small, example):
    with pytest.raises(kg.NotFoundError, match=r"no node 'PaLM 540B'"):
        small.path(example["PaLM 540B"], "BERT")
    with pytest.raises(kg.NotFoundError, match=r"no dataset 'BERT'; did you mean BERT \(Method\)"):
        small.leaderboard(small["BERT"])
    with pytest.raises(kg.NotFoundError, match="no paper"):
        small.similar_papers(example.papers[0])


@pytest.mark.parametrize(
    ("ask", "told"),
    [
        (lambda g: g.leaderboard("nope"), "no dataset 'nope'; there are GLUE, ImageNet, CIFAR-10"),
        (lambda g: g.leaderboard("ImagNet"), "did you mean ImageNet?"),
        (lambda g: g.named("methods-on-dataset", dataset="nope"), "no dataset 'nope'; there are "),
        (lambda g: g.named("nope"), "no named question 'nope'; there are built-on"),
        (lambda g: g.papers["nope"], "no paper 'nope'; there are "),
        (lambda g: g.papers["residual learning"], "did you mean Deep Residual Learning for"),
        (lambda g: g.similar_papers("nope"), "no paper 'nope'; there are "),
    ],
    ids=["none near", "near", "named", "question", "paper", "words of a title", "similar"],
)
def test_name_that_is_not_there_is_told_with_names_that_are(example, ask, told):
    with pytest.raises(kg.NotFoundError) as caught:
        ask(example)
    assert told in str(caught.value)


def test_file_is_written_where_its_folder_is_made(small, tmp_path):
    written = [
        small.trends("BERT").plot().save(tmp_path / "a" / "x.svg"),
        small.export(tmp_path / "b" / "x.gexf"),
        small.to_html(tmp_path / "c" / "x.html"),
    ]
    assert all(path.is_file() for path in written)
    (tmp_path / "file").touch()
    inside = tmp_path / "file" / "x.svg"
    with pytest.raises(kg.InputError, match=r"x\.svg: cannot be written"):
        small.trends("BERT").plot().save(inside)
    with pytest.raises(kg.InputError, match=r"x\.svg: cannot be written"):
        small.to_html(inside)


def test_option_has_the_name_that_was_typed():
    error = kg.ArgumentError("min_confidence", "3 is out of range", hint="give 0 to 1")
    assert error.as_typed() == "--min-confidence: 3 is out of range; give 0 to 1"
    assert kg.ArgumentError("n", "x").as_typed() == "n: x"
    assert "min_confidence" in OPTIONS
