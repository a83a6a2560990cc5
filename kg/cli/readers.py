"""Options that say where an optional extractor finds its model."""

from __future__ import annotations

from typing import Annotated

import typer

__all__ = ["GlinerModel", "LlmModel", "LlmUrl", "name_reader"]

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


def name_reader(
    extractor: str, *, llm_url: str = "", llm_model: str = "", gliner_model: str = ""
) -> str:
    """Name an extractor with the place of its model, as the registry wants it.

    Parameters
    ----------
    extractor : str
        What ``--extractor`` says.
    llm_url, llm_model, gliner_model : str, optional
        What the options say; they count for the extractor that asks for them.

    Returns
    -------
    str
        ``extractor``, with a colon and the place where it needs one.

    Examples
    --------
    >>> name_reader("llm", llm_url="http://127.0.0.1:8000/v1", llm_model="small")
    'llm:http://127.0.0.1:8000/v1#small'
    >>> name_reader("rules", llm_url="http://127.0.0.1:8000/v1")
    'rules'
    """
    if extractor == "llm" and llm_url and llm_model:
        return f"llm:{llm_url}#{llm_model}"
    if extractor == "gliner" and gliner_model:
        return f"gliner:{gliner_model}"
    return extractor
