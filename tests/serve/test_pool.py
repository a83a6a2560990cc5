"""Workers: right answers, and an end to every query that takes too much."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import shutil
import signal
import socket
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.pipeline.folder import exchange
from kg.rdf.query import PREFIXES
from kg.serve.forking import Nursery
from kg.serve.limits import Limits
from kg.serve.pool import Pool
from kg.serve.process import Answer, Query, Worker, ask_once
from kg.serve.refused import RefusedError
from kg.serve.worker import count_rows

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

FORMATS = {"rows": "json", "boolean": "json", "triples": "nt"}
#: Seconds that only a failure lasts.
PATIENCE_S = 120

#: Runs for ever in little memory: each step of the path is a scan.
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a (<>|!<>)* ?b . ?c (<>|!<>)* ?d . ?e (<>|!<>)* ?f }"
#: Doubles a string until no memory is left.
BOMB = (
    'SELECT (STRLEN(?z) AS ?n) { BIND("abcdefghijklmnopqrstuvwxyz" AS ?v0) '
    + " ".join(f"BIND(CONCAT(?v{i}, ?v{i}, ?v{i}, ?v{i}) AS ?v{i + 1})" for i in range(16))
    + " BIND(?v16 AS ?z) }"
)


def query(text: str, **formats: str) -> Query:
    return Query(text, "https://w3id.org/kg/id/", PREFIXES, {**FORMATS, **formats})


def ask(store, text: str, *, limits: Limits | None = None, **formats: str) -> Answer:
    return asyncio.run(
        ask_once(store, query(text, **formats), limits or Limits(timeout_s=PATIENCE_S))
    )


def refused(store, text: str, **limits: float) -> RefusedError:
    with pytest.raises(RefusedError) as caught:
        ask(store, text, limits=Limits(**{"timeout_s": PATIENCE_S, **limits}))  # type: ignore[arg-type]
    return caught.value


def test_worker_answers_each_kind_of_query(store):
    rows = json.loads(ask(store, "SELECT ?l { ?m a kg:Method ; rdfs:label ?l } ORDER BY ?l").body)
    assert [row["l"]["value"] for row in rows["results"]["bindings"]][:3] == [
        "BERT",
        "ELMo",
        "LSTM",
    ]
    assert ask(store, "ASK { ?m a kg:Method }") == Answer("boolean", b'{"head":{},"boolean":true}')
    built = ask(store, "CONSTRUCT { ?m a kg:Method } WHERE { ?m a kg:Method ; ?p ?o }")
    assert len(built.body.splitlines()) == len(set(built.body.splitlines())) == 8
    assert ask(store, "DESCRIBE <entity/bert>").kind == "triples"


@pytest.mark.parametrize("row_format", ["json", "xml", "csv", "tsv"])
@pytest.mark.parametrize(
    ("text", "n_rows"),
    [
        ("SELECT * { ?s ?p ?o }", None),
        ("SELECT * { ?s dcterms:title ?t ; dcterms:abstract ?a }", 5),
        ('SELECT * { VALUES (?x ?y) { ("}},{" ",{}") ("[{}" "<result>") ("\\r\\n" "\\\\") } }', 3),
        ("SELECT * { VALUES (?x ?y) { (UNDEF UNDEF) (1 UNDEF) (UNDEF UNDEF) } }", 3),
        ("SELECT ?x { } LIMIT 0", 0),
    ],
)
def test_rows_are_counted_as_they_are_written(store, text, n_rows, row_format):
    if n_rows is None:
        counted = json.loads(ask(store, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").body)
        n_rows = int(counted["results"]["bindings"][0]["n"]["value"])
    assert count_rows(ask(store, text, rows=row_format).body, row_format) == n_rows


@pytest.mark.parametrize("text", ["SELECT * { ?s ?p ?o }", "CONSTRUCT WHERE { ?s ?p ?o }"])
def test_answer_over_a_limit_is_refused_not_cut(store, text):
    assert refused(store, text, max_rows=10).status == 413
    assert refused(store, text + " LIMIT 11", max_rows=10).status == 413
    ask(store, text + " LIMIT 10", limits=Limits(max_rows=10))
    big = "SELECT ?b ?d ?f { ?a ?p ?b . ?c ?q ?d . ?e ?r ?f } LIMIT 100000"
    assert refused(store, big, max_result_mb=1).status == 413


def test_query_that_takes_too_long_is_ended(store):
    error = refused(store, ENDLESS, timeout_s=0.5)
    assert (error.status, str(error)) == (504, "the query took more than 0.5 s")


def test_query_that_takes_too_much_memory_is_ended(store):
    error = refused(store, BOMB, memory_mb=64)
    assert (error.status, str(error)) == (507, "the query needs more than 64 MiB of memory")


@pytest.mark.parametrize(
    ("text", "status", "told"),
    [
        ("SELEKT", 400, "line 1, column 7: expected"),
        ("ASK {" + "{" * 100_000 + "}" * 100_000 + "}", 400, "nested too deeply"),
        ("INSERT DATA { <a> <b> <c> }", 400, "line 1, column 1"),
    ],
)
def test_query_that_cannot_be_read_says_why(store, text, status, told):
    error = refused(store, text)
    assert error.status == status
    assert told in str(error)


def test_worker_reaches_nothing_outside(store, tmp_path):
    secret = tmp_path / "secret.nt"
    secret.write_text("<urn:a> <urn:b> <urn:c> .\n")
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.2)
        url = f"http://127.0.0.1:{listener.getsockname()[1]}/"
        error = refused(store, f"SELECT * {{ SERVICE <{url}> {{ ?s ?p ?o }} }}")
        assert error.status == 403
        ask(store, f"SELECT * {{ SERVICE SILENT <{url}> {{ ?s ?p ?o }} }}")
        for outside in (url, secret.as_uri()):
            found = ask(store, f"ASK FROM <{outside}> {{ ?s ?p ?o }}")
            assert json.loads(found.body)["boolean"] is False
        with pytest.raises(TimeoutError):
            listener.accept()


def test_worker_ends_by_itself_where_nobody_watches(store):
    async def ask_without_watching() -> int:
        worker = await Worker.start(store, Limits(timeout_s=0.2))
        process = worker._process
        message = {"timeout_s": 0.2, "max_rows": 1, "max_bytes": 1000, "query": ENDLESS}
        more = {"base_iri": "urn:x:", "prefixes": {}, "formats": FORMATS}
        await worker._send({**message, **more, "default_graphs": None, "named_graphs": None})
        code = await asyncio.wait_for(process.wait(), PATIENCE_S)
        await worker.close()
        return code

    assert asyncio.run(ask_without_watching()) == -signal.SIGALRM


def test_pool_answers_others_beside_heavy_queries(store):
    limits = Limits(timeout_s=300, long_after_s=1.5, n_workers=2, n_long=1, max_wait_s=PATIENCE_S)

    async def run() -> tuple[list[bool], list[object], object]:
        async with Pool(store, limits) as pool:
            heavy = [asyncio.create_task(pool.ask(query(f"{ENDLESS} # {i}"))) for i in range(6)]
            for _ in range(10):
                await pool.ask(query("ASK {}"))
            async with asyncio.timeout(PATIENCE_S):
                while sum(not task.done() for task in heavy) > 1:
                    await asyncio.sleep(0.01)
            running = [task for task in heavy if not task.done()]
            known = await asyncio.gather(pool.ask(query(f"{ENDLESS} # 0")), return_exceptions=True)
            for task in running:
                task.cancel()
            ended = await asyncio.gather(*heavy, return_exceptions=True)
            return [len(running) == 1], list(ended), known[0]

    running, ended, known = asyncio.run(run())
    assert running == [True], "one long query goes on, the light ones are answered beside it"
    assert sorted(getattr(one, "status", 0) for one in ended) == [0] + [503] * 5
    assert str(known) == "1 long queries run already; try again later"


def test_pool_sends_away_what_it_cannot_hold(store):
    limits = Limits(timeout_s=5, long_after_s=1, n_workers=1, n_waiting=1, max_wait_s=0.2)

    async def run() -> list[object]:
        async with Pool(store, limits) as pool:
            asked = (pool.ask(query(f"{ENDLESS} # {i}")) for i in range(3))
            return list(await asyncio.gather(*asked, return_exceptions=True))

    told = sorted(str(one) for one in asyncio.run(run()))
    assert told == [
        "1 queries wait already; try again later",
        "no worker became free in time; try again later",
        "the query took more than 5 s",
    ]


def test_pool_replaces_workers_that_end(store):
    async def run() -> bytes:
        async with Pool(store, Limits(n_workers=2, in_memory_mb=0)) as pool:
            for worker in pool._idle:
                os.kill(worker._process.pid, signal.SIGKILL)
            async with asyncio.timeout(PATIENCE_S):
                while any(worker.is_ready for worker in pool._idle):
                    await asyncio.sleep(0.01)
            return (await pool.ask(query("ASK {}"))).body

    assert json.loads(asyncio.run(run()))["boolean"] is True


def test_query_of_one_who_has_gone_is_ended(store):
    async def run() -> bool:
        async with Pool(
            store, Limits(n_workers=1, timeout_s=300, long_after_s=PATIENCE_S, in_memory_mb=0)
        ) as pool:
            (worker,) = pool._idle
            gone = asyncio.create_task(pool.ask(query(ENDLESS)))
            await asyncio.sleep(0.2)
            gone.cancel()
            await asyncio.gather(gone, return_exceptions=True)
            await pool.ask(query("ASK {}"))
            return worker.is_ready

    assert asyncio.run(run()) is False


def test_no_process_is_left_behind(store):
    async def run() -> list[int]:
        async with Pool(store, Limits(n_workers=2)) as pool:
            return [worker._process.pid for worker in pool._idle]

    before = set(threading.enumerate())
    for pid in asyncio.run(run()):
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)
    for thread in set(threading.enumerate()) - before:
        thread.join(PATIENCE_S)
        assert not thread.is_alive()


@contextlib.asynccontextmanager
async def in_memory(store: Path, **limits: float) -> AsyncIterator[Pool]:
    """A pool all of whose workers were forked."""
    async with Pool(store, Limits(n_workers=2, **limits)) as pool:  # type: ignore[arg-type]
        async with asyncio.timeout(PATIENCE_S):
            while not (len(pool._idle) == 2 and all(one.is_forked for one in pool._idle)):
                await asyncio.sleep(0.01)
        yield pool


def test_copy_in_memory_answers_as_the_disk_does(store):
    text = "SELECT ?s ?p ?o { ?s ?p ?o } ORDER BY ?s ?p ?o"

    async def run() -> bytes:
        async with in_memory(store) as pool:
            return (await pool.ask(query(text))).body

    assert asyncio.run(run()) == ask(store, text).body


@pytest.mark.parametrize(
    ("text", "timeout_s", "status"), [(ENDLESS, 5, 504), (BOMB, PATIENCE_S, 507)]
)
def test_forked_workers_are_ended_and_replaced(store, text, timeout_s, status):
    async def run() -> tuple[object, list[bool], list[int]]:
        async with in_memory(store, timeout_s=timeout_s, memory_mb=64) as pool:
            (error,) = await asyncio.gather(pool.ask(query(text)), return_exceptions=True)
            found = [(await pool.ask(query("ASK { ?m a kg:Method }"))).body for _ in range(2)]
            pids = [one._process.pid for one in pool._idle]
        return error, [json.loads(one)["boolean"] for one in found], pids

    error, found, pids = asyncio.run(run())
    assert getattr(error, "status", error) == status
    assert found == [True, True]
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def test_forked_worker_reaches_nothing_outside(store):
    async def run(url: str) -> list[object]:
        async with in_memory(store) as pool:
            asked = (
                f"SELECT * {{ SERVICE {how} <{url}> {{ ?s ?p ?o }} }}" for how in ("", "SILENT")
            )
            return await asyncio.gather(
                *(pool.ask(query(text)) for text in asked), return_exceptions=True
            )

    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.2)
        told = asyncio.run(run(f"http://127.0.0.1:{listener.getsockname()[1]}/"))
        assert getattr(told[0], "status", told[0]) == 403
        assert isinstance(told[1], Answer)
        with pytest.raises(TimeoutError):
            listener.accept()


def test_disk_answers_where_the_nursery_is_gone(store):
    async def run() -> bytes:
        async with in_memory(store) as pool:
            nursery = pool._nursery
            assert nursery is not None
            os.kill(nursery._process.pid, signal.SIGKILL)
            async with asyncio.timeout(PATIENCE_S):
                while nursery.is_up:
                    await asyncio.sleep(0.01)
            answer = await pool.ask(query("ASK { ?m a kg:Method }"))
            assert not any(one.is_forked for one in pool._idle if one.is_ready)
            return answer.body

    assert json.loads(asyncio.run(run()))["boolean"] is True


def test_store_that_is_none_is_an_error(tmp_path):
    (tmp_path / "db").mkdir()
    with pytest.raises(RefusedError, match="db"):
        ask(tmp_path / "db", "ASK {}")


def test_worker_that_is_replaced_does_not_open_a_newer_build(store, tmp_path):
    mine, newer = (Path(shutil.copytree(store, tmp_path / name)) for name in ("mine", "newer"))

    async def run() -> None:
        async with Pool(mine, Limits(n_workers=1, timeout_s=300, in_memory_mb=0)) as pool:
            exchange(mine, newer)
            assert (await pool.ask(query("ASK {}"))).kind == "boolean"
            for worker in pool._idle:
                os.kill(worker._process.pid, signal.SIGKILL)
                await worker._process.wait()
            with pytest.raises(RefusedError, match="built anew") as caught:
                await pool.ask(query("ASK {}"))
            assert caught.value.status == 503

    asyncio.run(run())


def test_copy_in_memory_is_not_one_of_a_newer_build(store, tmp_path, monkeypatch):
    mine, newer = (Path(shutil.copytree(store, tmp_path / name)) for name in ("mine", "newer"))
    start = Nursery.start

    async def start_late(place: Path, limits: Limits) -> Nursery | None:
        exchange(mine, newer)
        return await start(place, limits)

    monkeypatch.setattr(Nursery, "start", start_late)

    async def run() -> None:
        async with Pool(mine, Limits(n_workers=1, timeout_s=300)) as pool:
            assert pool._moving is not None
            await pool._moving
            assert pool._nursery is None
            assert (await pool.ask(query("ASK {}"))).kind == "boolean"

    asyncio.run(run())
