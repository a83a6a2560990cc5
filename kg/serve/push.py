"""N-Triples → somebody else's server, in pieces, from where an earlier try stopped.

Two ways that servers have: the SPARQL 1.1 Graph Store HTTP Protocol (section 5.4, POST of triples
into a graph) and SPARQL 1.1 Update (``INSERT DATA``). Both add, and adding a triple twice changes
nothing as long as there are no blank nodes (``kg`` writes none): so a piece whose answer was lost
may be sent again.
"""

from __future__ import annotations

import hashlib
import http.client
import json
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, urlsplit

from kg.config import RETRY_STATUSES
from kg.errors import InputError, shown
from kg.serve.login import Login

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

__all__ = ["METHODS", "Target", "push"]

METHODS: Final = ("graph-store", "update")

#: Bytes of one piece. An update is parsed whole before it is done: Virtuoso 7.2 runs out of memory
#: at some 5000 triples, of which ours have some 140 bytes each.
PIECE_BYTES: Final = {"graph-store": 1_000_000, "update": 250_000}
#: Times that a piece is sent before the push stops, and seconds before the second time.
_N_TRIES: Final = 4
_PAUSE_S: Final = 1.0
_TIMEOUT_S: Final = 120.0


@dataclass(frozen=True, slots=True)
class Target:
    """Where to push, and how.

    Attributes
    ----------
    url : str
        The server's graph store or update endpoint; http or https.
    method : str
        ``"graph-store"`` or ``"update"``.
    graph : str or None
        IRI of the graph to add to; None for the default graph.
    user, password : str or None
        For HTTP basic or digest authentication, as the server asks.
    token : str or None
        For bearer authentication.

    Raises
    ------
    InputError
        If the URL or the method is none, or a graph's IRI could end its place in the request.
    """

    url: str
    method: str = "graph-store"
    graph: str | None = None
    user: str | None = None
    password: str | None = None
    token: str | None = None

    def __post_init__(self) -> None:
        if urlsplit(self.url).scheme not in {"http", "https"} or not urlsplit(self.url).netloc:
            raise InputError(self.url, "is no address", hint="give http://… or https://…")
        if "@" in urlsplit(self.url).netloc:  # a secret, which is not repeated
            where = urlsplit(self.url).netloc.rpartition("@")[2]
            hint = "give --user, and the password in KG_PUSH_PASSWORD"
            raise InputError(where, "the address holds a name or password", hint=hint)
        if self.method not in METHODS:
            raise InputError(
                "--method", f"{shown(self.method)} is unknown", hint=" or ".join(METHODS)
            )
        if self.graph is not None and any(char in '<>"{}|^`\\ \n' for char in self.graph):
            raise InputError("--graph", f"{shown(self.graph)} is no IRI")

    @property
    def name(self) -> str:
        """What tells this target from others; without secrets."""
        return f"{self.method} {self.url} {self.graph or ''}"


def push(
    source: Path,
    target: Target,
    state: Path,
    *,
    progress: Callable[[int, int], None],
    piece_bytes: int | None = None,
) -> int:
    """Send a file of triples to a server.

    Parameters
    ----------
    source : Path
        N-Triples, sorted or not, without blank nodes.
    target : Target
        The server.
    state : Path
        File that remembers how far a push came; written after each piece, removed at the end. Of
        another source or target it is not heeded.
    progress : callable
        Told bytes sent and bytes in all.
    piece_bytes : int, optional
        Bytes of one request, more or less: pieces end with a line. As ``PIECE_BYTES`` if not said.

    Returns
    -------
    int
        Triples that were sent by this call.

    Raises
    ------
    InputError
        If the server refuses a piece or cannot be reached; the next push goes on from there.
    """
    total = source.stat().st_size
    name = f"{target.name} {_digest(source)}"
    done, n_sent = _read_state(state, name), 0
    login = Login(target.url, target.user, target.password, target.token)
    with source.open("rb") as file:
        file.seek(done)
        for piece in _pieces(file.read, piece_bytes or PIECE_BYTES[target.method]):
            _send(target, login, piece, done)
            done += len(piece)
            n_sent += piece.count(b"\n")
            state.write_text(json.dumps({"push": name, "done": done}) + "\n", encoding="utf-8")
            progress(done, total)
    state.unlink(missing_ok=True)
    return n_sent


def _pieces(read: Callable[[int], bytes], size: int) -> Iterator[bytes]:
    """Cut bytes into pieces of whole lines."""
    rest = b""
    while block := read(size):
        whole, newline, rest = (rest + block).rpartition(b"\n")
        if newline:
            yield whole + newline
    if rest.strip():
        yield rest


def _send(target: Target, login: Login, piece: bytes, offset: int) -> None:
    n_try = 0
    while True:
        request = _request(target, piece)
        login.sign(request)
        try:
            with urllib.request.urlopen(request, timeout=_TIMEOUT_S):  # noqa: S310 - http(s) only
                return
        except urllib.error.HTTPError as error:
            with error:
                told = error.read(300).decode("utf-8", "replace").strip()
            if login.learn(error):
                continue
            reason = f"answered {error.code} {error.reason}: {told}"
            if error.code not in RETRY_STATUSES:
                break
        except (OSError, http.client.HTTPException) as error:
            reason = f"cannot be reached: {getattr(error, 'reason', None) or error}"
        n_try += 1
        if n_try == _N_TRIES:
            break
        time.sleep(_PAUSE_S * 2 ** (n_try - 1))
    raise InputError(
        target.url, f"{reason} (after {offset} bytes)", hint="push again to go on from there"
    )


def _request(target: Target, piece: bytes) -> urllib.request.Request:
    headers = {"user-agent": "kg push", "accept": "*/*"}
    if target.method == "update":
        inner = b"{\n" + piece + b"}"
        if target.graph is not None:
            inner = b"{ GRAPH <" + target.graph.encode() + b"> " + inner + b" }"
        headers["content-type"] = "application/sparql-update; charset=utf-8"
        body, url = b"INSERT DATA " + inner, target.url
    else:
        where = "default" if target.graph is None else f"graph={quote(target.graph, safe='')}"
        joint = "&" if urlsplit(target.url).query else "?"
        headers["content-type"] = "application/n-triples"
        body, url = piece, f"{target.url}{joint}{where}"
    return urllib.request.Request(url, body, headers, method="POST")  # noqa: S310 - see Target


def _digest(source: Path) -> str:
    with source.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _read_state(state: Path, name: str) -> int:
    try:
        told = json.loads(state.read_text(encoding="utf-8"))
        return int(told["done"]) if told["push"] == name else 0
    except (OSError, ValueError, KeyError, TypeError):
        return 0
