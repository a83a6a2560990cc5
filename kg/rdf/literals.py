"""Numbers and dates → literals, in the one form that every store keeps."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Final

from kg.errors import ValueCheckError
from kg.rdf.terms import XSD, Literal

__all__ = ["date_literal", "decimal_literal", "integer_literal"]

_FULL_DATE_LENGTH: Final = len("2026-01-31")


@lru_cache(maxsize=1 << 14)
def decimal_literal(number: Decimal | float) -> Literal:
    """Write a number in the canonical form of ``xsd:decimal``, to the last digit.

    Parameters
    ----------
    number : Decimal or float
        Finite.

    Returns
    -------
    Literal
        Without exponent, without zeros that say nothing.

    Raises
    ------
    ValueCheckError
        If it is infinite or not a number.

    Examples
    --------
    >>> [decimal_literal(n).text for n in (Decimal("88.50"), Decimal("1E+3"), 1e-07, 1.0)]
    ['88.5', '1000', '0.0000001', '1']
    """
    exact = Decimal(repr(number)) if isinstance(number, float) else number
    if not exact.is_finite():
        raise ValueCheckError(f"{number} cannot be a decimal")
    text = f"{exact:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return Literal("0" if text in {"-0", ""} else text, XSD.decimal)


@lru_cache(maxsize=1 << 14)
def integer_literal(number: int) -> Literal:
    """Write a whole number.

    Parameters
    ----------
    number : int
        The number.

    Returns
    -------
    Literal
        An ``xsd:integer``.
    """
    return Literal(str(number), XSD.integer)


def date_literal(text: str) -> Literal:
    """Type a date only if it is a whole one: engines disagree about years and months alone.

    Parameters
    ----------
    text : str
        ``YYYY-MM-DD``, ``YYYY-MM`` or ``YYYY``.

    Returns
    -------
    Literal
        An ``xsd:date``, or else a string.

    Examples
    --------
    >>> [date_literal(text).datatype == XSD.date for text in ("2020-02-29", "2020-02-30", "2020")]
    [True, False, False]
    """
    try:
        whole = len(text) == _FULL_DATE_LENGTH and date.fromisoformat(text).isoformat() == text
    except ValueError:
        whole = False
    return Literal(text, XSD.date if whole else XSD.string)
