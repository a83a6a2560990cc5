"""A folder that is built anew while it is served: from then on the new one answers."""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Protocol

from starlette.routing import Router

from kg.errors import KgError
from kg.serve.app import make_app

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Sequence
    from contextlib import AbstractContextManager

    from starlette.applications import Starlette
    from starlette.types import Receive, Scope, Send

    from kg.serve.limits import Limits
    from kg.serve.site import Site

__all__ = ["LOOK_S", "Renewing", "Source"]

#: Seconds between two looks at whether there is something new.
LOOK_S: Final = 1.0


class Source(Protocol):
    """Something that is served and may change."""

    @property
    def limits(self) -> Limits:
        """What each query may take."""

    def stamp(self) -> object:
        """Tell one state from another: equal as long as nothing changed, None if there is none."""

    def open(self) -> AbstractContextManager[Site]:
        """Give the state that is there now, for as long as the block lasts."""


@dataclass(eq=False)
class _Serving:
    """One state that is served, and how many requests it is answering."""

    app: Starlette
    stamp: object
    stack: contextlib.AsyncExitStack
    n_running: int = 0
    idle: asyncio.Event = field(default_factory=asyncio.Event)


class Renewing:
    """An application that takes the place of itself when its source changes.

    The new state is opened, with workers of its own, beside the old one, which answers meanwhile.
    Then it takes over in one step: a request is answered by the state that it met, wholly. The old
    workers end with their last request. A state that cannot be served is told of and not taken.

    Parameters
    ----------
    source : Source
        What is served.
    hosts, origins : sequence of str
        See ``make_app``.
    tell : callable
        Told what happens, in one line.
    """

    def __init__(
        self,
        source: Source,
        *,
        hosts: Sequence[str],
        origins: Sequence[str],
        tell: Callable[[str], None],
    ) -> None:
        self._source = source
        self._hosts, self._origins = hosts, origins
        self._tell = tell
        self._states: list[_Serving] = []
        self._leaving: set[asyncio.Task[None]] = set()

    def app(self) -> Router:
        """Give the application, for a server that knows ASGI."""
        return Router(default=self._answer, lifespan=self._run)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        serving = self._states[-1]
        serving.n_running += 1
        serving.idle.clear()
        try:
            inner = {name: value for name, value in scope.items() if name != "router"}
            await serving.app(inner, receive, send)
        finally:
            serving.n_running -= 1
            if not serving.n_running:
                serving.idle.set()

    @contextlib.asynccontextmanager
    async def _run(self, _app: object) -> AsyncIterator[None]:
        self._states.append(await self._open(self._source.stamp()))
        watching = asyncio.create_task(self._watch())
        try:
            yield
        finally:
            watching.cancel()
            await asyncio.gather(watching, *self._leaving, return_exceptions=True)
            while self._states:
                await self._states.pop().stack.aclose()

    async def _open(self, stamp: object) -> _Serving:
        async with contextlib.AsyncExitStack() as stack:
            opened = self._source.open()
            # A thread of its own: it may have to make a store first.
            site = await asyncio.to_thread(opened.__enter__)
            stack.push(opened)
            app = make_app(site, hosts=self._hosts, origins=self._origins)
            await stack.enter_async_context(app.router.lifespan_context(app))
            serving = _Serving(app, stamp, stack.pop_all())
        serving.idle.set()
        return serving

    async def _watch(self) -> None:
        known = before = self._states[-1].stamp
        while True:
            await asyncio.sleep(LOOK_S)
            stamp = self._source.stamp()
            # Twice the same: somebody may be copying files into the folder one by one.
            if stamp is not None and stamp == before and stamp != known:
                known = stamp
                await self._renew(stamp)
            before = stamp

    async def _renew(self, stamp: object) -> None:
        try:
            serving = await self._open(stamp)
        except (KgError, OSError) as error:
            self._tell(f"it changed, and what is there now cannot be served: {error}")
            return
        old = self._states[-1]
        self._states[:] = [serving]
        leaving = asyncio.create_task(_leave(old))
        self._leaving.add(leaving)
        leaving.add_done_callback(self._leaving.discard)
        self._tell("it was built anew: serving the new one")


async def _leave(serving: _Serving) -> None:
    await serving.idle.wait()
    await serving.stack.aclose()
