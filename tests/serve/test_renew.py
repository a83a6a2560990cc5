"""A folder that is built anew while it is served: nobody notices but by the answers."""

from __future__ import annotations

import contextlib
import shutil
import threading
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from kg.cli.serving import ServedFolder
from kg.config import Config
from kg.pipeline.rdf_files import write_rdf_files
from kg.pipeline.store import write_store
from kg.serve import renew
from kg.serve.run import make_server, open_socket
from tests.rdf.small import small_graph
from tests.serve.conftest import PATIENT
from tests.serve.http import ask, in_thread, send

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from kg.graph.value import KnowledgeGraph
    from kg.serve.limits import Limits

YEARS = "SELECT ?x ?year { ?x kg:year ?year } ORDER BY ?x"


def build(folder: Path, year: str | None = None, *, base_iri: str | None = None) -> None:
    """Write an export as a build does: beside, and then in the place of the earlier one."""
    staging = folder.with_name(f".{folder.name}.building")
    staging.mkdir()
    config = Config() if base_iri is None else replace(Config(), base_iri=base_iri)
    write_rdf_files(staging, dated(small_graph(), year), config, title="small graph")
    write_store(staging)
    away = folder.with_name(".away")
    if folder.exists():
        folder.rename(away)
    staging.rename(folder)
    shutil.rmtree(away, ignore_errors=True)


def dated(graph: KnowledgeGraph, year: str | None) -> KnowledgeGraph:
    if year is None:
        return graph
    return replace(graph, papers=tuple(replace(paper, date=year) for paper in graph.papers))


@contextlib.contextmanager
def serving(folder: Path, limits: Limits = PATIENT) -> Iterator[tuple[str, list[str]]]:
    """Serve a folder; gives the address and what the server told."""
    told: list[str] = []
    source = ServedFolder(folder, limits)
    with open_socket("127.0.0.1", 0) as opened:
        server = make_server(source, "127.0.0.1", tell=told.append)
        with in_thread(server, opened) as address:
            yield address, told


def wait_until(true: Callable[[], bool]) -> None:
    until = time.monotonic() + 120
    while not true():
        assert time.monotonic() < until, "it did not come true"
        time.sleep(0.02)


@pytest.fixture(autouse=True)
def soon(monkeypatch):
    monkeypatch.setattr(renew, "LOOK_S", 0.05)


def test_new_build_takes_over_and_no_request_fails(tmp_path):
    folder = tmp_path / "graph"
    build(folder)
    answers: list[tuple[int, str]] = []
    stop = threading.Event()
    with serving(folder) as (server, told):
        before = ask(server, YEARS, "text/csv").text

        def go_on_asking() -> None:
            while not stop.is_set():
                response = ask(server, YEARS, "text/csv")
                answers.append((response.status, response.text))

        asking = threading.Thread(target=go_on_asking)
        asking.start()
        try:
            build(folder, "2031")
            wait_until(lambda: bool(told) and bool(answers) and answers[-1][1] != before)
        finally:
            stop.set()
            asking.join(120)
        after = ask(server, YEARS, "text/csv").text
        assert "2031" in after
        assert {status for status, _ in answers} == {200}
        texts = [text for _, text in answers]
        assert set(texts) == {before, after}, "the old answer or the new one, nothing between"
        assert texts == sorted(texts, key=[before, after].index), "and never back"
        assert told == ["it was built anew: serving the new one"]
        paper = after.split()[1].partition(",")[0].removeprefix("https://w3id.org")
        assert "2031" in send(server, paper).text, "the pages are new too"


def test_new_base_has_its_pages_under_its_own_path(tmp_path):
    folder = tmp_path / "graph"
    build(folder)
    with serving(folder) as (server, told):
        build(folder, base_iri="https://example.org/other/")
        wait_until(lambda: bool(told))
        rows = ask(server, "SELECT ?x { ?x a kg:Method } LIMIT 1", "text/csv").text.split()
        assert rows[1].startswith("https://example.org/other/")
        assert send(server, rows[1].removeprefix("https://example.org")).status == 200


def test_what_cannot_be_served_is_told_and_not_taken(tmp_path):
    folder = tmp_path / "graph"
    build(folder)
    with serving(folder) as (server, told):
        before = ask(server, YEARS, "text/csv").text
        shutil.rmtree(folder / "store")
        (folder / "graph.nt").write_text("this is no triple\n", encoding="utf-8")
        wait_until(lambda: bool(told))
        assert "cannot be served" in told[0]
        assert ask(server, YEARS, "text/csv").text == before
        shutil.rmtree(folder)
        time.sleep(0.3)
        assert ask(server, YEARS, "text/csv").text == before, (
            "a folder that is gone changes nothing"
        )
        assert len(told) == 1
        build(folder, "2031")
        wait_until(lambda: len(told) == 2)
        assert "2031" in ask(server, YEARS, "text/csv").text


def test_query_that_runs_keeps_its_workers_until_it_is_answered(tmp_path):
    folder = tmp_path / "graph"
    build(folder)
    long = (
        "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f FILTER(STRLEN(STR(?c)) < STRLEN(STR(?f))) }"
    )
    got: list[int] = []
    with serving(folder, replace(PATIENT, timeout_s=10)) as (server, told):
        asking = threading.Thread(target=lambda: got.append(ask(server, long).status))
        asking.start()
        time.sleep(0.2)
        build(folder, "2031")
        wait_until(lambda: bool(told))
        assert "2031" in ask(server, YEARS, "text/csv").text
        asking.join(120)
        assert set(got) in ({200}, {504}), "answered or over its time, but not dropped"
