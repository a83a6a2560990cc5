"""Why a query got no answer: an HTTP status and a sentence for the one who asked."""

from __future__ import annotations

from kg.errors import QueryError

__all__ = ["RefusedError"]


class RefusedError(QueryError):
    """A query that is not answered; on the command line an error like any other.

    Parameters
    ----------
    status : int
        HTTP status: below 500 the request must change, 503 and 504 may go better later.
    reason : str
        What is wrong and what would be right.

    Examples
    --------
    >>> RefusedError(504, "the query took more than 10 s").status
    504
    """

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason
