"""``kg push`` to Virtuoso as Debian ships it (``virtuoso-opensource-7-bin``), where it is."""

from __future__ import annotations

import shutil
import socket
import subprocess
from typing import TYPE_CHECKING
from urllib.parse import quote

import pyoxigraph as ox
import pytest

from kg.rdf import rdf_text
from kg.serve.push import Target, push
from tests.rdf.small import small_graph
from tests.serve.http import send, wait_until_up

if TYPE_CHECKING:
    from collections.abc import Iterator

SETTINGS = """
[Database]
DatabaseFile = v.db
ErrorLogFile = v.log
LockFile = v.lck
TransactionFile = v.trx
xa_persistent_file = v.pxa
[TempDatabase]
DatabaseFile = t.db
TransactionFile = t.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
NumberOfBuffers = 4000
MaxDirtyBuffers = 3000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = .
"""


@pytest.fixture(scope="module")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    command = shutil.which("virtuoso-t")
    if command is None:
        pytest.skip("Virtuoso is not installed (apt-get install virtuoso-opensource-7-bin)")
    folder = tmp_path_factory.mktemp("virtuoso")
    with socket.create_server(("127.0.0.1", 0)) as a, socket.create_server(("127.0.0.1", 0)) as b:
        ports = {"sql": a.getsockname()[1], "http": b.getsockname()[1]}
    (folder / "v.ini").write_text(SETTINGS.format(**ports), encoding="ascii")
    server = subprocess.Popen(
        [command, "+foreground", "+configfile", "v.ini"],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{ports['http']}"
    try:
        wait_until_up(address, server)
        yield address
    finally:
        server.kill()
        server.wait()


@pytest.mark.parametrize(
    ("method", "path"), [("graph-store", "/sparql-graph-crud-auth"), ("update", "/sparql-auth")]
)
def test_virtuoso_has_what_was_pushed(virtuoso, tmp_path, method, path):
    source = tmp_path / "graph.nt"
    source.write_text("".join(rdf_text(small_graph(), "nt")), encoding="utf-8", newline="\n")
    graph = f"https://example.org/{method}?x=1&y=2"
    target = Target(virtuoso + path, method, graph, "dba", "dba")
    push(source, target, tmp_path / "state", progress=lambda *_: None, piece_bytes=20_000)
    got = send(
        virtuoso,
        f"/sparql-graph-crud?graph-uri={quote(graph, safe='')}",
        headers={"accept": "application/n-triples"},
    )
    assert got.status == 200
    assert triples(got.body) == triples(source.read_bytes())


def triples(data: bytes) -> set[str]:
    """Numbers to fifteen digits: that is what Virtuoso keeps of a decimal."""
    return {
        f"{one.subject} {one.predicate} {rounded(one.object)}"
        for one in ox.parse(data, format=ox.RdfFormat.N_TRIPLES)
    }


def rounded(term: object) -> str:
    if isinstance(term, ox.Literal) and term.datatype.value.endswith(("#decimal", "#double")):
        return f"{float(term.value):.14g}"
    return str(term)
