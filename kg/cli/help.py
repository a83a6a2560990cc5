"""``App``: what the help of a command shows of its parameters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperCommand, TyperGroup

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["App"]


class App(typer.Typer):
    """An app whose help names what an option takes, and nothing behind a switch.

    Parameters
    ----------
    **settings
        As for ``typer.Typer``.
    """

    def __init__(self, **settings: Any) -> None:
        super().__init__(cls=_Group, rich_markup_mode="markdown", **settings)

    def command(self, name: str | None = None, **settings: Any) -> Callable[..., Any]:
        """Take a function as a command; as ``typer.Typer.command``."""
        return super().command(name, cls=_Command, **settings)


class _Command(TyperCommand):
    def get_params(self, ctx: Any) -> list[Any]:
        return _told(super().get_params(ctx))


class _Group(TyperGroup):
    def get_params(self, ctx: Any) -> list[Any]:
        return _told(super().get_params(ctx))


def _told(parameters: list[Any]) -> list[Any]:
    """Take out what newer typer writes of types: ``<bool>`` at a switch, ``<path>`` at ``DIR``."""
    for one in parameters:
        if getattr(one, "is_flag", False):
            one.metavar = ""
        elif one.param_type_name == "argument":
            one.display_type_rich = _no_type
    return parameters


def _no_type(ctx: Any) -> None:
    return None
