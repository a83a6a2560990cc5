"""Several workers behind one door: who runs now, who waits, who is sent away.

A query that runs for longer than most (``Limits.long_after_s``) makes room: it goes on at the
lowest priority, as one of a few (``n_long``), and its place goes to the next in the queue. If too
many are long already, it is ended. A query that was long is known for a while and does not start
in a quick query's place again. So however many heavy queries come, a light one waits for no more
than a moment.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import time
from typing import TYPE_CHECKING, Final

from kg.serve.forking import Nursery, fits_memory
from kg.serve.process import Worker
from kg.serve.refused import RefusedError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Coroutine, Iterator
    from pathlib import Path

    from kg.serve.limits import Limits
    from kg.serve.process import Answer, Query

__all__ = ["Pool"]

#: Seconds for which a query that was long is known as such, and how many are remembered.
_MEMORY_S: Final = 60.0
_N_REMEMBERED: Final = 1000


class Pool:
    """Workers on one store; up inside its ``async with`` block.

    Parameters
    ----------
    store : Path
        A store on disk.
    limits : Limits
        What each query may take, and how many may run.
    """

    def __init__(self, store: Path, limits: Limits) -> None:
        self._store = store
        self._place_on_disk: tuple[int, int] | None = None
        self._limits = limits
        self._idle: list[Worker] = []
        self._places = asyncio.Semaphore(limits.n_workers)
        self._n_waiting = 0
        self._n_long = 0
        self._is_closing = False
        self._nursery: Nursery | None = None
        self._moving: asyncio.Task[None] | None = None
        self._was_long: dict[bytes, float] = {}
        self._chores: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> Pool:
        self._place_on_disk = _place_on_disk(self._store)
        await asyncio.gather(*(self._start() for _ in range(self._limits.n_workers)))
        if fits_memory(self._store, self._limits):
            self._moving = asyncio.create_task(self._move_to_memory())
        return self

    async def __aexit__(self, *_exception: object) -> None:
        self._is_closing = True
        if self._moving is not None:
            self._moving.cancel()
            await asyncio.gather(self._moving, return_exceptions=True)
        while self._chores:  # one may lead to another
            await asyncio.gather(*self._chores, return_exceptions=True)
        await asyncio.gather(*(worker.close() for worker in self._idle))
        if self._nursery is not None:
            await self._nursery.close()

    async def _move_to_memory(self) -> None:
        """Exchange the workers, which ask the disk, for such as ask memory, when that is ready."""
        nursery = await Nursery.start(self._store, self._limits)
        if nursery is not None and self._is_other_store():
            await nursery.close()
            return
        self._nursery = nursery
        idle, self._idle = self._idle, []
        for worker in idle:  # those that are busy are exchanged when they come back
            self._keep(worker)

    async def ask(self, query: Query) -> Answer:
        """Have a query answered by the next worker that is free.

        Parameters
        ----------
        query : Query
            The query.

        Returns
        -------
        Answer
            The whole answer. It raises ``RefusedError`` if there is none within the limits, or too
            many ask (503).
        """
        name = hashlib.sha256(query.text.encode("utf-8", "surrogatepass")).digest()
        if self._is_known_long(name):
            with self._long_place():
                async with self._worker() as worker:
                    worker.step_back()
                    return await worker.ask(query)
        with await self._place() as place:
            async with self._worker() as worker:
                return await self._watch(place, worker, query, name)

    async def _watch(
        self, place: contextlib.ExitStack, worker: Worker, query: Query, name: bytes
    ) -> Answer:
        answering = asyncio.create_task(worker.ask(query))
        try:
            await asyncio.wait({answering}, timeout=self._limits.long_after_s)
            if answering.done():
                return await answering
            self._remember_long(name)
            with self._long_place():
                place.close()
                worker.step_back()
                return await answering
        finally:
            # Sent away, or the one who asked has gone: the worker ends with the task.
            answering.cancel()
            await asyncio.gather(answering, return_exceptions=True)

    async def _place(self) -> contextlib.ExitStack:
        """Wait for a place among the queries that run; closing the stack leaves it."""
        limits = self._limits
        if self._places.locked() and self._n_waiting >= limits.n_waiting:
            raise RefusedError(503, f"{self._n_waiting} queries wait already; try again later")
        self._n_waiting += 1
        try:
            async with asyncio.timeout(limits.max_wait_s):
                await self._places.acquire()
        except TimeoutError:
            raise RefusedError(503, "no worker became free in time; try again later") from None
        finally:
            self._n_waiting -= 1
        place = contextlib.ExitStack()
        place.callback(self._places.release)
        return place

    @contextlib.contextmanager
    def _long_place(self) -> Iterator[None]:
        if self._n_long >= self._limits.n_long:
            raise RefusedError(503, f"{self._n_long} long queries run already; try again later")
        self._n_long += 1
        try:
            yield
        finally:
            self._n_long -= 1

    def _remember_long(self, name: bytes) -> None:
        while len(self._was_long) >= _N_REMEMBERED:
            del self._was_long[next(iter(self._was_long))]
        self._was_long[name] = time.monotonic()

    def _is_known_long(self, name: bytes) -> bool:
        return time.monotonic() - self._was_long.get(name, -_MEMORY_S) < _MEMORY_S

    @contextlib.asynccontextmanager
    async def _worker(self) -> AsyncIterator[Worker]:
        worker = None
        while self._idle and worker is None:
            worker = self._idle.pop()
            if not worker.is_ready:  # ended from outside
                self._do_later(worker.close())
                worker = None
        if worker is None:
            worker = await self._new_worker()
        try:
            yield worker
        finally:
            if worker.is_ready:
                self._keep(worker)
            else:
                self._do_later(self._exchange(worker))

    def _keep(self, worker: Worker) -> None:
        if not worker.is_forked and self._nursery is not None and self._nursery.is_up:
            self._do_later(self._exchange(worker))
        elif len(self._idle) < self._limits.n_workers:
            self._idle.append(worker)
        else:
            self._do_later(worker.close())

    async def _exchange(self, worker: Worker) -> None:
        await worker.close()
        if len(self._idle) < self._limits.n_workers and not self._is_closing:
            with contextlib.suppress(RefusedError):  # who asks next is told
                await self._start()

    async def _start(self) -> None:
        self._keep(await self._new_worker())

    async def _new_worker(self) -> Worker:
        worker = await Worker.start(self._store, self._limits, self._nursery)
        # Looked at after it has opened the store: then it has opened this one.
        if not worker.is_forked and self._is_other_store():
            await worker.close()
            raise RefusedError(503, "the graph was built anew; try again in a moment")
        return worker

    def _is_other_store(self) -> bool:
        """Tell whether a new build stands where the store was that the other workers have open."""
        return _place_on_disk(self._store) != self._place_on_disk

    def _do_later(self, chore: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(chore)
        self._chores.add(task)
        task.add_done_callback(self._chores.discard)


def _place_on_disk(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
