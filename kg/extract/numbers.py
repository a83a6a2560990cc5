r"""Text → the stretches of it that could be the value of a result, and values → numbers.

A value is copied to the letter with its unit: ``4.6%``, ``1.5-2.7times``, ``$12.3\times$``,
``+3.9 pp``, ``two orders of magnitude``. Whether it is a result is not decided here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from kg.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["UNIT_KINDS", "Value", "find_values", "parse_value", "unit_kind"]

_NUMBER: Final = r"\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?(?:e-?\d+)?"
_SMALL: Final = "one|two|three|four|five|six|seven|eight|nine|ten|an?|several"
_SIGN: Final = r"(?:[+<>~±−-]|\\sim ?|\\pm ?|\$\\pm\$ ?)?"
_DASH: Final = r"(?: ?(?:--?|–|—|~|sim|\\sim) ?| to )"

#: What may stand behind a number: kind of unit → pattern. The order is that of trying.
UNIT_KINDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "points": r"(?: ?-?\\?%)? ?(?:percentage |absolute |accuracy )?(?:points?|pp)\b",
        "percent": r" ?\\?%| ?per ?cent\b",
        "times": r" ?-?\$?\\times\b\$?| ?×| ?-?times\b| ?-?fold\b|[xX]\b(?![\w-])",
        "orders": r" orders? of magnitudes?\b",
        "time": r" ?-?(?:milliseconds|seconds|minutes|hours|days|ms|ns|µs|fs|GPU hours|epochs)"
        r"\b(?:/token)?",
        "size": r" ?(?:[KMGT]B|[KMGT]iB)\b",
        "physical": r" ?(?:dB|[kMGT]?Hz|nm|mm|km|[GT]bit/s|m/s|K|eV|[GMk]eV)\b",
        "scale": r"(?: |-)?(?:thousand|million|billion|trillion)s?\b",
    }
)
_UNIT: Final = "|".join(f"(?P<{kind}>{pattern})" for kind, pattern in UNIT_KINDS.items())
_BARE_UNIT: Final = "|".join(UNIT_KINDS.values())

_START: Final = r"(?<![\w.^_\\{,$-])(?<![^\d%]/)(?P<open>\$)?"
_LAST: Final = (
    rf"(?P<number>{_NUMBER})\+?(?P<close>\$)?(?P<unit>{_UNIT})?(?P<end>\$)?(?![\w^]|[.,]\d|-\w)"
)
_FIRST: Final = rf"(?P<first>{_NUMBER})(?:{_BARE_UNIT})?(?P<dash>{_DASH}){_SIGN}"
_VALUE: Final = re.compile(rf"{_START}(?P<sign>{_SIGN})(?:{_FIRST})?{_LAST}")
_SINGLE: Final = re.compile(rf"{_START}(?P<sign>{_SIGN})(?P<first>(?!))?{_LAST}")
_WORDS: Final = re.compile(
    rf"\b(?:(?:{_SMALL})(?:(?: to |-| or )(?:{_SMALL}))?(?: |-)orders?[ -]of[ -]magnitudes?"
    rf"|(?:{_SMALL.replace('|an?|several', '')}) (?:times|percentage points|percent|points)"
    r"|one-order of magnitude|halv(?:e[sd]?|ing)|doubl(?:es|ed|ing)|tripl(?:es|ed|ing))\b"
)
_COUNT: Final = MappingProxyType(
    {word: number for number, word in enumerate(_SMALL.split("|")[:10], start=1)}
    | {"a": 1, "an": 1}
)
_SCALE: Final = MappingProxyType(
    {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
)


@dataclass(frozen=True, slots=True)
class Value:
    """A stretch that could be a value.

    Attributes
    ----------
    span : Span
        In the text.
    text : str
        To the letter.
    unit : str
        Kind of unit, a key of ``UNIT_KINDS``; ``"words"`` for one written out; ``"none"``.
    is_range : bool
        True for ``1.5-2.7times``.
    """

    span: Span
    text: str
    unit: str
    is_range: bool


def find_values(text: str) -> Iterator[Value]:
    r"""Find what could be the value of a result.

    Parameters
    ----------
    text : str
        A paper's text.

    Yields
    ------
    Value
        In the order of the text, disjoint. Numbers inside words (``CIFAR-10``, ``GPT4``) are none.

    Examples
    --------
    >>> [value.text for value in find_values("GPT4 gains 4.6\\% and is 1.5-2.7times faster.")]
    ['4.6\\%', '1.5-2.7times']
    """
    found = [*_numbers(text), *_words(text)]
    end = 0
    for value in sorted(found, key=lambda one: (one.span.start, -one.span.end)):
        if value.span.start >= end:
            yield value
            end = value.span.end


def _numbers(text: str) -> Iterator[Value]:
    for found in _VALUE.finditer(text):
        for match in _split_from_to(text, found):
            yield from _as_value(text, match)


def _split_from_to(text: str, match: re.Match[str]) -> tuple[re.Match[str], ...]:
    """Read ``from 66% to 88%`` as two values, but ``ranging from 2% to 5%`` as one."""
    if match["first"] and match["dash"] == " to ":
        before = text[: match.start()]
        if before.endswith("from ") and not before.endswith(("ranging from ", "ranges from ")):
            one = _SINGLE.match(text, match.start())
            other = _SINGLE.match(text, match.start("number"))
            if one is not None and other is not None:
                return (one, other)
    return (match,)


def _as_value(text: str, match: re.Match[str]) -> Iterator[Value]:
    start, end = match.span()
    dollars = [name for name in ("open", "close", "end") if match[name]]
    inner = match["unit"] or ""
    if (len(dollars) + inner.count("$")) % 2:  # half a formula: leave its sign outside
        if match["open"] and not (match["close"] or match["end"] or "$" in inner):
            return
        if match["end"]:
            end -= 1
    sign = match["sign"]
    if sign in {"-", "−"}:
        start = match.start("first") if match["first"] else match.start("number")
    kind = next((kind for kind in UNIT_KINDS if match[kind]), "none")
    yield Value(Span(start, end), text[start:end], kind, match["first"] is not None)


def _words(text: str) -> Iterator[Value]:
    for match in _WORDS.finditer(text):
        yield Value(Span(*match.span()), match.group(), "words", " to " in match.group())


def unit_kind(text: str) -> str:
    """Tell the kind of unit that a value is printed with.

    Parameters
    ----------
    text : str
        As printed.

    Returns
    -------
    str
        As of :attr:`Value.unit`.

    Examples
    --------
    >>> unit_kind("4.6%"), unit_kind("3times"), unit_kind("27.28")
    ('percent', 'times', 'none')
    """
    values = list(find_values(text))
    return values[0].unit if len(values) == 1 else "none"


_BOUND: Final = re.compile(r"^(?:[<>]|\\[lg]eq?|±|\\pm|up to |at least |at most |fewer than )")


def parse_value(text: str) -> tuple[Decimal | None, str | None]:
    r"""Read a printed value as a number and a unit.

    Parameters
    ----------
    text : str
        As printed: ``"88.50%"``.

    Returns
    -------
    number : Decimal or None
        None where the text is not one number: a range, a bound, a formula.
    unit : str or None
        ``"%"``, ``"times"``, ``"points"``, or as printed; None without one. Words such as
        ``million`` are multiplied in and are no unit.

    Examples
    --------
    >>> parse_value("88.50%")
    (Decimal('88.5'), '%')
    >>> parse_value("3times"), parse_value("$12.3\\times$")
    ((Decimal('3'), 'times'), (Decimal('12.3'), 'times'))
    >>> parse_value("1.5-2.7times"), parse_value("<4.3%"), parse_value("27.28")
    ((None, 'times'), (None, '%'), (Decimal('27.28'), None))
    >>> parse_value("two orders of magnitude"), parse_value("33 billion")
    ((Decimal('2'), 'orders of magnitude'), (Decimal('33000000000'), None))
    """
    plain = text.replace("$", "").replace("\\%", "%").replace("\\times", "times").strip()
    plain = re.sub(r"^[+~]|^\\sim ?|\\(?=[a-zA-Z$])", "", plain).strip()
    unit = _read_unit(plain)
    if _BOUND.match(plain):
        return None, unit
    words = plain.lower().replace("-", " ").split()
    if words and words[0] in _COUNT and " to " not in plain:
        return Decimal(_COUNT[words[0]]), unit
    match = re.match(rf"[-−]? ?(?:{_NUMBER})", plain)
    if match is None or re.search(r"\d", plain[match.end() :]) is not None:
        return None, unit
    number = Decimal(re.sub(r"[ ,]", "", match.group()).replace("−", "-"))
    for word, scale in _SCALE.items():
        if re.match(rf"(?: |-)?{word}s?$", plain[match.end() :]):
            return _tidy(number * scale), None
    return _tidy(number), unit


def _tidy(number: Decimal) -> Decimal:
    """Drop zeros behind the point, without an exponent."""
    normal = number.normalize()
    return normal.quantize(Decimal(1)) if normal == normal.to_integral() else normal


_SAME_UNIT: Final = (
    (re.compile(r"(?:percentage |absolute )?(?:points?|pp)$"), "points"),
    (re.compile(r"orders? of magnitudes?$"), "orders of magnitude"),
    (re.compile(r"(?:%|per ?cent)$"), "%"),
    (re.compile(r"(?:times|×|(?<=\d)[xX]|-?fold)$"), "times"),
)


def _read_unit(plain: str) -> str | None:
    for pattern, unit in _SAME_UNIT:
        if pattern.search(plain):
            return unit
    match = re.search(r"\d ?([^\d\s.,^{}()][^\d]*)$", plain)
    return match[1].strip() if match else None
