"""``kg serve``: a graph over HTTP."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.commands import Folder, app
from kg.errors import InputError

__all__ = ["serve"]


@app.command()
def serve(
    folder: Folder,
    host: Annotated[
        str, typer.Option(help="Address to serve on; 0.0.0.0 for every one of this machine.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port; 0 for any that is free.")] = 8000,
    timeout: Annotated[float, typer.Option(help="Seconds that a query may take.")] = 10.0,
    memory: Annotated[int, typer.Option(help="Mebibytes that a query may take.")] = 512,
    max_rows: Annotated[int, typer.Option(help="Rows that an answer may have.")] = 100_000,
    workers: Annotated[int, typer.Option(help="Queries that run at once.")] = 4,
    cors: Annotated[
        list[str] | None,
        typer.Option(metavar="ORIGIN", help="A site whose pages may read the answers; * for any."),
    ] = None,
) -> None:
    """Serve a graph: its page, a page for each node, a query page and a SPARQL endpoint.

    Read-only, and only for this machine unless `--host` says otherwise.

    Example: `kg serve graph` and open http://127.0.0.1:8000/
    """  # noqa: DOC501 - a help text
    from kg.cli.show import as_line, new_console
    from kg.pipeline.store import find_store
    from kg.rdf.disk import open_disk_store
    from kg.serve.limits import Limits

    try:
        from kg.serve.run import serve as run
        from kg.serve.site import Site
    except ImportError as error:
        raise InputError(
            "kg serve", f"needs {error.name}", hint="pip install 'kg[serve]'"
        ) from None

    limits = Limits(timeout_s=timeout, memory_mb=memory, max_rows=max_rows, n_workers=workers)
    console = new_console()
    with find_store(folder) as place:
        site = Site(place, folder, open_disk_store(place).base_iri, limits, folder.resolve().name)
        run(
            site,
            host,
            port,
            origins=tuple(cors or ()),
            tell=lambda url: console.print(as_line(f"serving {folder} at {url} (Ctrl-C ends it)")),
        )
