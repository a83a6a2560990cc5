"""One polite HTTP client: pauses, patience with busy servers, clear words when it gives up."""

from __future__ import annotations

import email.utils
import json
import time
from typing import TYPE_CHECKING, Any, Final, TypeVar
from urllib.parse import urlsplit

import defusedxml.common
import defusedxml.ElementTree
import httpx

import kg
from kg.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from xml.etree.ElementTree import Element

__all__ = ["AGAIN", "Busy", "Web", "parse_xml", "retry_after", "with_patience"]

_T = TypeVar("_T")

#: Answers after which the same question may be asked again.
AGAIN: Final = frozenset({408, 425, 429, 500, 502, 503, 504})

#: Seconds: the longest wait that a server may ask for before we give up and say so.
_LONGEST_WAIT: Final = 120.0

#: Bytes: no page of any source is near it.
_MAX_ANSWER: Final = 100_000_000


class Busy(Exception):  # noqa: N818 - no error yet: it is asked again
    """A server that wants to be asked later.

    Parameters
    ----------
    reason : str
        What it said.
    after : float or None
        Seconds that it asks for.
    """

    def __init__(self, reason: str, after: float | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.after = after


def with_patience(
    ask: Callable[[], _T],
    *,
    where: str,
    tries: int = 5,
    sleep: Callable[[float], None] = time.sleep,
) -> _T:
    """Ask until there is an answer: after 1, 2, 4, … seconds, or when the server says.

    Parameters
    ----------
    ask : callable
        Raises ``Busy`` where it may be asked again.
    where : str
        Who is asked, for the error.
    tries : int
        How often at most.
    sleep : callable
        Waits so many seconds.

    Returns
    -------
    object
        The answer.

    Raises
    ------
    InputError
        If there is none after all tries, or the server asks for a longer wait than two minutes.
    """
    for n in range(tries):
        try:
            return ask()
        except Busy as busy:
            wait = 2.0**n if busy.after is None else busy.after
            if n + 1 == tries or wait > _LONGEST_WAIT:
                asked = "" if busy.after is None else f" and asks to wait {busy.after:.0f} s"
                hint = "run the same command later: it goes on where it stopped"
                raise InputError(where, f"{busy.reason}{asked}", hint=hint) from busy
            sleep(wait)
    raise InputError(where, "was not asked", hint="give tries of 1 or more")


def retry_after(value: str | None, *, now: float) -> float | None:
    """Read the header ``Retry-After`` (RFC 9110, 10.2.3).

    Parameters
    ----------
    value : str or None
        Seconds, or a date as HTTP writes it.
    now : float
        Seconds since 1970.

    Returns
    -------
    float or None
        Seconds from now, never negative; None if there is none that can be read.

    Examples
    --------
    >>> retry_after("7", now=0.0), retry_after("Thu, 01 Jan 1970 00:01:00 GMT", now=50.0)
    (7.0, 10.0)
    >>> retry_after("soon", now=0.0)
    """
    if value is None:
        return None
    if value.strip().isdecimal():
        return float(value)
    try:
        at = email.utils.parsedate_to_datetime(value).timestamp()
    except ValueError:
        return None
    return max(at - now, 0.0)


class Web:
    """A client for one source.

    Parameters
    ----------
    pause : float
        Seconds between two questions, as the source's terms ask.
    timeout : float
        Seconds without a byte after which a question is given up and asked again.
    tries : int
        How often a question is asked at most.
    headers : mapping, optional
        Sent along: keys.
    sleep : callable
        Waits so many seconds; tests give another.
    """

    def __init__(
        self,
        *,
        pause: float = 0.0,
        timeout: float = 30.0,
        tries: int = 5,
        headers: Mapping[str, str] | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        agent = {"User-Agent": f"kg/{kg.__version__} (knowledge graph builder)"}
        self._client = httpx.Client(
            timeout=timeout, follow_redirects=True, headers={**agent, **(headers or {})}
        )
        self._pause = pause
        self._tries = tries
        self.sleep = sleep
        self._last: float | None = None

    def get(self, url: str, params: Mapping[str, str] | None = None) -> httpx.Response:
        """Ask for a page.

        Parameters
        ----------
        url : str
            Its address.
        params : mapping, optional
            Its query.

        Returns
        -------
        httpx.Response
            A success.

        Raises
        ------
        InputError
            If there is none.
        """
        where = urlsplit(url).netloc

        def ask() -> httpx.Response:
            self._wait()
            try:
                answer = self._client.get(url, params=params)
            except httpx.TimeoutException as error:
                raise Busy("gave no answer in time") from error
            except httpx.TransportError as error:
                raise Busy(f"cannot be reached ({error})") from error
            if answer.status_code in AGAIN:
                after = retry_after(answer.headers.get("Retry-After"), now=time.time())
                raise Busy(f"is busy (HTTP {answer.status_code})", after)
            return answer

        answer = with_patience(ask, where=where, tries=self._tries, sleep=self.sleep)
        if answer.is_error:
            said = " ".join(answer.text.split())[:200]
            raise InputError(where, f"refused (HTTP {answer.status_code}: {said})")
        if len(answer.content) > _MAX_ANSWER:
            raise InputError(where, f"answered with {len(answer.content):,} bytes")
        return answer

    def get_json(self, url: str, params: Mapping[str, str] | None = None) -> Any:
        """Ask for JSON; half an answer is asked for again.

        Parameters
        ----------
        url : str
            Its address.
        params : mapping, optional
            Its query.

        Returns
        -------
        object
            What the JSON holds.

        Raises
        ------
        InputError
            If there is none.
        """

        def ask() -> Any:
            try:
                return json.loads(self.get(url, params).content)
            except (ValueError, RecursionError) as error:
                raise Busy("answered with broken JSON") from error

        return with_patience(ask, where=urlsplit(url).netloc, tries=2, sleep=self.sleep)

    def get_xml(self, url: str, params: Mapping[str, str] | None = None) -> Element:
        """Ask for XML; half an answer is asked for again.

        Parameters
        ----------
        url : str
            Its address.
        params : mapping, optional
            Its query.

        Returns
        -------
        Element
            Its root.

        Raises
        ------
        InputError
            If there is none, or it holds what only an attack would.
        """
        where = urlsplit(url).netloc

        def ask() -> Element:
            return parse_xml(self.get(url, params).content, where)

        return with_patience(ask, where=where, tries=2, sleep=self.sleep)

    def _wait(self) -> None:
        if self._last is not None:
            left = self._last + self._pause - time.monotonic()
            if left > 0:
                self.sleep(left)
        self._last = time.monotonic()


def parse_xml(data: bytes, where: str) -> Element:
    """Parse XML without entities, document types and anything that is loaded.

    Parameters
    ----------
    data : bytes
        The document.
    where : str
        Who gave it.

    Returns
    -------
    Element
        Its root.

    Raises
    ------
    Busy
        If it is not well formed: it may have been cut off.
    InputError
        If it declares entities or a document type.
    """
    try:
        root: Element = defusedxml.ElementTree.fromstring(data, forbid_dtd=True)
    except defusedxml.common.DefusedXmlException as error:
        raise InputError(where, "answered with XML that declares entities; not read") from error
    except SyntaxError as error:
        raise Busy("answered with broken XML") from error
    return root
