"""Options that say where an optional extractor finds its model."""

from __future__ import annotations

from typing import Annotated, Any

import typer

__all__ = ["GlinerModel", "LlmModel", "LlmUrl", "asked_places"]

_PLACES = ("llm_url", "llm_model", "gliner_model")


def asked_places(context: typer.Context) -> dict[str, Any]:
    """Give the places of models that were asked for.

    Parameters
    ----------
    context : typer.Context
        Of a command with these options.

    Returns
    -------
    dict
        Texts by name. What only the environment says is left out where another extractor reads:
        a variable is set for all commands, an option for one.
    """
    extractor = context.params["extractor"]
    return {
        name: ""
        if getattr(context.get_parameter_source(name), "name", "") == "ENVIRONMENT"
        and name.partition("_")[0] != extractor
        else context.params[name]
        for name in _PLACES
    }


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
