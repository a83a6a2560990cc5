"""A process that answers queries and may do nothing else: ``python -m kg.serve.worker DB MIB``.

It opens the store, gives up its rights (no file and no socket can be opened, so neither ``SERVICE``
nor anything else leaves the process; no more than so much memory), and then answers one request
after the other on its standard input. The system ends it when a request takes too long, even if
nobody watches over it. Nothing of ``kg.rdf`` is imported: a worker that was ended is replaced at
once, and that must be quick.

Messages are frames: four bytes of length (big endian), then that many bytes. A request is one frame
of JSON; an answer is a frame of JSON and, if it has ``"kind"``, a frame with the body.
"""

from __future__ import annotations

import json
import os
import re
import signal
import struct
import sys
from typing import TYPE_CHECKING, Any, BinaryIO, Final

import pyoxigraph as ox

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["answer_all", "count_rows", "main"]

#: What a request names as format → what the engine calls it.
ROW_FORMATS: Final = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
TRIPLE_FORMATS: Final = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "rdf": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}

#: Seconds that the watching process has to end a worker before the system does.
_GRACE_S: Final = 1.0
_QUOTED: Final = re.compile(rb'"(?:[^"\\]|\\.)*"', re.DOTALL)
_QUOTED_CSV: Final = re.compile(rb'"[^"]*"')


class _TooLargeError(Exception):
    """An answer goes over a limit: ``"rows"`` or ``"bytes"``."""


class _Body:
    """What an answer is written to, up to a limit."""

    def __init__(self, max_bytes: int) -> None:
        self.data = bytearray()
        self._max_bytes = max_bytes

    def write(self, piece: bytes) -> int:
        if len(self.data) + len(piece) > self._max_bytes:
            raise _TooLargeError("bytes")
        self.data += piece
        return len(piece)

    def flush(self) -> None:
        """There is nothing behind it."""


def main() -> None:
    """Open the store named first on the command line and answer until the input ends."""
    try:
        store = ox.Store.read_only(sys.argv[1])
    except (OSError, ValueError) as error:
        _send(sys.stdout.buffer, json.dumps({"error": str(error)}).encode())
        return
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the watching process decides
    answer_all(store, sys.stdin.buffer, sys.stdout.buffer, memory=int(sys.argv[2]) << 20)


def answer_all(store: ox.Store, requests: BinaryIO, answers: BinaryIO, *, memory: int) -> None:
    """Give up all rights, say hello, and answer until the input ends.

    Parameters
    ----------
    store : pyoxigraph.Store
        What is asked.
    requests, answers : binary files
        Where frames come from and go to.
    memory : int
        Bytes that may be taken beyond what is taken now.
    """
    _give_up_rights(memory=memory)
    _send(answers, b"{}")
    while (raw := _receive(requests)) is not None:
        request = json.loads(raw)
        _arm(request["timeout_s"] + _GRACE_S)
        header, body = _answer(store, request)
        _arm(0)
        _send(answers, json.dumps(header).encode())
        if body is not None:
            _send(answers, body)


def _answer(store: ox.Store, request: dict[str, Any]) -> tuple[dict[str, Any], bytearray | None]:
    try:
        kind, body = _ask(store, request)
    except SyntaxError as error:
        return {"error": "syntax", "message": str(error)}, None
    except _TooLargeError as error:
        return {"error": str(error)}, None
    except MemoryError:
        return {"error": "memory"}, None
    except (OSError, ValueError, RuntimeError) as error:
        return {"error": "refused", "message": str(error)}, None
    return {"kind": kind}, body


def _ask(store: ox.Store, request: dict[str, Any]) -> tuple[str, bytearray]:
    body = _Body(request["max_bytes"])
    formats: dict[str, str] = request["formats"]
    answer = store.query(
        request["query"],
        base_iri=request["base_iri"],
        prefixes=request["prefixes"],
        default_graph=_graphs(request["default_graphs"]),
        named_graphs=_graphs(request["named_graphs"]),
    )
    if isinstance(answer, ox.QueryTriples):
        triples = _limited(answer, request["max_rows"])
        ox.serialize(
            triples,
            body,  # type: ignore[arg-type]  # write and flush are all that is called
            TRIPLE_FORMATS[formats["triples"]],
            prefixes=request["prefixes"],
        )
        return "triples", body.data
    if isinstance(answer, ox.QueryBoolean):
        answer.serialize(body, ROW_FORMATS[formats["boolean"]])  # type: ignore[arg-type]
        return "boolean", body.data
    answer.serialize(body, ROW_FORMATS[formats["rows"]])  # type: ignore[arg-type]
    if _may_exceed(body.data, formats["rows"], request["max_rows"]):
        raise _TooLargeError("rows")
    return "rows", body.data


def _graphs(iris: list[str] | None) -> list[Any] | None:
    # A data set of the request stands in the place of the query's own: SPARQL 1.1 Protocol, 2.1.4.
    return None if iris is None else [ox.NamedNode(iri) for iri in iris]


def _limited(answer: ox.QueryTriples, max_rows: int) -> Iterator[ox.Triple]:
    """Give each triple once: an answer is a graph, but the engine repeats what is found twice."""
    seen: set[ox.Triple] = set()
    for triple in answer:
        if triple in seen:
            continue
        if len(seen) == max_rows:
            raise _TooLargeError("rows")
        seen.add(triple)
        yield triple


def _may_exceed(body: bytearray, row_format: str, max_rows: int) -> bool:
    return len(body) > max_rows and count_rows(bytes(body), row_format) > max_rows


def count_rows(body: bytes, row_format: str) -> int:
    r"""Count the rows of an answer as it is written.

    Parameters
    ----------
    body : bytes
        An answer to SELECT, as the engine writes it.
    row_format : str
        ``"json"``, ``"xml"``, ``"csv"`` or ``"tsv"``.

    Returns
    -------
    int
        Rows, without a heading.

    Notes
    -----
    The engine writes an answer in one go, twice as fast as row by row; so rows are counted after.

    Examples
    --------
    >>> count_rows(b'x,y\r\n"a\r\n""b""\r\n",1\r\n,\r\n', "csv")
    2
    """
    if row_format == "xml":
        return body.count(b"<result>")
    if row_format == "tsv":  # a line break in a value is written as \n
        return body.count(b"\n") - 1
    if row_format == "csv":
        return _QUOTED_CSV.sub(b"", body).count(b"\r\n") - 1
    bare = _QUOTED.sub(b"", body)
    # A row ends with the brace of its last value and its own; one without values is empty.
    return bare.count(b"}}") - 1 + bare.count(b"[{}") + bare.count(b",{}")


def _give_up_rights(*, memory: int) -> None:
    """Open no more files or sockets, write no file, leave no core, take only so much memory."""
    try:
        import resource
    except ImportError:  # pragma: no cover - not on POSIX: only the watching process ends a query
        return
    mapped = _mapped_bytes()
    if mapped is not None:
        resource.setrlimit(resource.RLIMIT_AS, (mapped + memory, mapped + memory))
    for what in (resource.RLIMIT_FSIZE, resource.RLIMIT_CORE, resource.RLIMIT_NOFILE):
        resource.setrlimit(what, (0, 0))


def _mapped_bytes() -> int | None:
    try:
        with open("/proc/self/statm", "rb") as file:  # noqa: PTH123 - the worker stays small
            return int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:  # pragma: no cover - not on Linux, where no limit on memory holds anyway
        return None


def _arm(seconds: float) -> None:
    """Have the system end this process after so many seconds; 0 for not at all."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _receive(stream: BinaryIO) -> bytes | None:
    head = stream.read(4)
    if len(head) < 4:
        return None
    return stream.read(struct.unpack(">I", head)[0])


def _send(stream: BinaryIO, frame: bytes | bytearray) -> None:
    stream.write(struct.pack(">I", len(frame)))
    stream.write(frame)
    stream.flush()


if __name__ == "__main__":
    main()
