"""Terms → text: one escape table for all that other people wrote, one check for every IRI."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kg.errors import ValueCheckError
from kg.rdf.terms import XSD, Iri, Literal
from kg.surrogates import SURROGATE

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Kept", "angled", "check_iri", "check_text", "quoted", "term_text"]

# What N-Triples must escape, and the other control characters, which editors do not show.
_CONTROLS: Final = "\x00-\x1f\x7f-\x9f\u2028\u2029"
_NEEDS_CARE: Final = re.compile(f'[{_CONTROLS}"\\\\\ud800-\udfff]')
_ESCAPES: Final = str.maketrans(
    {chr(code): f"\\u{code:04X}" for code in (*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029)}
    | {"\t": "\\t", "\n": "\\n", "\r": "\\r", '"': '\\"', "\\": "\\\\"}
)
_BAD_IN_IRI: Final = re.compile(r"[\x00-\x20<>\"{}|^`\\\ud800-\udfff]|%(?![0-9A-Fa-f]{2})")

#: How many IRIs a writer keeps ready; with more, it begins anew, so that memory stays flat.
_N_KEPT: Final = 1 << 15


class Kept(dict[Iri, str]):
    """IRIs as one format writes them, made when first asked for.

    Parameters
    ----------
    show : callable
        Writes an IRI.
    """

    def __init__(self, show: Callable[[Iri], str]) -> None:
        super().__init__()
        self._show = show

    def __missing__(self, iri: Iri) -> str:
        if len(self) >= _N_KEPT:
            self.clear()
        self[iri] = shown = self._show(iri)
        return shown


def check_iri(iri: str) -> None:
    """Refuse what strict parsers refuse.

    Parameters
    ----------
    iri : str
        An IRI.

    Raises
    ------
    ValueCheckError
        If it has no scheme or a character that it must not have.
    """
    if _BAD_IN_IRI.search(iri) or ":" not in iri:
        raise ValueCheckError(f"not an IRI: {iri!r}")


def check_text(text: str) -> None:
    """Refuse what UTF-8 cannot say.

    Parameters
    ----------
    text : str
        Any text.

    Raises
    ------
    ValueCheckError
        If it has half a surrogate pair.
    """
    if (found := SURROGATE.search(text)) is not None:
        raise ValueCheckError(f"half a surrogate pair at {found.start()} of {text[:40]!r}")


def angled(iri: Iri) -> str:
    """Write an IRI in full.

    Parameters
    ----------
    iri : Iri
        The IRI.

    Returns
    -------
    str
        ``<…>``; it raises ``ValueCheckError`` for what is no IRI.
    """
    check_iri(iri)
    return f"<{iri}>"


def quoted(text: str) -> str:
    r"""Write a text between quotation marks.

    Parameters
    ----------
    text : str
        The text.

    Returns
    -------
    str
        ``"…"``, escaped; it raises ``ValueCheckError`` for half a surrogate pair.

    Examples
    --------
    >>> quoted('say "hi"\n')
    '"say \\"hi\\"\\n"'
    """
    if _NEEDS_CARE.search(text) is None:
        return f'"{text}"'
    check_text(text)
    return f'"{text.translate(_ESCAPES)}"'


def term_text(term: Iri | Literal) -> str:
    """Write one term as N-Triples and SPARQL have it.

    Parameters
    ----------
    term : Iri or Literal
        The term.

    Returns
    -------
    str
        ``<…>`` or ``"…"``, with its datatype where it is not a string; it raises
        ``ValueCheckError`` for what is no IRI and for half a surrogate pair.

    Examples
    --------
    >>> term_text(Literal("7", XSD.integer))
    '"7"^^<http://www.w3.org/2001/XMLSchema#integer>'
    """
    if isinstance(term, str):
        return angled(term)
    shown = quoted(term.text)
    return shown if term.datatype == XSD.string else f"{shown}^^{angled(term.datatype)}"
