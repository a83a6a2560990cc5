"""``kg serve``: a graph over HTTP."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.commands import Folder, app
from kg.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kg.serve.limits import Limits
    from kg.serve.site import Site

__all__ = ["ServedFolder", "serve"]


@app.command()
def serve(
    folder: Folder,
    host: Annotated[
        str,
        typer.Option(
            metavar="ADDRESS", help="Address to serve on; 0.0.0.0 for every one of this machine."
        ),
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(metavar="N", help="Port; 0 for any that is free.")] = 8000,
    timeout: Annotated[
        float, typer.Option(metavar="SECONDS", help="Seconds that a query may take.")
    ] = 10.0,
    memory: Annotated[
        int, typer.Option(metavar="MB", help="Mebibytes that a query may take.")
    ] = 512,
    max_rows: Annotated[
        int, typer.Option(metavar="N", help="Rows that an answer may have.")
    ] = 100_000,
    workers: Annotated[int, typer.Option(metavar="N", help="Queries that run at once.")] = 4,
    in_memory_mb: Annotated[
        int,
        typer.Option(
            metavar="MB",
            help="Mebibytes of the store on disk up to which a copy in memory, of some three times "
            "that, answers; 0 for none.",
        ),
    ] = 256,
    cors: Annotated[
        list[str] | None,
        typer.Option(metavar="ORIGIN", help="A site whose pages may read the answers; * for any."),
    ] = None,
) -> None:
    """Serve a graph: its page, a page for each node, a query page and a SPARQL endpoint.

    Read-only, and only for this machine unless `--host` says otherwise. A folder that is built
    anew meanwhile is served anew, without a restart.

    Example: `kg serve graph` and open http://127.0.0.1:8000/
    """  # noqa: DOC501 - a help text
    from kg.cli.show import as_line, new_console
    from kg.serve.limits import Limits

    try:
        from kg.serve.run import serve as run
    except ImportError as error:
        raise InputError(
            "kg serve", f"needs {error.name}", hint="pip install 'kg[serve]'"
        ) from None

    limits = Limits(
        timeout_s=timeout,
        memory_mb=memory,
        max_rows=max_rows,
        n_workers=workers,
        in_memory_mb=in_memory_mb,
    )
    console = new_console()
    served = ServedFolder(folder, limits)
    with served.open():
        pass  # what cannot be served is told before an address is
    run(
        served,
        host,
        port,
        origins=tuple(cors or ()),
        tell=lambda url: console.print(as_line(f"serving {folder} at {url} (Ctrl-C ends it)")),
        tell_change=lambda what: console.print(as_line(f"{folder}: {what}")),
    )


class ServedFolder:
    """An export folder that is served, and may be built anew meanwhile.

    Parameters
    ----------
    folder : Path
        What ``kg build`` wrote.
    limits : Limits
        What each query may take.
    """

    def __init__(self, folder: Path, limits: Limits) -> None:
        self._folder = folder
        self.limits = limits

    def stamp(self) -> object:
        """Tell one build from the next by its file of triples.

        Returns
        -------
        object
            Equal for one build; None while there is none.
        """
        try:
            found = (self._folder / "graph.nt").stat()
        except OSError:
            return None
        return found.st_ino, found.st_size, found.st_mtime_ns

    @contextlib.contextmanager
    def open(self) -> Iterator[Site]:
        """Open the build that is there now.

        Yields
        ------
        Site
            Its store, made first where it is missing.
        """
        from kg.pipeline.store import find_store
        from kg.rdf.disk import open_disk_store
        from kg.serve.site import Site

        with find_store(self._folder) as place:
            base_iri = open_disk_store(place).base_iri
            yield Site(place, self._folder, base_iri, self.limits, self._folder.resolve().name)
