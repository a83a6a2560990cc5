"""The extractors that ``--extractor`` names, each made when it is asked for."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from kg.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kg.extract.extractor import Extractor

__all__ = ["EXTRACTOR_NAMES", "load_extractor"]


def _rules() -> Extractor:
    from kg.extract.rules import RulesExtractor

    return RulesExtractor()


_MAKERS: Final[Mapping[str, Callable[[], Extractor]]] = {"rules": _rules}

#: What ``--extractor`` may name.
EXTRACTOR_NAMES: Final = tuple(_MAKERS)


@cache
def load_extractor(name: str) -> Extractor:
    """Make the extractor of a name; made once.

    Parameters
    ----------
    name : str
        One of ``EXTRACTOR_NAMES``.

    Returns
    -------
    Extractor
        Ready to read.

    Raises
    ------
    InputError
        If there is none of that name.
    """
    if name not in _MAKERS:
        raise InputError(
            "--extractor", f"there is no {name!r}", hint=f"give one of {', '.join(_MAKERS)}"
        )
    return _MAKERS[name]()
