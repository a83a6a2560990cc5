"""The commands of a graph that grows: ``kg add``, ``kg remove``, ``kg log``."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.commands import Folder, Pages, app
from kg.cli.progress import report_progress

__all__ = ["add", "log", "remove"]

Wait = Annotated[
    float, typer.Option(help="Seconds to wait for another process that writes to the folder.")
]


@app.command()
def add(
    folder: Folder,
    pages: Pages,
    replace: Annotated[
        bool, typer.Option("--replace", help="Replace pages of the same name.")
    ] = False,
    wait: Wait = 0.0,
) -> None:
    """Add PAGEs to a graph; only papers that are new are read.

    Example: `kg add graph monday.txt`
    """
    from kg.cli import show
    from kg.pipeline.build import change_export
    from kg.pipeline.inputs import find_pages
    from kg.pipeline.project import add_pages, read_page

    found = find_pages(pages)
    read = [read_page(page) for page in found]
    with report_progress() as progress:
        report = change_export(
            folder,
            lambda project: add_pages(project, read, replacing=replace),
            ("add", [page.name for page in found]),
            progress=progress,
            wait=wait,
        )
    show.print_build(report, folder)


@app.command()
def remove(
    folder: Folder,
    names: Annotated[
        list[str],
        typer.Argument(metavar="PAPER...", help="Ids or titles of papers, or names of pages."),
    ],
    wait: Wait = 0.0,
) -> None:
    """Take papers out of a graph for good, or pages until they are added again.

    Examples: `kg remove graph 2106.09685` · `kg remove graph monday.txt`
    """
    from kg.cli import show
    from kg.pipeline.build import change_export
    from kg.pipeline.project import forget

    with report_progress() as progress:
        report = change_export(
            folder,
            lambda project: forget(project, names),
            ("remove", names),
            progress=progress,
            wait=wait,
        )
    show.print_build(report, folder)


@app.command()
def log(folder: Folder) -> None:
    """Tell what was done to a graph, and when.

    Example: `kg log graph`
    """
    from kg.cli.growth import print_log
    from kg.pipeline.history import read_log
    from kg.pipeline.state import read_state

    read_state(folder)  # says so where the folder is none of ours
    print_log(read_log(folder))
