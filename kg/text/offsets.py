r"""``NormalisedText``: a text made readable, with the way back to every place of the original.

Each character of the normalised text remembers the stretch of the original that it stands for.
Mark-up that was taken away (``$``, ``\emph{``, ``}``) stands for nothing; it comes back into a
span only where the span would otherwise hold one half of a pair.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from kg.errors import ValueCheckError
from kg.model import Span

__all__ = ["NormalisedText", "Pair", "concatenate"]


@dataclass(frozen=True, slots=True, order=True)
class Pair:
    """Two bits of mark-up that belong together and were both taken away.

    Attributes
    ----------
    opens, closes : Span
        Places in the original; pairs of one text are nested or apart, never crossed.
    """

    opens: Span
    closes: Span

    def shifted(self, by: int) -> Pair:
        """Give the pair in a text that has something before it.

        Parameters
        ----------
        by : int
            Code points before the text.

        Returns
        -------
        Pair
            The same pair, moved.
        """
        return Pair(
            Span(self.opens.start + by, self.opens.end + by),
            Span(self.closes.start + by, self.closes.end + by),
        )


@dataclass(frozen=True, slots=True)
class NormalisedText:
    r"""A normalised text and where each of its characters comes from.

    Attributes
    ----------
    original : str
        As the source has it.
    text : str
        Normalised.
    starts, ends : tuple of int
        For each code point of ``text``: the stretch of ``original`` that it stands for; never
        empty. Neighbours stand for the same stretch (``\leq`` → ``≤``; ``ﬁ`` → ``fi``) or for
        stretches in order.
    pairs : tuple of Pair
        Mark-up that was taken away on both sides of something, by place of the opening half.

    Examples
    --------
    >>> from kg.text.normalise import normalise
    >>> seen = normalise("the $\\ell^p$-norm")
    >>> seen.text
    'the ℓ^p-norm'
    >>> span = seen.to_original(4, 12)
    >>> seen.original[span.start : span.end]
    '$\\ell^p$-norm'
    """

    original: str
    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    pairs: tuple[Pair, ...] = ()

    def __post_init__(self) -> None:
        if not len(self.text) == len(self.starts) == len(self.ends):
            raise ValueCheckError("every normalised character needs its place in the original")

    def to_original(self, start: int, end: int) -> Span:
        """Lead a stretch of the normalised text back to the original.

        Parameters
        ----------
        start, end : int
            Code points in ``text``, half-open, not empty.

        Returns
        -------
        Span
            The smallest stretch of the original that holds all of it and no half of a pair whose
            other half stands next to it. Monotone: of two stretches that lie in order, so do the
            results.

        Raises
        ------
        ValueCheckError
            If the stretch is empty or not in the text.
        """
        return Span(*self.bounds(start, end))

    def bounds(self, start: int, end: int) -> tuple[int, int]:
        """As :meth:`to_original`, as two numbers: what is asked for each word of a text.

        Parameters
        ----------
        start, end : int
            As above.

        Returns
        -------
        tuple of int
            Start and end.

        Raises
        ------
        ValueCheckError
            As above.
        """
        if not 0 <= start < end <= len(self.text):
            raise ValueCheckError(f"not a stretch of the normalised text: {start}:{end}")
        first, last = self.starts[start], self.ends[end - 1]
        if not self.pairs:
            return first, last
        left = self.ends[start - 1] if start > 0 and self.starts[start - 1] < first else 0
        right = self.starts[end] if end < len(self.text) else len(self.original)
        begin, finish = first, last
        for pair in self.pairs:
            opens, closes = pair.opens.start, pair.closes.start
            if left <= opens < first <= closes < last:
                begin = min(begin, opens)
            elif first <= opens < last <= closes < right:
                finish = max(finish, pair.closes.end)
        return begin, finish

    def to_normalised(self, span: Span) -> tuple[int, int]:
        """Lead a stretch of the original to the normalised text.

        Parameters
        ----------
        span : Span
            A stretch of ``original``.

        Returns
        -------
        tuple of int
            Start and end, half-open, of all characters that stand for some of it; empty (start
            equals end) where only mark-up stands there.
        """
        start = bisect_right(self.ends, span.start)
        return start, max(start, bisect_left(self.starts, span.end))


def concatenate(one: NormalisedText, other: NormalisedText, *, between: str) -> NormalisedText:
    r"""Join two normalised texts.

    Parameters
    ----------
    one, other : NormalisedText
        In order.
    between : str
        What stands between them, in the original and in the normalised text alike.

    Returns
    -------
    NormalisedText
        Over ``one.original + between + other.original``; no pair crosses the join.

    Examples
    --------
    >>> from kg.text.normalise import normalise
    >>> concatenate(normalise("{A}"), normalise("B"), between="\n").text
    'A\nB'
    """
    gap = len(one.original)
    shift = gap + len(between)
    inner = range(gap, shift)
    return NormalisedText(
        original=one.original + between + other.original,
        text=one.text + between + other.text,
        starts=(*one.starts, *inner, *[at + shift for at in other.starts]),
        ends=(*one.ends, *[at + 1 for at in inner], *[at + shift for at in other.ends]),
        pairs=one.pairs + tuple(pair.shifted(shift) for pair in other.pairs),
    )
