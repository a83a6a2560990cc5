"""N-Triples file → a store on disk that opens in milliseconds, for many readers at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from kg.errors import InputError
from kg.rdf.examples import example_quads
from kg.rdf.store import Store, ontology_quads, read_base_iri

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["ENGINE", "open_disk_store", "write_disk_store"]

#: What wrote the files of a store; another version may not read them.
ENGINE: Final = f"pyoxigraph {ox.__version__}"


def write_disk_store(source: Path, folder: Path, *, description: Path | None = None) -> None:
    """Load a file into a new store on disk, with the ontology and what editors ask for.

    Parameters
    ----------
    source : Path
        N-Triples.
    folder : Path
        Made by the call; its parent must be there.
    description : Path, optional
        The export's description in VoID, as Turtle; left out if there is none.

    Raises
    ------
    InputError
        If a file is not what it should be.

    Notes
    -----
    1 000 000 triples take 6 s of CPU and 136 MB. The last step, which merges the files of the load
    into one sorted run for each index, is 1 s of that, takes half as much space again, and saves
    most queries a quarter to a half of their time: without it every look-up goes through every
    file. The files differ from build to build: what is compared between builds is the N-Triples
    file, never the store.
    """
    store = ox.Store(str(folder))
    try:
        store.bulk_load(path=str(source), format=ox.RdfFormat.N_TRIPLES)
    except (SyntaxError, ValueError) as error:
        raise InputError(str(source), f"is not N-Triples: {error}") from None
    store.bulk_extend([*ontology_quads(), *example_quads(read_base_iri(store))])
    if description is not None and description.is_file():
        try:
            store.bulk_load(path=str(description), format=ox.RdfFormat.TURTLE)
        except (SyntaxError, ValueError) as error:
            raise InputError(str(description), f"is not Turtle: {error}") from None
    store.flush()
    store.optimize()


def open_disk_store(folder: Path) -> Store:
    """Open a store on disk to be read.

    Parameters
    ----------
    folder : Path
        What ``write_disk_store`` made.

    Returns
    -------
    Store
        Read-only; several processes may have it open.

    Raises
    ------
    InputError
        If there is no store, or it is damaged.
    """
    try:
        quads = ox.Store.read_only(str(folder))
    except (OSError, ValueError) as error:
        raise InputError(str(folder), f"is no store: {error}", hint="build again") from None
    return Store(quads, read_base_iri(quads))
