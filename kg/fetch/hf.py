"""Hugging Face Papers: the daily lists, and search."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

import httpx2
import huggingface_hub
from huggingface_hub.errors import HfHubHTTPError

from kg.config import RETRY_STATUSES
from kg.errors import InputError
from kg.fetch.batch import Batch, take
from kg.fetch.patience import Busy, retry_after, with_patience
from kg.sources.record import make_paper

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from huggingface_hub.hf_api import PaperInfo

    from kg.fetch.batch import Fetch
    from kg.paper import Paper

__all__ = ["fetch_hf"]

_PER_PAGE: Final = 100
_WHERE: Final = "huggingface.co"


def fetch_hf(
    *,
    date: str | None = None,
    week: str | None = None,
    month: str | None = None,
    query: str | None = None,
    endpoint: str | None = None,
    timeout: float = 30.0,
    sleep: Callable[[float], None] = time.sleep,
) -> Fetch:
    """Ask Hugging Face for papers.

    Parameters
    ----------
    date, week, month : str, optional
        Of the daily list: ``2025-10-29``, ``2025-W44``, ``2025-10``.
    query : str, optional
        Words to search for, in place of a list.
    endpoint : str, optional
        Another hub.
    timeout : float
        Seconds without a byte after which a question is asked again.
    sleep : callable
        Waits so many seconds.

    Returns
    -------
    Fetch
        The place is the number of the page.

    Raises
    ------
    InputError
        If not one thing is asked for.
    """
    if sum(one is not None for one in (date, week, month, query)) != 1:
        hint = "give --date, --week, --month or --query"
        raise InputError("kg fetch hf", "ask for one thing", hint=hint)
    # The library's own client waits for ever.
    huggingface_hub.set_client_factory(
        lambda: httpx2.Client(timeout=timeout, follow_redirects=True)
    )
    api = huggingface_hub.HfApi(endpoint=endpoint, token=False)

    def ask(page: int) -> list[PaperInfo]:
        try:
            if query is not None:
                return list(api.list_papers(query=query))
            found = api.list_daily_papers(
                date=date, week=week, month=month, p=page, limit=_PER_PAGE
            )
            return list(found)
        except HfHubHTTPError as error:
            raise _told(error) from error
        except httpx2.TimeoutException as error:
            raise Busy("gave no answer in time") from error
        except httpx2.TransportError as error:
            raise Busy(f"cannot be reached ({error})") from error
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise Busy("answered with what is no list of papers") from error

    def fetch(place: str | None) -> Iterator[Batch]:
        page = int(place or 0)
        while True:
            found = with_patience(lambda: ask(page), where=_WHERE, sleep=sleep)  # noqa: B023
            page += 1
            full = query is None and len(found) >= _PER_PAGE
            yield take(found, _to_paper, after=str(page) if full else None)
            if not full:
                return

    return fetch


def _told(error: HfHubHTTPError) -> Exception:
    answer = error.response
    if answer.status_code in RETRY_STATUSES:
        after = retry_after(answer.headers.get("Retry-After"), now=time.time())
        return Busy(f"is busy (HTTP {answer.status_code})", after)
    said = " ".join(answer.text.split())[:200]
    return InputError(_WHERE, f"refused (HTTP {answer.status_code}: {said})")


def _to_paper(info: PaperInfo) -> Paper:
    url = f"https://huggingface.co/papers/{info.id}"
    return make_paper(
        info.title or "",
        info.summary,
        where=url,
        source="Hugging Face",
        ids=(info.id,),
        date=None if info.published_at is None else info.published_at.date().isoformat(),
        authors=[one.name or "" for one in info.authors or ()],
        url=url,
    )
