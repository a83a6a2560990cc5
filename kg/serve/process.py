"""One worker process, seen from the process that watches over it."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import struct
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal as OneOf

from kg.rdf.query import explain_syntax
from kg.serve.forking import worker_environment
from kg.serve.limits import MEBIBYTE
from kg.serve.refused import RefusedError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from kg.serve.forking import Forked, Nursery
    from kg.serve.limits import Limits

__all__ = ["Answer", "Query", "Worker", "ask_once"]

_START_S: Final = 60.0


@dataclass(frozen=True, slots=True)
class Query:
    """What a worker is asked.

    Attributes
    ----------
    text : str
        SPARQL, not checked.
    base_iri : str
        What relative IRIs are relative to.
    prefixes : mapping of str to str
        Prefixes that the query need not declare.
    default_graphs, named_graphs : tuple of str or None
        The data set of the request; None for the query's own.
    formats : mapping of str to str
        ``"rows"``, ``"boolean"`` and ``"triples"`` → the format for such an answer.
    """

    text: str
    base_iri: str
    prefixes: Mapping[str, str]
    formats: Mapping[str, str]
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer.

    Attributes
    ----------
    kind : str
        ``"rows"``, ``"boolean"`` or ``"triples"``.
    body : bytes
        As the query's formats have it for this kind.
    """

    kind: OneOf["rows", "boolean", "triples"]
    body: bytes


class Worker:
    """A worker that is up; made by ``start``.

    Parameters
    ----------
    process : asyncio.subprocess.Process or Forked
        The process, the lines to it open.
    limits : Limits
        What each query may take.
    """

    def __init__(self, process: asyncio.subprocess.Process | Forked, limits: Limits) -> None:
        self._process = process
        self._limits = limits
        self._is_spent = False
        self._is_answering = False

    @classmethod
    async def start(cls, store: Path, limits: Limits, nursery: Nursery | None = None) -> Worker:
        """Start a process and wait until it has the store open.

        Parameters
        ----------
        store : Path
            A store on disk.
        limits : Limits
            What each query may take.
        nursery : Nursery, optional
            Forks the process, with a copy of the store in memory.

        Returns
        -------
        Worker
            Ready to be asked.

        Raises
        ------
        RefusedError
            If the process does not come up.
        """
        process: asyncio.subprocess.Process | Forked | None = None
        if nursery is not None and nursery.is_up:
            with contextlib.suppress(ConnectionError):
                process = await nursery.fork()
        if process is None:
            process = await _spawn(store, limits)
        worker = cls(process, limits)
        try:
            async with asyncio.timeout(_START_S):
                hello = json.loads(await worker._receive())
        except (TimeoutError, asyncio.IncompleteReadError):
            hello = {"error": "no worker came up"}
        except BaseException:
            worker.kill()
            raise
        if "error" in hello:
            await worker.close()
            raise RefusedError(503, f"{store}: {hello['error']}")
        return worker

    async def ask(self, query: Query) -> Answer:
        """Have a query answered.

        Parameters
        ----------
        query : Query
            The query.

        Returns
        -------
        Answer
            The whole answer, never a part of it.

        Raises
        ------
        RefusedError
            If the query cannot be answered within the limits. The worker may be gone then; see
            ``is_ready``.
        """
        try:
            return await self._ask(query)
        finally:
            if self._is_answering:  # too late, or nobody waits any more
                self.kill()

    async def _ask(self, query: Query) -> Answer:
        limits = self._limits
        self._is_answering = True
        try:
            async with asyncio.timeout(limits.timeout_s):
                await self._send(_request(query, limits))
                header = json.loads(await self._receive())
                body = await self._receive() if "kind" in header else b""
        except TimeoutError:
            raise RefusedError(504, f"the query took more than {limits.timeout_s:g} s") from None
        except (asyncio.IncompleteReadError, ConnectionError):
            error = self._explain_end(await self._process.wait())
            raise error from None
        self._is_answering = False
        if "error" in header:
            error = _explain(header, limits, query)
            raise error
        return Answer(header["kind"], body)

    @property
    def is_forked(self) -> bool:
        """Whether it asks a copy of the store in memory."""
        return not isinstance(self._process, asyncio.subprocess.Process)

    @property
    def is_ready(self) -> bool:
        """Whether the process can be asked again: it is up, and at its first priority."""
        return self._process.returncode is None and not self._is_spent

    def step_back(self) -> None:
        """Let other processes go first from now on; there is no way back."""
        self._is_spent = True
        with contextlib.suppress(OSError, AttributeError):
            os.setpriority(os.PRIO_PROCESS, self._process.pid, 19)

    def kill(self) -> None:
        """End the process at once, whatever it does."""
        self._is_spent = True
        # Not ``Process.kill``: before Python 3.12 it takes the exit status from asyncio's watcher.
        if self._process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self._process.pid, signal.SIGKILL)

    async def close(self) -> None:
        """End the process and wait until it is gone."""
        self.kill()
        await self._process.wait()

    async def _send(self, message: dict[str, Any]) -> None:
        stream = self._process.stdin
        if stream is None:  # pragma: no cover - it was opened with a pipe
            raise ConnectionError
        frame = json.dumps(message).encode()
        stream.write(struct.pack(">I", len(frame)) + frame)
        await stream.drain()

    async def _receive(self) -> bytes:
        stream = self._process.stdout
        if stream is None:  # pragma: no cover - it was opened with a pipe
            raise ConnectionError
        (length,) = struct.unpack(">I", await stream.readexactly(4))
        return await stream.readexactly(length)

    def _explain_end(self, code: int) -> RefusedError:
        """Say why a process ended by itself; a code below zero is the signal that ended it."""
        if code == -signal.SIGALRM:
            return RefusedError(504, f"the query took more than {self._limits.timeout_s:g} s")
        if code == -signal.SIGSEGV:
            return RefusedError(400, "the query is nested too deeply")
        if code == -signal.SIGABRT:
            return _out_of_memory(self._limits)
        return RefusedError(500, f"the query ended its worker (code {code})")


async def _spawn(store: Path, limits: Limits) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "kg.serve.worker", str(store), str(limits.memory_mb)),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        start_new_session=True,  # Ctrl-C is for the watching process; see ``close``
        env=worker_environment(),
    )


async def ask_once(store: Path, query: Query, limits: Limits) -> Answer:
    """Have one query answered by a process of its own.

    Parameters
    ----------
    store : Path
        A store on disk.
    query : Query
        The query.
    limits : Limits
        What it may take.

    Returns
    -------
    Answer
        The whole answer; it raises ``RefusedError`` if there is none within the limits.
    """
    worker = await Worker.start(store, limits)
    try:
        return await worker.ask(query)
    finally:
        await worker.close()


def _request(query: Query, limits: Limits) -> dict[str, Any]:
    return {
        "query": query.text,
        "base_iri": query.base_iri,
        "prefixes": dict(query.prefixes),
        "formats": dict(query.formats),
        "default_graphs": query.default_graphs,
        "named_graphs": query.named_graphs,
        "timeout_s": limits.timeout_s,
        "max_rows": limits.max_rows,
        "max_bytes": limits.max_result_mb * MEBIBYTE,
    }


def _out_of_memory(limits: Limits) -> RefusedError:
    return RefusedError(507, f"the query needs more than {limits.memory_mb} MiB of memory")


def _explain(header: Mapping[str, str], limits: Limits, query: Query) -> RefusedError:
    match header["error"]:
        case "syntax":
            told = explain_syntax(header["message"], query.text, query.prefixes)
            return RefusedError(400, told)
        case "rows":
            told = f"the answer has more than {limits.max_rows} rows"
            return RefusedError(413, f"{told}; nothing is sent rather than a part: add a LIMIT")
        case "bytes":
            told = f"the answer has more than {limits.max_result_mb} MiB"
            return RefusedError(413, f"{told}; nothing is sent rather than a part: add a LIMIT")
        case "memory":
            return _out_of_memory(limits)
        case _:
            return RefusedError(403, f"the query cannot be answered: {header['message']}")
