"""What makes two records one paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.ids import paper_id

if TYPE_CHECKING:
    from kg.paper import Paper

__all__ = ["identity_keys"]


def identity_keys(paper: Paper) -> frozenset[str]:
    """Give every key by which a paper is known: papers that share one are one paper.

    Parameters
    ----------
    paper : Paper
        As one source has it, or merged.

    Returns
    -------
    frozenset of str
        Its id, and what its id would be if it had only a title.

    Examples
    --------
    >>> from kg.paper import Paper
    >>> sorted(identity_keys(Paper("1703.06114", "Deep Sets", "")))
    ['1703.06114', 'p8e41a34a2a6c']
    """
    return frozenset({paper.id, paper_id(paper.title)})
