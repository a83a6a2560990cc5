"""What is served, and what every part of the server needs to answer."""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from starlette.responses import PlainTextResponse, Response

from kg.errors import QueryError
from kg.rdf.query import check_query, prefixes_of
from kg.serve.dataset import check_graphs, named_in
from kg.serve.media import Choice
from kg.serve.process import Query
from kg.serve.refused import RefusedError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from starlette.requests import Request

    from kg.serve.limits import Limits
    from kg.serve.pool import Pool
    from kg.serve.process import Answer
    from kg.serve.request import Asked

__all__ = ["Site", "as_response", "refuse"]

#: Seconds between two looks at whether the one who asked is still there.
_LOOK_S: Final = 0.25
_AS_JSON: Final = {"rows": Choice("json", ""), "boolean": Choice("json", "")}


@dataclass(frozen=True)
class Site:
    """A graph that is served.

    Attributes
    ----------
    store : Path
        Its store on disk.
    folder : Path or None
        Its export folder; None if there is only the store.
    base_iri : str
        Base of the data's IRIs.
    limits : Limits
        What each query may take.
    title : str
        What people read on top of each page.
    """

    store: Path
    folder: Path | None
    base_iri: str
    limits: Limits
    title: str = "kg"
    _up: list[Pool] = field(default_factory=list, repr=False)

    @property
    def pool(self) -> Pool:
        """The workers; the server puts them here when it starts."""
        return self._up[0]

    def use(self, pool: Pool | None) -> None:
        """Take workers into use, or none.

        Parameters
        ----------
        pool : Pool or None
            Workers that are up.
        """
        self._up[:] = [] if pool is None else [pool]

    async def answer(
        self,
        asked: Asked,
        choices: Mapping[str, Choice],
        request: Request | None = None,
        *,
        graphs: tuple[str, ...] = (),
    ) -> Answer:
        """Answer a query, as long as the one who asked is there.

        Parameters
        ----------
        asked : Asked
            The query.
        choices : mapping of str to Choice
            What each kind of answer is written as.
        request : Request, optional
            Whose query it is.
        graphs : tuple of str
            Named graphs that there are.

        Returns
        -------
        Answer
            The whole answer.

        Raises
        ------
        RefusedError
            If there is none.
        """
        try:
            check_query(asked.query)
        except QueryError as error:
            raise RefusedError(403, str(error)) from None
        prefixes = prefixes_of(self.base_iri)
        if asked.default_graphs is None:
            named = named_in(asked.query, base_iri=self.base_iri, prefixes=prefixes)
            check_graphs(named, graphs)
        formats = {kind: choice.format for kind, choice in {**_AS_JSON, **choices}.items()}
        query = Query(
            asked.query,
            self.base_iri,
            prefixes,
            formats,
            asked.default_graphs,
            asked.named_graphs,
        )
        if request is None:
            return await self.pool.ask(query)
        answering = asyncio.create_task(self.pool.ask(query))
        leaving = asyncio.create_task(_wait_until_gone(request))
        try:
            await asyncio.wait({answering, leaving}, return_when=asyncio.FIRST_COMPLETED)
            if answering.done():
                return answering.result()
            raise RefusedError(499, "nobody waits for the answer any more")
        finally:
            for task in (answering, leaving):
                task.cancel()
                with contextlib.suppress(asyncio.CancelledError, RefusedError):
                    await task


async def _wait_until_gone(request: Request) -> None:
    while not await request.is_disconnected():
        await asyncio.sleep(_LOOK_S)


def as_response(answer: Answer, choices: Mapping[str, Choice]) -> Response:
    """Make a response of an answer.

    Parameters
    ----------
    answer : Answer
        A whole answer.
    choices : mapping of str to Choice
        What each kind of answer is written as.

    Returns
    -------
    Response
        200, with the media type that the client asked for.
    """
    media_type = choices[answer.kind].media_type
    return Response(
        answer.body,
        headers={"content-type": with_charset(media_type), "vary": "Accept"},
    )


def with_charset(media_type: str) -> str:
    """Name the encoding of a media type where its own default would be another.

    Parameters
    ----------
    media_type : str
        A media type.

    Returns
    -------
    str
        A value for ``Content-Type``.
    """
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type


def refuse(error: RefusedError) -> Response:
    """Make a response of a refusal.

    Parameters
    ----------
    error : RefusedError
        Why there is no answer.

    Returns
    -------
    Response
        One line of text.
    """
    headers = {"retry-after": "2"} if error.status == 503 else {}
    return PlainTextResponse(f"{error.reason}\n", status_code=error.status, headers=headers)
