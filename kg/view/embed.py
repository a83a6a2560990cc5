"""Values → JSON that stands in a page."""

from __future__ import annotations

import json

from kg.surrogates import SURROGATE

__all__ = ["script_json"]


def script_json(value: object) -> str:
    r"""Write JSON in which no character can end the script element that it stands in.

    Parameters
    ----------
    value : object
        Lists, dictionaries, texts and numbers.

    Returns
    -------
    str
        One line. Half of a surrogate pair is written as an escape.

    Examples
    --------
    >>> print(script_json(["</script>", "\u2028"]))
    ["\u003c/script>","\u2028"]
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    text = text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
