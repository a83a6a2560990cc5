"""The pages for people, and RDF at the same addresses for machines."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from starlette.responses import FileResponse, JSONResponse, RedirectResponse, Response

from kg.rdf.named import named_questions
from kg.rdf.query import prefixes_of
from kg.serve.html import html_response
from kg.serve.look import LOCAL, find_near, is_here, look_at, node_triples, overview, replacing
from kg.serve.media import KINDS, best_of, choose_formats
from kg.serve.node import node_values, short, word
from kg.serve.refused import RefusedError
from kg.serve.site import as_response, refuse
from kg.view.embed import script_json
from kg.vocabulary import RELATIONS, ROLES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

    from kg.serve.media import Choice
    from kg.serve.site import Site

__all__ = ["Pages", "path_of"]

#: Its own policy stands in the page; the header adds only that no other page may frame it.
_GRAPH_POLICY: Final = "frame-ancestors 'none'"
_MAX_NEAR: Final = 200
_RDF_TYPES: Final = tuple(one for formats in KINDS["triples"].values() for one in formats)


def path_of(base_iri: str) -> str:
    """Give the path below which the pages of nodes stand: that of their IRIs.

    Parameters
    ----------
    base_iri : str
        Base of the data's IRIs.

    Returns
    -------
    str
        Begins and ends with a slash.

    Examples
    --------
    >>> path_of("https://w3id.org/kg/id/"), path_of("https://example.org/#"), path_of("urn:x:")
    ('/kg/id/', '/', '/id/')
    """
    parts = urlsplit(base_iri)
    if parts.scheme not in {"http", "https"}:
        return "/id/"
    return parts.path if parts.path.endswith("/") else f"{parts.path}/"


class Pages:
    """Answers requests to the pages.

    Parameters
    ----------
    site : Site
        What is served.
    """

    def __init__(self, site: Site) -> None:
        self._site = site
        self._path = path_of(site.base_iri)
        self._overview: list[dict[str, object]] | None = None

    async def home(self, request: Request) -> Response:
        """Show what there is.

        Parameters
        ----------
        request : Request
            GET.

        Returns
        -------
        Response
            A page.
        """
        if self._overview is None:
            try:
                self._overview = await overview(self._site)
            except RefusedError as error:
                return refuse(error)
        return html_response(
            "home.html.j2",
            title=self._site.title,
            kinds=self._overview,
            link=self._link,
            endpoint=str(request.url_for("sparql")),
            has_graph=self._site.folder is not None,
        )

    async def node(self, request: Request) -> Response:
        """Show a node to people, or give its triples to machines.

        Parameters
        ----------
        request : Request
            GET; the path is that of the node's IRI.

        Returns
        -------
        Response
            A page or RDF; 303 to the one node that has the name of one that is not here, else 404.
        """
        wanted = request.query_params.get("format")
        found = best_of(request.headers.get("accept"), ["text/html", *_RDF_TYPES])
        as_page = wanted is None and found == 0
        try:
            moved = await self._moved(request.path_params["local"])
            if moved is not None:
                query = f"?{request.url.query}" if request.url.query else ""
                return RedirectResponse(f"{moved}{query}", status_code=303)
            if as_page:
                return await self._node_page(request.path_params["local"])
            choices = choose_formats(request.headers.get("accept"), wanted)
            return await self._node_triples(request, None if found is None else choices)
        except RefusedError as error:
            if not as_page:
                return refuse(error)
            shown = {"title": self._site.title, "reason": error.reason, "code": error.status}
            return html_response("refused.html.j2", status=error.status, **shown)

    async def _moved(self, local: str) -> str | None:
        """Give the address of the one node that an IRI leads to; None for all other IRIs."""
        if not local.startswith("entity/") or not LOCAL.fullmatch(local):
            return None
        found = await replacing(self._site, self._site.base_iri + local)
        return self._link(found[0]) if len(found) == 1 else None

    async def _find(self, local: str) -> str:
        iri = self._site.base_iri + local
        if not LOCAL.fullmatch(local) or not await is_here(self._site, iri):
            raise RefusedError(404, f"there is no node {local!r} here")
        return iri

    async def _node_triples(
        self, request: Request, choices: Mapping[str, Choice] | None
    ) -> Response:
        iri = await self._find(request.path_params["local"])
        if choices is None:
            raise RefusedError(406, f"a node is HTML or RDF: {', '.join(_RDF_TYPES)}")
        return as_response(await self._site.answer(node_triples(iri), choices, request), choices)

    async def _node_page(self, local: str) -> Response:
        iri = await self._find(local)
        return html_response(
            "node.html.j2",
            title=self._site.title,
            iri=iri,
            local=local,
            **node_values(iri, local, await look_at(self._site, iri)),
            link=self._link,
            word=word,
            has_graph=self._site.folder is not None,
        )

    def _link(self, iri: str) -> str | None:
        """Give the address of a node on this server, or of a web page elsewhere."""
        if iri.startswith(self._site.base_iri):
            return self._path + iri.removeprefix(self._site.base_iri)
        return iri if iri.startswith(("https://", "http://")) else None

    async def query(self, request: Request) -> Response:
        """Show the query page.

        Parameters
        ----------
        request : Request
            GET.

        Returns
        -------
        Response
            A page.
        """
        questions = [asdict(question) for question in named_questions()]
        words = [
            {"name": term.iri, "label": name.value.replace("_", " ")}
            for table in (ROLES, RELATIONS)
            for name, term in table.items()
        ]
        setup: Mapping[str, Any] = {
            "endpoint": request.url_for("sparql").path,
            "near": request.url_for("near").path,
            "base": self._site.base_iri,
            "path": self._path,
            "prefixes": prefixes_of(self._site.base_iri),
            "questions": questions,
            "words": words,
        }
        return html_response(
            "query.html.j2", title=self._site.title, setup=script_json(setup), questions=questions
        )

    async def near(self, request: Request) -> Response:
        """List names that are near a text, for completion.

        Parameters
        ----------
        request : Request
            GET with ``text`` and perhaps ``type``.

        Returns
        -------
        Response
            JSON: a list of ``iri``, ``label``, ``type``.
        """
        text = request.query_params.get("text", "")[:_MAX_NEAR]
        try:
            rows = await find_near(self._site, text, request.query_params.get("type"))
        except RefusedError as error:
            return refuse(error)
        shown = [{**row, "type": short(row["type"]).removeprefix("kg:")} for row in rows]
        return JSONResponse(shown)

    async def graph(self, _request: Request) -> Response:
        """Show the HTML graph of the export.

        Parameters
        ----------
        _request : Request
            GET.

        Returns
        -------
        Response
            The page that ``kg build`` wrote, or 404.
        """
        folder = self._site.folder
        if folder is None or not (folder / "graph.html").is_file():
            return refuse(RefusedError(404, "there is no graph page here"))
        headers = {"content-security-policy": _GRAPH_POLICY}
        return FileResponse(folder / "graph.html", media_type="text/html", headers=headers)

    async def open_name(self, request: Request) -> Response:
        """Lead from a name to the node that has it.

        Parameters
        ----------
        request : Request
            GET with ``name``.

        Returns
        -------
        Response
            A redirect to the first node that is near, or 404.
        """
        text = request.query_params.get("name", "")[:_MAX_NEAR]
        try:
            rows = await find_near(self._site, text)
        except RefusedError as error:
            return refuse(error)
        if not rows:
            shown = {"title": self._site.title, "reason": f"nothing here is named {text!r}"}
            return html_response("refused.html.j2", status=404, code=404, **shown)
        return RedirectResponse(self._link(rows[0]["iri"]) or "/", status_code=303)
