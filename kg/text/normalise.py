r"""Raw text of a listing page → ``NormalisedText``: what a reader sees, with the way back.

One scan from left to right; each rule looks at one short stretch and replaces it as a whole, so
the map of offsets is exact by construction. White space becomes single spaces.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Final

from kg.model import Span
from kg.text.characters import COMBINING, EXCHANGED, compose, repair_mojibake
from kg.text.latex import DROPPED_COMMANDS, LOST_SYMBOLS, macro_text
from kg.text.markup import find_partners, keep_nested
from kg.text.offsets import NormalisedText, Pair

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["normalise"]

_COMMANDS: Final = "|".join(sorted(DROPPED_COMMANDS, reverse=True))
_SWITCHES: Final = (
    "bf|bfseries|big|Big|bigg|Bigg|bm|cal|displaystyle|em|it|itshape|large|left|limits|mathrm|normalfont"
    "|rm|right|sc|scshape|sf|sl|small|textstyle|tt|ttfamily|" + _COMMANDS
)
_LOST: Final = "|".join(sorted(LOST_SYMBOLS, key=lambda name: (-len(name), name)))

#: Rules, first match wins: name, and the stretch that is replaced.
_RULES: Final = (
    ("line", r"\s*\\[\\\s]\s*"),
    ("space", r"\s{2,}|[^\S ]|(?<=[}$*>\]]) "),  # a lone space needs no rule, but behind mark-up
    ("gone", r"\\(?:cite\w*|label|ref|eqref)\*?\s*(?:\[[^\]]*\])?\{[^{}]*\}"),
    ("opens", r"\\href\s*\{[^{}]*\}\s*\{|\\footnote\s*\{"),
    ("opens_", rf"(?:\\|(?<![A-Za-z\\]))(?:{_COMMANDS})\{{|\\(?:{_COMMANDS})\s+\{{"),
    ("switch", rf"\\(?:{_SWITCHES})(?![A-Za-z])\s*"),
    ("switch_", r"(?<![A-Za-z\\])math(?:bb|bf|cal|frak|rm|scr|sf)\s+(?=[A-Z])"),
    ("macro", r"\\[\"'`^~=.](?: [aeiou]|\s*\{\\?[A-Za-z]\}|\\[ij](?![A-Za-z]) ?|[A-Za-z])"),
    ("macro_", r"\\[cvuHrkd](?:\{[A-Za-z]\}|\s[A-Za-z](?![A-Za-z]))|\\[A-Za-z]+"),
    ("escaped", r"\\[%$#&_{}|@]"),
    ("thin", r"\\[,;:!/()\[\]]"),
    ("pair", r"\{|\}|\$\$?|\*\*?"),
    ("double", r"``|''"),
    ("tie", r"(?<=[A-Za-z])~(?=[A-Za-z\\(\[$])"),
    ("dashes", r"(?<!-)-{2,3}(?!-)"),
    ("entity", r"&(?:[a-z]{2,6}|#\d{2,5}|#x[0-9A-Fa-f]{2,5});"),
    ("tag", r"</?(?:i|b|em|strong|sub|sup|p|br|tt|span)\s*/?>|</?jats:\w+>"),
    ("mojibake", r"[Â-ô][^\x00-\x7fÀ-ô]{1,3}"),
    ("accent", rf"\w[{COMBINING}]+"),
    ("times", r"(?<=\d)times(?![A-Za-z])"),
    ("sim", r"(?:(?<=%)|(?<![A-Za-z]))sim(?=\d)"),
    ("ell", r"(?<![A-Za-z\\])ell(?=[_^])"),
    ("lost", rf"(?<![A-Za-z\\])(?:{_LOST})(?![A-Za-z])"),
    ("character", f"[{re.escape(''.join(EXCHANGED))}`]"),
)
#: Places at which a rule may begin, told from one or two characters: inside words and between them
#: nearly all of a text is passed over without a look at each rule.
_MAY_BEGIN: Final = (
    r"(?:(?=[^A-Za-z0-9 .,])|(?<![A-Za-z])(?=[A-Za-z])|(?= [\s\\])|(?<=[}$*>\]])(?= )"
    rf"|(?=\w[{COMBINING}]))"
)
_SCAN: Final = re.compile(
    f"{_MAY_BEGIN}(?:{'|'.join(f'(?P<{name}>{pattern})' for name, pattern in _RULES)})"
)

#: Rule → what it puts in the place of its stretch.
_REPLACE: Final[Mapping[str, Callable[[str], str]]] = {
    "space": lambda _: " ",
    "gone": lambda _: "",
    "switch": lambda _: "",
    "macro": macro_text,
    "escaped": lambda found: found[1],
    "line": lambda _: " ",
    "thin": lambda _: "",
    "double": lambda _: '"',
    "tie": lambda _: " ",
    "dashes": lambda found: "-" if len(found) == 2 else "—",
    "entity": html.unescape,
    "tag": lambda _: "",
    "mojibake": lambda found: _exchange(repair_mojibake(found)),
    "accent": compose,
    "times": lambda _: "×",
    "sim": lambda _: "~",
    "ell": lambda _: "ℓ",
    "lost": lambda found: LOST_SYMBOLS[found],
    "character": lambda found: _exchange(found.replace("`", "'")),
}


def _exchange(text: str) -> str:
    return EXCHANGED.get(text, text)


def normalise(text: str) -> NormalisedText:
    r"""Make a text readable and keep the way back.

    Parameters
    ----------
    text : str
        As the source has it.

    Returns
    -------
    NormalisedText
        Without mark-up, invisible characters and other ways to write the same sign.

    Notes
    -----
    Linear in the length of the text. What LaTeX has lost and English cannot tell (``alpha``,
    ``left(``) stays: guessing would break names.

    Examples
    --------
    >>> normalise('Schr\\"odinger bridges, \\eg {MetaMathQA}: 15\\%sim30\\% at 256times256').text
    'Schrödinger bridges, e.g. MetaMathQA: 15%~30% at 256×256'
    >>> normalise("``quotes'', u-$μ$P, R^{n} and \\emph{both} A* and S^{2}FT").text
    '"quotes", u-μP, R^n and both A* and S^2FT'
    """
    partners = find_partners(text)
    closing: dict[int, Span] = {}
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    pairs: list[Pair] = []

    def copy(start: int, end: int) -> None:
        out.append(text[start:end])
        starts.extend(range(start, end))
        ends.extend(range(start + 1, end + 1))

    done = 0
    for match in _SCAN.finditer(text):
        start, end = match.span()
        rule = (match.lastgroup or "").rstrip("_")
        opener = end - 1 if rule == "opens" else start
        if done < start:
            copy(done, start)
        done = end
        if rule in {"opens", "pair"}:
            if opener in partners:
                closing[partners[opener]] = Span(start, end)
            elif rule == "pair" and start in closing:
                pairs.append(Pair(closing[start], Span(start, end)))
            else:
                copy(start, end)
            continue
        put = _REPLACE[rule](match[0])
        if put == " " and (not out or out[-1].endswith(" ")):
            put = ""
        if put == match[0]:
            copy(start, end)
            continue
        if put:
            out.append(put)
        starts.extend([start] * len(put))
        ends.extend([end] * len(put))
    copy(done, len(text))
    return NormalisedText(text, "".join(out), tuple(starts), tuple(ends), keep_nested(pairs))
