"""One polite HTTP client: pauses, keys that stay with their host, answers up to a length."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

import defusedxml.common
import defusedxml.ElementTree
import httpx

import kg
from kg.config import RETRY_STATUSES
from kg.errors import InputError, shown
from kg.fetch.patience import Busy, retry_after, with_patience

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from xml.etree.ElementTree import Element

__all__ = ["Web", "parse_xml"]

#: Bytes: no page of any source is near it.
_MAX_ANSWER: Final = 100_000_000


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
        Sent along, to where a question goes and never on to where that leads: keys.
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
            timeout=timeout,
            follow_redirects=True,
            headers={**agent, **(headers or {})},
            event_hooks={"request": [self._keep_keys]},
        )
        self._keys = tuple(headers or ())
        self._home: tuple[str, str, int | None] | None = None
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
            If there is none, or the address is none.
        """
        where = urlsplit(url).netloc
        if not where or not url.startswith(("http://", "https://")):
            raise InputError(shown(url), "is no address", hint="give http://… or https://…")

        def ask() -> httpx.Response:
            self._wait()
            self._home = _origin(httpx.URL(url))
            try:
                with self._client.stream("GET", url, params=params) as coming:
                    answer = _read(coming, where)
            except httpx.TimeoutException as error:
                raise Busy("gave no answer in time") from error
            except httpx.RequestError as error:
                raise Busy(f"cannot be reached ({error})") from error
            if answer.status_code in RETRY_STATUSES:
                after = retry_after(answer.headers.get("Retry-After"), now=time.time())
                raise Busy(f"is busy (HTTP {answer.status_code})", after)
            return answer

        answer = with_patience(ask, where=where, tries=self._tries, sleep=self.sleep)
        if answer.is_error:
            said = " ".join(answer.text.split())[:200]
            raise InputError(where, f"refused (HTTP {answer.status_code}: {said})")
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
        if not where or not url.startswith(("http://", "https://")):
            raise InputError(shown(url), "is no address", hint="give http://… or https://…")

        def ask() -> Element:
            return parse_xml(self.get(url, params).content, where)

        return with_patience(ask, where=where, tries=2, sleep=self.sleep)

    def _keep_keys(self, request: httpx.Request) -> None:
        # The client itself keeps back ``Authorization`` alone.
        if _origin(request.url) != self._home:
            for name in self._keys:
                request.headers.pop(name, None)

    def _wait(self) -> None:
        if self._last is not None:
            left = self._last + self._pause - time.monotonic()
            if left > 0:
                self.sleep(left)
        self._last = time.monotonic()


def _origin(url: httpx.URL) -> tuple[str, str, int | None]:
    return url.scheme, url.host, url.port


def _read(coming: httpx.Response, where: str) -> httpx.Response:
    """Read an answer, unpacked, and stop where it is longer than any page."""
    body = bytearray()
    for piece in coming.iter_bytes():
        body += piece
        if len(body) > _MAX_ANSWER:
            raise InputError(where, f"answered with more than {_MAX_ANSWER:,} bytes")
    headers = httpx.Headers(coming.headers)
    for name in ("Content-Encoding", "Content-Length", "Transfer-Encoding"):
        headers.pop(name, None)
    return httpx.Response(
        coming.status_code, headers=headers, content=bytes(body), request=coming.request
    )


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
