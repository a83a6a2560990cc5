"""``kg push``: a graph to somebody else's SPARQL server."""

from __future__ import annotations

import os
from typing import Annotated, Literal

import typer

from kg.cli.commands import Folder, app
from kg.errors import InputError

__all__ = ["push"]

#: Where secrets are read from: never an option, which other users of the machine could see.
_PASSWORD, _TOKEN = "KG_PUSH_PASSWORD", "KG_PUSH_TOKEN"


@app.command()
def push(
    folder: Folder,
    url: Annotated[str, typer.Argument(metavar="URL", help="The server's endpoint.")],
    method: Annotated[
        Literal["graph-store", "update"],
        typer.Option(help="POST of triples (graph-store), or INSERT DATA (update)."),
    ] = "graph-store",
    graph: Annotated[
        str | None,
        typer.Option(metavar="IRI", help="Graph to add to; the default one if not said."),
    ] = None,
    user: Annotated[
        str | None,
        typer.Option(metavar="NAME", help=f"Name for the server; its password in {_PASSWORD}."),
    ] = None,
) -> None:
    """Add a graph's triples to a SPARQL server: Oxigraph, Fuseki, GraphDB, Virtuoso, QLever.

    In pieces; a push that was stopped goes on where it stopped. A token is read from KG_PUSH_TOKEN.

    Examples: `kg push graph http://localhost:7878/store` (Oxigraph) ·
    `kg push graph http://localhost:3030/ds/data` (Fuseki) ·
    `kg push graph http://localhost:7200/repositories/kg/statements --method update` (GraphDB)
    """  # noqa: DOC501 - a help text
    from kg.cli.show import as_line, new_console
    from kg.pipeline.load import check_written
    from kg.pipeline.rdf_files import file_facts
    from kg.serve.push import Target, push as send

    source = folder / "graph.nt"
    if not source.is_file():
        raise InputError(
            str(folder), "is not an export folder (graph.nt)", hint="name what kg build wrote"
        )
    check_written(folder, source.name, file_facts(folder, [source.name])[0].sha256)
    secrets = (os.environ.get(_PASSWORD), os.environ.get(_TOKEN))
    target = Target(url, method, graph, user, *secrets)
    console = new_console()

    def tell(done: int, total: int) -> None:
        if console.is_terminal:
            console.print(f"{done / total:.0%}", end="\r")

    n_sent = send(source, target, folder / ".push.json", progress=tell)
    console.print(as_line(f"{n_sent} triples sent to {url}"))
