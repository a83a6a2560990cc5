"""The extractors that ``--extractor`` names, each made when it is asked for."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from kg.checks import check_text
from kg.errors import ArgumentError, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kg.extract.extractor import Extractor

__all__ = ["EXTRACTOR_NAMES", "check_extractor", "load_extractor"]


def _rules() -> Extractor:
    from kg.extract.rules import RulesExtractor

    return RulesExtractor()


def _model() -> Extractor:
    from kg.extract.neural import NeuralExtractor

    return NeuralExtractor()


_MAKERS: Final[Mapping[str, Callable[[], Extractor]]] = {"model": _model, "rules": _rules}


def _gliner(place: str) -> Extractor:
    from kg.extract.gliner import GlinerExtractor

    return GlinerExtractor(place)


def _llm(place: str) -> Extractor:
    try:
        from kg.extract.llm import LlmExtractor
    except ImportError as error:
        what = f"{error.name} is not there, which 'llm' needs"
        raise ArgumentError("extractor", what, hint="pip install 'kg[llm]'") from error
    return LlmExtractor(place)


#: Extractors of the user's own models, each made from the place of its model.
_ELSEWHERE: Final[Mapping[str, Callable[[str], Extractor]]] = {"gliner": _gliner, "llm": _llm}

#: What ``--extractor`` may name.
EXTRACTOR_NAMES: Final = (*_MAKERS, *_ELSEWHERE)


def check_extractor(name: object) -> str:
    """Take the name of an extractor, without a wait for its model.

    Parameters
    ----------
    name : object
        What was given.

    Returns
    -------
    str
        The same.

    Raises
    ------
    ArgumentError
        If there is none of that name.
    """
    hint = f"give one of {', '.join(EXTRACTOR_NAMES)}"
    kind, colon, _ = check_text(name, "extractor", hint=hint).partition(":")
    if kind not in (_ELSEWHERE if colon else EXTRACTOR_NAMES):
        raise ArgumentError("extractor", f"there is no {shown(name)}", hint=hint)
    return str(name)


@cache
def load_extractor(name: str) -> Extractor:
    """Make the extractor of a name; made once.

    Parameters
    ----------
    name : str
        One of ``EXTRACTOR_NAMES``; with a colon and a place where the model is the user's:
        ``"gliner:DIR"``, ``"llm:URL#MODEL"``.

    Returns
    -------
    Extractor
        Ready to read.

    Raises
    ------
    ArgumentError
        If there is none of that name.
    """
    kind, _, place = check_extractor(name).partition(":")
    return _ELSEWHERE[kind](place) if kind in _ELSEWHERE else _MAKERS[kind]()
