"""The small graph as a store on disk, and servers that really run, on loopback."""

from __future__ import annotations

import contextlib
import os
import shutil
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from kg.config import DEFAULT_BASE_IRI, Config
from kg.pipeline.rdf_files import DESCRIPTION, write_rdf_files
from kg.rdf.disk import write_disk_store
from kg.serve.limits import Limits
from kg.serve.run import make_server, open_socket
from kg.serve.site import Site
from tests.rdf.small import small_graph
from tests.serve.http import in_thread

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path


#: What a light query never reaches, however busy the machine is.
PATIENT = Limits(n_workers=2, timeout_s=100, max_wait_s=100)


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small graph as a store on disk."""
    folder = tmp_path_factory.mktemp("store")
    source = folder / "graph.nt"
    write_rdf_files(folder, small_graph(), Config(), title="small graph")
    write_disk_store(source, folder / "db", description=folder / DESCRIPTION)
    return folder / "db"


@contextlib.contextmanager
def running(
    store: Path,
    *,
    limits: Limits | None = None,
    base_iri: str = DEFAULT_BASE_IRI,
    folder: Path | None = None,
    origins: Sequence[str] = (),
) -> Iterator[str]:
    """Serve a store in a thread; gives the address, without a slash at the end."""
    site = Site(store, folder, base_iri, limits or PATIENT, title="small graph")
    with open_socket("127.0.0.1", 0) as opened:
        server = make_server(site, "127.0.0.1", origins)
        with in_thread(server, opened) as address:
            yield address


@pytest.fixture(scope="session")
def server(store: Path) -> Iterator[str]:
    """The small graph, served."""
    with running(store) as address:
        yield address


@pytest.fixture(scope="session")
def named_graphs_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The data of the W3C protocol tests, each file a named graph, served."""
    from pathlib import Path

    db = tmp_path_factory.mktemp("w3c") / "db"
    quads = ox.Store(str(db))
    for path in sorted((Path(__file__).parent / "w3c").glob("data*.nt")):
        graph = ox.NamedNode(f"http://kasei.us/2009/09/sparql/data/{path.stem}.rdf")
        quads.load(path=str(path), format=ox.RdfFormat.N_TRIPLES, to_graph=graph)
    quads.flush()
    del quads
    with running(db) as address:
        yield address


@pytest.fixture(scope="session")
def comunica() -> str:
    """Comunica's command; named by ``KG_COMUNICA``, or one on the path."""
    command = os.environ.get("KG_COMUNICA") or shutil.which("comunica-sparql")
    if command is None:
        pytest.skip("Comunica is not installed (npm install @comunica/query-sparql@4.5.0)")
    return command
