"""Other people's text → text that a terminal shows as text."""

from __future__ import annotations

__all__ = ["plain"]


def plain(text: str) -> str:
    r"""Make text safe for a terminal: what cannot be printed becomes a space.

    Parameters
    ----------
    text : str
        Anything.

    Returns
    -------
    str
        The text on one line, without control characters and direction overrides.

    Examples
    --------
    >>> plain("a\x1b[31mb\nc")
    'a [31mb c'
    """
    kept = "".join(char if char.isprintable() else " " for char in text)
    return " ".join(kept.split())
