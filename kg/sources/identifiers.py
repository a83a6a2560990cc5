"""Identifiers as sources write them → one form: ``arxiv:1703.06114``, ``doi:10.1145/1``."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["arxiv_id", "doi", "known_ids"]

#: Identifiers since April 2007 and before it; https://info.arxiv.org/help/arxiv_identifier.html
_ARXIV: Final = re.compile(
    r"(?:https?://(?:www\.|export\.)?(?:arxiv\.org/(?:abs|pdf|html)|huggingface\.co/papers|alphaxiv\.org/abs)/"
    r"|arxiv:\s*|oai:arxiv\.org:|https?://doi\.org/10\.48550/arxiv\.|doi:10\.48550/arxiv\."
    r"|10\.48550/arxiv\.)?"
    r"(?P<id>\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?/\d{7})(?:v\d+)?(?:\.pdf)?",
    re.IGNORECASE,
)
#: The DOI handbook allows any printable character behind the slash; sources end them at a blank.
_DOI: Final = re.compile(
    r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?(?P<doi>10\.\d{4,9}/[^\s\"<>]+)", re.IGNORECASE
)


def arxiv_id(text: str) -> str | None:
    """Read an arXiv identifier, however it is written.

    Parameters
    ----------
    text : str
        An identifier, an address of the paper's page, or the DOI that arXiv gives.

    Returns
    -------
    str or None
        Without its version; None if it is none.

    Examples
    --------
    >>> [
    ...     arxiv_id(one)
    ...     for one in ("arXiv:1703.06114v3", "https://arxiv.org/abs/math/0309136", "10.1145/1")
    ... ]
    ['1703.06114', 'math/0309136', None]
    >>> arxiv_id("https://doi.org/10.48550/arXiv.1703.06114")
    '1703.06114'
    """
    match = _ARXIV.fullmatch(text.strip())
    return None if match is None else match["id"].lower()


def doi(text: str) -> str | None:
    """Read a DOI, however it is written.

    Parameters
    ----------
    text : str
        A DOI or its address.

    Returns
    -------
    str or None
        In small letters, since case does not count in a DOI; None if it is none, or one that arXiv
        gives, which says no more than the arXiv identifier.

    Examples
    --------
    >>> [doi(one) for one in ("https://doi.org/10.1145/ABC", "10.48550/arXiv.1703.06114", "x")]
    ['10.1145/abc', None, None]
    """
    match = _DOI.fullmatch(text.strip())
    if match is None or arxiv_id(text) is not None:
        return None
    return match["doi"].lower()


def known_ids(*texts: str | None) -> tuple[str, ...]:
    """Read every identifier that texts are.

    Parameters
    ----------
    *texts : str or None
        Ids, DOIs and addresses as a source has them.

    Returns
    -------
    tuple of str
        ``arxiv:…`` and ``doi:…``, sorted, without doubles; what is neither is passed over.

    Examples
    --------
    >>> known_ids("https://arxiv.org/abs/1703.06114v2", None, "10.1145/1", "see there")
    ('arxiv:1703.06114', 'doi:10.1145/1')
    """
    found = set()
    for text in texts:
        if text is None:
            continue
        if (arxiv := arxiv_id(text)) is not None:
            found.add(f"arxiv:{arxiv}")
        elif (name := doi(text)) is not None:
            found.add(f"doi:{name}")
    return tuple(sorted(found))
