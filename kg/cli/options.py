"""Options that several commands have."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

__all__ = ["AnswerFormat", "Memory", "Timeout"]

AnswerFormat = Annotated[
    Literal["table", "csv", "json", "ttl", "nt"] | None,
    typer.Option(
        "--format",
        help="Rows: table, csv, json; triples: ttl, nt. If left out: a table on a terminal, else "
        "cells with tabs between.",
    ),
]
Timeout = Annotated[
    float, typer.Option(metavar="SECONDS", help="Seconds after which the query is ended.")
]
Memory = Annotated[int, typer.Option(metavar="MB", help="Mebibytes that the query may take.")]
