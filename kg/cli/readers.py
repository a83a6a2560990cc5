"""Options that say where an optional extractor finds its model."""

from __future__ import annotations

from typing import Annotated

import typer

__all__ = ["GlinerModel", "LlmModel", "LlmUrl"]

LlmUrl = Annotated[
    str,
    typer.Option(
        metavar="URL", envvar="KG_LLM_URL", help="Base of the endpoint, for --extractor llm."
    ),
]
LlmModel = Annotated[
    str, typer.Option(metavar="NAME", envvar="KG_LLM_MODEL", help="Name of the model there.")
]
GlinerModel = Annotated[
    str,
    typer.Option(
        metavar="DIR", envvar="KG_GLINER_MODEL", help="The model's folder, for --extractor gliner."
    ),
]
