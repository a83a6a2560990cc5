"""Libraries that are needed for some files only: loaded when used, asked for when missing."""

from __future__ import annotations

import importlib
from typing import Any

from kg.errors import InputError

__all__ = ["need"]


def need(module: str, extra: str) -> Any:
    """Import a library that an extra brings.

    Parameters
    ----------
    module : str
        Name of the module.
    extra : str
        Name of the extra.

    Returns
    -------
    module
        The module.

    Raises
    ------
    InputError
        If it is not installed; says what to install.
    ModuleNotFoundError
        If it is installed and lacks something itself.

    Examples
    --------
    >>> need("xyz", "tables")
    Traceback (most recent call last):
        ...
    kg.errors.InputError: xyz: is not installed; install it with: pip install 'kg[tables]'
    """
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError as error:
        if error.name != module.split(".")[0]:
            raise
        hint = f"install it with: pip install 'kg[{extra}]'"
        raise InputError(module, "is not installed", hint=hint) from None
