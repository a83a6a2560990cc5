"""The application: its paths, what stands before them, and its workers' life."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Final

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import FileResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from kg.serve.endpoint import Endpoint
from kg.serve.html import STATIC
from kg.serve.pages import Pages, path_of
from kg.serve.pool import Pool
from kg.serve.shield import Shield
from kg.view.page import VIS_NETWORK

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from starlette.requests import Request
    from starlette.responses import Response

    from kg.serve.site import Site

__all__ = ["ENDPOINT_PATH", "make_app"]

ENDPOINT_PATH: Final = "/sparql"

#: Names of this machine for itself. A page of another site that has its name point here would
#: otherwise read what is served (DNS rebinding).
LOOPBACK: Final = ("127.0.0.1", "localhost", "[::1]", "::1")


def make_app(
    site: Site, *, hosts: Sequence[str] = LOOPBACK, origins: Sequence[str] = ()
) -> Starlette:
    """Make the application that serves a graph.

    Parameters
    ----------
    site : Site
        What is served.
    hosts : sequence of str
        Names under which it may be asked; ``"*"`` for any.
    origins : sequence of str
        Sites whose pages may read the answers (CORS); ``"*"`` for any. None by default.

    Returns
    -------
    Starlette
        An ASGI application; its workers are up between start and end of its lifespan.
    """

    @contextlib.asynccontextmanager
    async def run_workers(_app: Starlette) -> AsyncIterator[None]:
        async with Pool(site.store, site.limits) as pool:
            site.use(pool)
            yield
            site.use(None)

    middleware = [
        Middleware(Shield, is_shared=bool(origins)),
        Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts), www_redirect=False),
    ]
    if origins:
        cors = Middleware(
            CORSMiddleware, allow_origins=list(origins), allow_methods=["GET", "POST"]
        )
        middleware.append(cors)
    return Starlette(routes=_routes(site), middleware=middleware, lifespan=run_workers)


def _routes(site: Site) -> list[Route | Mount]:
    pages = Pages(site)

    async def vis_network(_request: Request) -> Response:
        return FileResponse(VIS_NETWORK, media_type="text/javascript")

    return [
        Route(ENDPOINT_PATH, Endpoint(site).respond, methods=["GET", "POST"], name="sparql"),
        Route("/", pages.home),
        Route("/query", pages.query),
        Route("/graph", pages.graph),
        Route("/near", pages.near, name="near"),
        Route("/open", pages.open_name),
        Route("/static/vis-network.js", vis_network),
        Mount("/static", StaticFiles(directory=STATIC)),
        Route(path_of(site.base_iri) + "{local:path}", pages.node),
    ]
