r"""Mark-up in pairs: which ``{``, ``$`` and ``*`` of a text belong together and can go.

Braces that hold a list after a word (``min{a, b}``), money (``$5 to $10``) and lone stars (``A*``)
stay.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.text.offsets import Pair

__all__ = ["find_partners", "keep_nested"]

_BRACE: Final = re.compile(r"\\.|[{}]", re.DOTALL)
_DOLLAR: Final = re.compile(r"(?<!\\)\$\$?")
_EMPHASIS: Final = re.compile(
    r"(\*\*)(?=[^\s*])(?:[^*]*[^\s*])(\*\*)(?!\*)"
    r"|(?<![\w*)^])(\*)(?=[^\s*])(?:[^*]*[^\s*])(\*)(?![\w*])"
)
_COMMAND_BEFORE: Final = re.compile(r"\\[A-Za-z]+\s*\Z|(?:math\w+|text\w*|emph|operatorname)\Z")
_LIST: Final = re.compile(r"[,;\s]")
_PROSE: Final = re.compile(r"[a-z]{2,} [a-z]{2,} ")

#: Longest formula that is looked for between two ``$``, in code points.
MAX_FORMULA: Final = 300


def find_partners(text: str) -> dict[int, int]:
    """Find the mark-up of a text that opens and closes.

    Parameters
    ----------
    text : str
        As the source has it.

    Returns
    -------
    dict of int to int
        Place of an opening ``{``, ``$``, ``$$``, ``*`` or ``**`` → place of the closing one.

    Examples
    --------
    >>> find_partners("{A} $b$ **c** min{d, e} A* $5 or $6 and so on f^{*}")
    {0: 2, 4: 6, 8: 11, 48: 50}
    """
    found = [*_braces(text), *_dollars(text), *_stars(text)]
    return dict(sorted(found))


def _braces(text: str) -> Iterator[tuple[int, int]]:
    opened: list[int] = []
    for match in _BRACE.finditer(text):
        if match[0] == "{":
            opened.append(match.start())
        elif match[0] == "}" and opened:
            start = opened.pop()
            if not _holds_list(text, start, match.start()):
                yield start, match.start()


def _holds_list(text: str, start: int, end: int) -> bool:
    if start == 0 or not text[start - 1].isalpha() or not _LIST.search(text, start + 1, end):
        return False
    return _COMMAND_BEFORE.search(text, max(0, start - 24), start) is None


def _dollars(text: str) -> Iterator[tuple[int, int]]:
    opened: re.Match[str] | None = None
    for match in _DOLLAR.finditer(text):
        if opened is not None and _is_formula(text, opened.end(), match.start()):
            yield opened.start(), match.start()
            opened = None
        else:
            opened = match


def _is_formula(text: str, start: int, end: int) -> bool:
    if not 0 < end - start <= MAX_FORMULA:
        return False
    money = text[start].isdigit() and (
        text[end + 1 : end + 2].isdigit() or _PROSE.search(text, start, end)
    )
    return not money


def _stars(text: str) -> Iterator[tuple[int, int]]:
    for match in _EMPHASIS.finditer(text):
        yield (match.start(1), match.start(2)) if match[1] else (match.start(3), match.start(4))


def keep_nested(pairs: Iterable[Pair]) -> tuple[Pair, ...]:
    """Drop pairs that cross an earlier one.

    Parameters
    ----------
    pairs : iterable of Pair
        In any order.

    Returns
    -------
    tuple of Pair
        By place of the opening half; any two are nested or apart.
    """
    kept: list[Pair] = []
    around: list[int] = []
    for pair in sorted(pairs):
        while around and around[-1] <= pair.opens.start:
            around.pop()
        if not around or pair.closes.end <= around[-1]:
            kept.append(pair)
            around.append(pair.closes.end)
    return tuple(kept)
