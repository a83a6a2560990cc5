"""The nursery (``kg.serve.nursery``) and what it forks, seen from the process that watches."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import socket
import sys
from typing import TYPE_CHECKING, Final

from kg.serve.limits import MEBIBYTE

if TYPE_CHECKING:
    from pathlib import Path

    from kg.serve.limits import Limits

__all__ = ["Forked", "Nursery", "fits_memory", "worker_environment"]

_KEEP_MEMORY: Final = ":".join(
    f"glibc.malloc.{name}={value}"
    for name, value in {
        "tcache_max": 1 << 20,
        "tcache_count": 1000,
        "top_pad": 1 << 20,
        "mmap_threshold": 1 << 25,
        "trim_threshold": 1 << 30,
    }.items()
)
#: Stands for the process that a nursery cannot fork any more.
_NONE: Final = -1


def worker_environment() -> dict[str, str]:
    """Give the environment of a worker.

    Returns
    -------
    dict of str to str
        Ours, and glibc told to keep what is freed: on disk the engine takes some kilobytes at each
        look-up and gives them back, a quarter of the time of a query that is all look-ups.
    """
    return {"GLIBC_TUNABLES": _KEEP_MEMORY, **os.environ}


def fits_memory(store: Path, limits: Limits) -> bool:
    """Tell whether a store is to be copied into memory.

    Parameters
    ----------
    store : Path
        A store on disk.
    limits : Limits
        How large it may be.

    Returns
    -------
    bool
        Never where processes cannot be forked safely.
    """
    if sys.platform != "linux":
        return False
    size = sum(one.stat().st_size for one in store.iterdir())
    return size <= limits.in_memory_mb * MEBIBYTE


class Forked:
    """A process that the nursery forked: as much of ``asyncio.subprocess.Process`` as is needed.

    Parameters
    ----------
    pid : int
        The process.
    stdout, stdin
        The two directions of the line to it.
    """

    def __init__(self, pid: int, stdout: asyncio.StreamReader, stdin: asyncio.StreamWriter) -> None:
        self.pid = pid
        self.stdout = stdout
        self.stdin = stdin
        self.returncode: int | None = None
        self._gone = asyncio.Event()

    async def wait(self) -> int:
        """Wait until the process has ended; gives its exit code, below zero for a signal."""
        await self._gone.wait()
        return self.returncode or 0

    def end(self, code: int) -> None:
        """Note that the process has ended."""
        self.returncode = code
        self.stdin.close()
        self._gone.set()


class Nursery:
    """A nursery that is up; made by ``start``.

    Parameters
    ----------
    process : asyncio.subprocess.Process
        The process.
    control : socket
        The line to it.
    """

    def __init__(self, process: asyncio.subprocess.Process, control: socket.socket) -> None:
        self._process = process
        self._control = control
        self._forked: dict[int, Forked] = {}
        self._turn = asyncio.Lock()
        self._born: asyncio.Queue[int] = asyncio.Queue()
        self._listening: asyncio.Task[None] | None = None
        self._writer: asyncio.StreamWriter | None = None

    @classmethod
    async def start(cls, store: Path, limits: Limits) -> Nursery | None:
        """Start a nursery and wait until it has its copy.

        Parameters
        ----------
        store : Path
            A store on disk.
        limits : Limits
            What each query may take.

        Returns
        -------
        Nursery or None
            Ready to fork; None if there is none to be had.
        """
        ours, theirs = socket.socketpair()
        with theirs:
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "kg.serve.nursery", str(store), str(limits.memory_mb)),
                stdin=theirs.fileno(),
                stdout=asyncio.subprocess.DEVNULL,
                stderr=asyncio.subprocess.DEVNULL,
                start_new_session=True,
                env=worker_environment(),
            )
        nursery = cls(process, ours)
        try:
            reader, nursery._writer = await asyncio.open_connection(sock=ours)
            if "ready" not in json.loads(await reader.readline() or b"{}"):
                await nursery.close()
                return None
        except BaseException:
            await asyncio.shield(nursery.close())
            raise
        nursery._listening = asyncio.create_task(nursery._listen(reader))
        return nursery

    @property
    def is_up(self) -> bool:
        """Whether it can fork."""
        return self._listening is not None and not self._listening.done()

    async def fork(self) -> Forked:
        """Have a worker forked.

        Returns
        -------
        Forked
            It says hello on its line when it has given up its rights.

        Raises
        ------
        ConnectionError
            If the nursery is gone.
        """
        async with self._turn:
            ours, theirs = socket.socketpair()
            with theirs:
                reader, writer = await asyncio.open_connection(sock=ours)
                try:
                    socket.send_fds(self._control, [b"f"], [theirs.fileno()])
                    pid = await self._born.get() if self.is_up else _NONE
                except OSError:
                    pid = _NONE
            if pid == _NONE:
                writer.close()
                raise ConnectionError("the nursery is gone")
            forked = self._forked[pid] = Forked(pid, reader, writer)
            return forked

    async def _listen(self, reader: asyncio.StreamReader) -> None:
        while line := await reader.readline():
            told = json.loads(line)
            if "born" in told:
                self._born.put_nowait(told["born"])
                await asyncio.sleep(0)  # who waits for it notes it before it can be gone
            elif (forked := self._forked.pop(told["gone"], None)) is not None:
                forked.end(told["code"])
        self._born.put_nowait(_NONE)
        for forked in self._forked.values():  # nobody tells any more how they end
            with contextlib.suppress(ProcessLookupError):
                os.kill(forked.pid, signal.SIGKILL)
            forked.end(-signal.SIGKILL)

    async def close(self) -> None:
        """End the nursery; what it forked is ended by those who use it."""
        with contextlib.suppress(ProcessLookupError):
            self._process.kill()
        await self._process.wait()
        if self._listening is not None:
            await self._listening
        if self._writer is not None:
            self._writer.close()
        else:
            self._control.close()
