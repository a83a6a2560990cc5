"""``kg push`` to an Oxigraph server as its makers ship it, and to servers that fail."""

from __future__ import annotations

import hashlib
import http.server
import re
import shutil
import socket
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from typer.testing import CliRunner

import kg.cli.pushing as pushing
from kg.cli.commands import app
from kg.errors import InputError
from kg.rdf import rdf_text
from kg.serve import push as pushed
from kg.serve.push import Target, push
from tests.rdf.small import small_graph
from tests.serve.http import send, wait_until_up

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

GRAPH = "https://example.org/g?x=1&y=2"


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("push")
    path = folder / "graph.nt"
    path.write_text("".join(rdf_text(small_graph(), "nt")), encoding="utf-8", newline="\n")
    return path


@pytest.fixture(scope="module")
def oxigraph() -> Iterator[str]:
    """An Oxigraph server: the package ``oxigraph``, a process of its own."""
    command = shutil.which("oxigraph", path=str(Path(sys.executable).parent))
    assert command is not None, "the test needs the package oxigraph"
    with socket.create_server(("127.0.0.1", 0)) as probe:
        address = f"127.0.0.1:{probe.getsockname()[1]}"
    server = subprocess.Popen(
        [command, "serve", "--bind", address], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        wait_until_up(f"http://{address}", server)
        yield f"http://{address}"
    finally:
        server.kill()
        server.wait()


def stored(server: str, graph: str | None = None) -> set[str]:
    where = "{ ?s ?p ?o }" if graph is None else f"{{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"
    response = send(
        server,
        "/query",
        method="POST",
        headers={"content-type": "application/sparql-query", "accept": "application/n-triples"},
        body=f"CONSTRUCT {{ ?s ?p ?o }} WHERE {where}".encode(),
    )
    assert response.status == 200
    return triples(response.body)


def triples(data: bytes) -> set[str]:
    return {str(quad.triple) for quad in ox.parse(data, format=ox.RdfFormat.N_TRIPLES)}


@pytest.mark.parametrize(("method", "path"), [("graph-store", "/store"), ("update", "/update")])
@pytest.mark.parametrize("graph", [None, GRAPH])
def test_oxigraph_has_what_was_pushed(oxigraph, source, tmp_path, method, path, graph):
    send(
        oxigraph,
        "/update",
        method="POST",
        headers={"content-type": "application/sparql-update"},
        body=b"CLEAR ALL",
    )
    target = Target(oxigraph + path, method, graph)
    calls: list[tuple[int, int]] = []
    n_sent = push(
        source,
        target,
        tmp_path / "state",
        progress=lambda done, total: calls.append((done, total)),
        piece_bytes=5000,
    )
    assert n_sent == len(source.read_bytes().splitlines())
    assert len(calls) > 10
    assert calls[-1][0] == calls[-1][1] == source.stat().st_size
    # Through a store too: it writes some numbers in another form than it read them.
    assert stored(oxigraph, graph) == canonical(source)
    assert not (tmp_path / "state").exists()


def canonical(source: Path) -> set[str]:
    store = ox.Store()
    store.load(path=str(source), format=ox.RdfFormat.N_TRIPLES)
    return {str(quad.triple) for quad in store}


class Failing:
    """A server that takes some pieces and then fails; remembers what it took."""

    def __init__(self, n_good: int, status: int) -> None:
        self.taken: list[bytes] = []
        self.headers: list[dict[str, str]] = []
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"]))
                outer.headers.append({k.lower(): v for k, v in self.headers.items()})
                good = len(outer.taken) < n_good
                if good:
                    outer.taken.append(body)
                self.send_response(204 if good else status)
                self.send_header("content-length", "0")
                self.end_headers()

            def log_message(self, *_arguments: object) -> None:
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/store"
        self.thread = threading.Thread(target=self.server.serve_forever)

    def __enter__(self) -> Failing:
        self.thread.start()
        return self

    def __exit__(self, *_exception: object) -> None:
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()


@pytest.mark.parametrize("status", [403, 503])
def test_push_goes_on_where_it_stopped(source, tmp_path, monkeypatch, status):
    monkeypatch.setattr(pushed, "_PAUSE_S", 0.001)
    state = tmp_path / "state"

    def go(url: str, **options: str) -> int:
        target = Target(url, **options)
        return push(source, target, state, progress=lambda *_: None, piece_bytes=5000)

    with Failing(3, status) as server:
        with pytest.raises(InputError, match=rf"answered {status}.*push again to go on"):
            go(server.url)
        n_asked = len(server.headers)
        assert n_asked == (4 if status == 403 else 3 + pushed._N_TRIES)
        before = list(server.taken)
        monkeypatch.setattr(server.server.RequestHandlerClass, "do_POST", _take(server))
        go(server.url)
        assert b"".join(server.taken) == source.read_bytes(), "each line once"
        assert server.taken[:3] == before


def _take(server: Failing):
    def do_post(self: http.server.BaseHTTPRequestHandler) -> None:
        server.taken.append(self.rfile.read(int(self.headers["content-length"])))
        self.send_response(204)
        self.end_headers()

    return do_post


def test_state_of_another_target_is_not_heeded(source, tmp_path):
    state = tmp_path / "state"
    with Failing(2, 403) as one, pytest.raises(InputError):
        push(source, Target(one.url), state, progress=lambda *_: None, piece_bytes=5000)
    with Failing(9999, 403) as other:
        push(source, Target(other.url), state, progress=lambda *_: None, piece_bytes=5000)
        assert b"".join(other.taken) == source.read_bytes()


def answering(
    server: Failing, answer: Callable[[http.server.BaseHTTPRequestHandler], None]
) -> None:
    """Let a server read a request and then do something else with it."""

    def do_post(self: http.server.BaseHTTPRequestHandler) -> None:
        server.headers.append({k.lower(): v for k, v in self.headers.items()})
        self.body = self.rfile.read(int(self.headers["content-length"]))  # type: ignore[attr-defined]
        answer(self)

    server.server.RequestHandlerClass.do_POST = do_post  # type: ignore[attr-defined]


def status(handler: http.server.BaseHTTPRequestHandler, code: int, **headers: str) -> None:
    handler.send_response(code)
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.send_header("content-length", "0")
    handler.end_headers()


@pytest.mark.parametrize("how", ["closed", "no HTTP", "cut"])
def test_line_that_breaks_is_tried_again(source, tmp_path, monkeypatch, how):
    monkeypatch.setattr(pushed, "_PAUSE_S", 0.001)
    with Failing(0, 500) as server:

        def break_every_third(handler: http.server.BaseHTTPRequestHandler) -> None:
            if len(server.headers) % 3:
                server.taken.append(handler.body)  # type: ignore[attr-defined]
                status(handler, 204)
            elif how == "closed":
                handler.close_connection = True
                handler.connection.shutdown(socket.SHUT_RDWR)
            else:
                answer = b"what?\r\n\r\n" if how == "no HTTP" else b"HTTP/1.1 2"
                handler.wfile.write(answer)
                handler.close_connection = True

        answering(server, break_every_third)
        target = Target(server.url)
        push(source, target, tmp_path / "state", progress=lambda *_: None, piece_bytes=5000)
        # A piece whose answer was lost is sent twice: that adds nothing to a set of triples.
        assert set(b"".join(server.taken).splitlines()) == set(source.read_bytes().splitlines())


def test_secrets_are_sent_when_asked_for_and_not_kept(source, tmp_path):
    state = tmp_path / "state"
    with Failing(1, 403) as server:

        def ask_for_a_name(handler: http.server.BaseHTTPRequestHandler) -> None:
            if "authorization" in server.headers[-1] and len(server.headers) < 4:
                status(handler, 204)
            elif "authorization" in server.headers[-1]:
                status(handler, 403)
            else:
                status(handler, 401, www_authenticate='Basic realm="a"')

        answering(server, ask_for_a_name)
        target = Target(server.url, user="ada", password="secret")
        with pytest.raises(InputError) as caught:
            push(source, target, state, progress=lambda *_: None, piece_bytes=5000)
    said = [headers.get("authorization") for headers in server.headers]
    assert said == [None, *["Basic YWRhOnNlY3JldA=="] * 3]
    assert "secret" not in state.read_text() + str(caught.value)


def test_password_is_not_sent_to_a_server_that_takes_a_digest(source, tmp_path):
    """Checks the answer by RFC 7616, 3.4.1, and lets the number used once grow old."""

    def md5(text: str) -> str:
        return hashlib.md5(text.encode()).hexdigest()

    nonces = [f"nonce {n}" for n in range(100)]
    with Failing(0, 500) as server:

        def check(handler: http.server.BaseHTTPRequestHandler) -> None:
            nonce = nonces[len(server.taken) // 3]
            told = f'Digest realm="SPARQL", nonce="{nonce}", qop="auth", algorithm="MD5"'
            said = server.headers[-1].get("authorization", "")
            fields = dict(re.findall(r'(\w+)="?([^",]*)"?', said.removeprefix("Digest ")))
            stale = fields.get("nonce", nonce) != nonce
            one, two = md5("ada:SPARQL:secret"), md5(f"POST:{handler.path}")
            middle = ":".join(fields.get(name, "") for name in ("nonce", "nc", "cnonce", "qop"))
            if stale or fields.get("response") != md5(f"{one}:{middle}:{two}"):
                status(handler, 401, www_authenticate=f'{told}, stale="{str(stale).lower()}"')
            else:
                server.taken.append(handler.body)  # type: ignore[attr-defined]
                status(handler, 204)

        answering(server, check)
        options = {"user": "ada", "password": "secret", "graph": GRAPH}
        state = tmp_path / "state"
        target = Target(server.url, **options)
        push(source, target, state, progress=lambda *_: None, piece_bytes=5000)
        assert b"".join(server.taken) == source.read_bytes()
        assert not any("Basic" in one.get("authorization", "") for one in server.headers)
        wrong = Target(server.url, **{**options, "password": "wrong"})
        with pytest.raises(InputError, match="answered 401"):
            push(source, wrong, state, progress=lambda *_: None, piece_bytes=5000)


def test_token_is_sent_at_once(source, tmp_path):
    with Failing(9999, 403) as server:
        target = Target(server.url, token="abc")
        push(source, target, tmp_path / "state", progress=lambda *_: None, piece_bytes=5000)
        assert {one["authorization"] for one in server.headers} == {"Bearer abc"}


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"url": "file:///etc/passwd"}, "is no address"),
        ({"url": "http://a/", "method": "put"}, "graph-store or update"),
        ({"url": "http://a/", "graph": "urn:a> } ; CLEAR ALL #"}, "is no IRI"),
    ],
)
def test_bad_targets(options, told):
    with pytest.raises(InputError, match=told):
        Target(**options)


def test_server_that_is_not_there(source, tmp_path, monkeypatch):
    monkeypatch.setattr(pushed, "_PAUSE_S", 0.001)
    with socket.create_server(("127.0.0.1", 0)) as probe:
        url = f"http://127.0.0.1:{probe.getsockname()[1]}/"
    with pytest.raises(InputError, match="cannot be reached"):
        push(source, Target(url), tmp_path / "state", progress=lambda *_: None)


def test_command(oxigraph, source):
    assert pushing.push is not None
    done = CliRunner().invoke(app, ["push", str(source.parent), f"{oxigraph}/store"])
    assert (done.exit_code, "triples sent" in done.output) == (0, True), done.output
