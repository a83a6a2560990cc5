"""Sets of words, written as a paragraph."""

from __future__ import annotations

__all__ = ["word_set"]


def word_set(*lines: str) -> frozenset[str]:
    """Read a set of words.

    Parameters
    ----------
    *lines : str
        Words with white space between them.

    Returns
    -------
    frozenset of str
        The words.

    Examples
    --------
    >>> sorted(word_set("a an", "the"))
    ['a', 'an', 'the']
    """
    return frozenset(word for line in lines for word in line.split())
