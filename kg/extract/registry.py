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
        what = f"{error.name} is not there"
        raise InputError("--extractor llm", what, hint="pip install 'kg[llm]'") from error
    return LlmExtractor(place)


#: Extractors of the user's own models, each made from the place of its model.
_ELSEWHERE: Final[Mapping[str, Callable[[str], Extractor]]] = {"gliner": _gliner, "llm": _llm}

#: What ``--extractor`` may name.
EXTRACTOR_NAMES: Final = (*_MAKERS, *_ELSEWHERE)


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
    InputError
        If there is none of that name.
    """
    kind, _, place = name.partition(":")
    if kind in _ELSEWHERE:
        return _ELSEWHERE[kind](place)
    if name not in _MAKERS:
        raise InputError(
            "--extractor", f"there is no {name!r}", hint=f"give one of {', '.join(EXTRACTOR_NAMES)}"
        )
    return _MAKERS[name]()
