"""The SPARQL endpoint: one path that answers queries and describes itself."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Final

from starlette.responses import RedirectResponse, Response

from kg.serve.description import describe_service
from kg.serve.media import KINDS, best_of, choose_formats, media_types
from kg.serve.refused import RefusedError
from kg.serve.request import Asked, read_request
from kg.serve.site import as_response, refuse, with_charset

if TYPE_CHECKING:
    from starlette.requests import Request

    from kg.serve.site import Site

__all__ = ["Endpoint"]

_BODY_S: Final = 10.0
_TOO_LARGE: Final = "the request is larger than {} bytes"
_GRAPHS: Final = Asked("SELECT DISTINCT ?g { GRAPH ?g { } }")


class Endpoint:
    """Answers requests to the endpoint's path.

    Parameters
    ----------
    site : Site
        What is served.
    """

    def __init__(self, site: Site) -> None:
        self._site = site
        self._graphs: tuple[str, ...] | None = None

    async def respond(self, request: Request) -> Response:
        """Answer a request.

        Parameters
        ----------
        request : Request
            GET, HEAD or POST.

        Returns
        -------
        Response
            The whole answer with 200, or why there is none.
        """
        try:
            return await self._respond(request)
        except RefusedError as error:
            return refuse(error)

    async def _respond(self, request: Request) -> Response:
        body = await read_body(request, self._site.limits.max_query_bytes)
        asked = read_request(
            request.method, request.url.query, request.headers.get("content-type"), body
        )
        accept = request.headers.get("accept")
        if asked is None:
            return await self._describe(request, accept)
        if len(asked.query.encode("utf-8", "replace")) > self._site.limits.max_query_bytes:
            raise RefusedError(413, _TOO_LARGE.format(self._site.limits.max_query_bytes))
        choices = choose_formats(accept, asked.format)
        if choices is None:
            told = ", ".join(media_types())
            raise RefusedError(406, f"no answer can be written as {accept!r}; there are: {told}")
        answer = await self._site.answer(asked, choices, request, graphs=await self._known_graphs())
        return as_response(answer, choices)

    async def _known_graphs(self) -> tuple[str, ...]:
        if self._graphs is None:
            chosen = choose_formats(None) or {}
            answer = await self._site.answer(_GRAPHS, chosen)
            rows = json.loads(answer.body)["results"]["bindings"]
            self._graphs = tuple(row["g"]["value"] for row in rows)
        return self._graphs

    async def _describe(self, request: Request, accept: str | None) -> Response:
        offers = [(name, one) for name, types in KINDS["triples"].items() for one in types]
        types = [media_type for _, media_type in offers]
        found = best_of(accept, [*types, "text/html"])
        if found is None:
            raise RefusedError(406, f"the description is RDF: {', '.join(types)}")
        if found == len(types):
            return RedirectResponse("/query", status_code=303, headers={"vary": "Accept"})
        name, media_type = offers[found]
        url = str(request.url.replace(query="", fragment=""))
        described = describe_service(url, self._site.base_iri, name, await self._known_graphs())
        headers = {"content-type": with_charset(media_type), "vary": "Accept"}
        return Response(described, headers=headers)


async def read_body(request: Request, max_bytes: int) -> bytes:
    """Read a request's body, up to a limit.

    Parameters
    ----------
    request : Request
        The request.
    max_bytes : int
        The limit.

    Returns
    -------
    bytes
        The whole body.

    Raises
    ------
    RefusedError
        413 if it is larger, 408 if it does not come.
    """
    body = bytearray()
    try:
        async with asyncio.timeout(_BODY_S):
            async for piece in request.stream():
                body += piece
                if len(body) > max_bytes:
                    break
    except TimeoutError:
        raise RefusedError(408, f"the request's body did not come within {_BODY_S:g} s") from None
    if len(body) > max_bytes:
        raise RefusedError(413, _TOO_LARGE.format(max_bytes))
    return bytes(body)
