"""The command that opens the page: ``kg view``."""

from __future__ import annotations

import webbrowser
from typing import Annotated

import typer

from kg.cli.commands import Folder, app

__all__ = ["view"]


@app.command()
def view(
    folder: Folder,
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="Any name of a node to open the page at.")
    ] = None,
    show_only: Annotated[
        bool, typer.Option("--print", help="Print the address; open nothing.")
    ] = False,
) -> None:
    """Open the page of a graph in the browser, at a node if one is named.

    Examples: `kg view graph` · `kg view graph LoRA` · `kg view graph LoRA --print`
    """
    from kg.graph.analysis import find_node
    from kg.pipeline.load import load_graph
    from kg.pipeline.page import page_address

    at = None if name is None else find_node(load_graph(folder), name).id
    address = page_address(folder, at)
    typer.echo(address)
    if not show_only and not webbrowser.open(address):
        typer.echo("no browser found; open the address above", err=True)
