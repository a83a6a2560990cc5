"""A question → the text of an answer, from an endpoint that speaks the OpenAI chat protocol."""

from __future__ import annotations

import ipaddress
import json
import time
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

import httpx

from kg.config import RETRY_STATUSES
from kg.errors import ArgumentError, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

__all__ = ["AnswerError", "ChatClient"]

#: Longest answer that is read, in bytes; an abstract's is some kilobytes.
MAX_BYTES: Final = 1 << 20

#: Longest answer in tokens that is asked for.
MAX_TOKENS: Final = 8192

#: Longest wait between two tries, in seconds, whatever the server asks for.
MAX_WAIT_S: Final = 60.0

_REFUSED: Final = frozenset({401, 403})
_WHERE: Final = "llm_url"


class AnswerError(ValueError):
    """An answer that cannot be used; the paper is read without it."""


class _NoAnswerError(Exception):
    """No answer this time; another try may have one."""

    def __init__(self, why: str, wait_s: float | None = None) -> None:
        super().__init__(why)
        self.wait_s = wait_s


class ChatClient:
    """Asks one endpoint.

    Parameters
    ----------
    url : str
        Base, without ``/chat/completions``: ``"http://127.0.0.1:8000/v1"``.
    model : str
        Name of the model there.
    key : str, optional
        Sent as bearer token; only over https, or to this machine.
    timeout_s : float, optional
        Longest an answer may take.
    n_tries : int, optional
        How often to ask where the server is busy, fails or is silent.
    sleep : callable, optional
        Waits some seconds.

    Raises
    ------
    ArgumentError
        If the URL cannot be asked.
    """

    def __init__(
        self,
        url: str,
        model: str,
        *,
        key: str = "",
        timeout_s: float = 120.0,
        n_tries: int = 4,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            hint = "give the base of an OpenAI-compatible endpoint: http://127.0.0.1:8000/v1"
            raise ArgumentError(_WHERE, f"{shown(url)} is no http address", hint=hint)
        here = _is_here(parts.hostname)
        if key and parts.scheme == "http" and not here:
            what = "a key would be sent over plain http"
            raise ArgumentError(_WHERE, what, hint="use https, or unset KG_LLM_KEY")
        self._url = url.rstrip("/") + "/chat/completions"
        self._model = model
        self._timeout_s = timeout_s
        self._n_tries = n_tries
        self._sleep = sleep
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        self._client = httpx.Client(timeout=timeout_s, headers=headers, trust_env=not here)

    def ask(self, messages: Sequence[Mapping[str, str]], schema: Mapping[str, Any]) -> str:
        """Ask once; again where the server is busy, fails or is silent.

        Parameters
        ----------
        messages : sequence of mapping
            ``role`` and ``content`` of each.
        schema : mapping
            JSON schema of the answer.

        Returns
        -------
        str
            What the model wrote.

        Raises
        ------
        ArgumentError
            If the endpoint cannot be reached, refuses, or has no answer after all tries.
        AnswerError
            If what comes back is too long or no chat completion.
        """
        question = {
            "model": self._model,
            "messages": list(messages),
            "temperature": 0,
            "seed": 0,
            "max_tokens": MAX_TOKENS,
            "response_format": {
                "type": "json_schema",
                "json_schema": {"name": "paper", "strict": True, "schema": schema},
            },
        }
        why = ""
        for n_done in range(self._n_tries):
            try:
                return _content(self._post(question))
            except _NoAnswerError as error:
                why = str(error)
                wait_s = 2.0**n_done if error.wait_s is None else error.wait_s
            if n_done + 1 < self._n_tries:
                self._sleep(min(wait_s, MAX_WAIT_S))
        raise ArgumentError(_WHERE, f"no answer after {self._n_tries} tries ({why})")

    def _post(self, question: Mapping[str, Any]) -> bytes:
        try:
            with self._client.stream("POST", self._url, json=question) as response:
                if response.status_code in RETRY_STATUSES:
                    raise _NoAnswerError(f"status {response.status_code}", _wait_s(response))
                if response.status_code != httpx.codes.OK:
                    hint = "set KG_LLM_KEY" if response.status_code in _REFUSED else None
                    what = f"the endpoint answers with status {response.status_code}"
                    raise ArgumentError(_WHERE, what, hint=hint)
                return self._read(response)
        except httpx.ConnectError as error:
            raise ArgumentError(_WHERE, f"{self._url} cannot be reached") from error
        except httpx.TimeoutException:
            raise _NoAnswerError("silence") from None
        except httpx.HTTPError as error:
            raise _NoAnswerError(type(error).__name__) from error

    def _read(self, response: httpx.Response) -> bytes:
        # httpx limits the wait for each piece only; a server that drips would hold us for ever.
        until = time.monotonic() + self._timeout_s
        body = bytearray()
        for piece in response.iter_bytes():
            body += piece
            if len(body) > MAX_BYTES:
                raise AnswerError(f"longer than {MAX_BYTES} bytes")
            if time.monotonic() > until:
                raise _NoAnswerError("too slow")
        return bytes(body)


def _content(body: bytes) -> str:
    try:
        content = json.loads(body)["choices"][0]["message"]["content"]
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise AnswerError("no chat completion") from error
    if not isinstance(content, str):
        raise AnswerError("no text in it")
    return content


def _wait_s(response: httpx.Response) -> float | None:
    told = response.headers.get("Retry-After", "")
    return float(told) if told.isdecimal() else None


def _is_here(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
