"""An export folder → the address of its page."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from kg.errors import InputError
from kg.pipeline.load import check_written
from kg.pipeline.rdf_files import file_facts

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["page_address"]


def page_address(folder: Path, node_id: str | None = None) -> str:
    """Give the address of the page of an export folder.

    Parameters
    ----------
    folder : Path
        What ``kg build`` wrote.
    node_id : str or None
        Node to open the page at; None for the whole map.

    Returns
    -------
    str
        ``file://…/graph.html``, with ``#n=…`` for a node.

    Raises
    ------
    InputError
        If the folder holds no page, or one that is not as it was written.
    """
    page = folder / "graph.html"
    if not page.is_file():
        raise InputError(
            str(folder), "is not an export folder (graph.html)", hint="name what kg build wrote"
        )
    check_written(folder, page.name, file_facts(folder, [page.name])[0].sha256)
    at = "" if node_id is None else f"#n={quote(node_id)}"
    return page.resolve().as_uri() + at
