"""Requests as they are: nothing between the test and the bytes on the wire."""

from __future__ import annotations

import http.client
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit


@dataclass(frozen=True)
class Response:
    """What came back; names of headers in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")

    @property
    def media_type(self) -> str:
        return self.headers.get("content-type", "").split(";")[0]


def send(
    server: str,
    path: str = "/sparql",
    *,
    method: str = "GET",
    headers: dict[str, str] | None = None,
    body: bytes | None = None,
    timeout: float = 120,
) -> Response:
    """Send one request."""
    connection = http.client.HTTPConnection(urlsplit(server).netloc, timeout=timeout)
    try:
        connection.request(method, path, body=body, headers=headers or {})
        got = connection.getresponse()
        return Response(
            got.status, {name.lower(): value for name, value in got.getheaders()}, got.read()
        )
    finally:
        connection.close()


def ask(server: str, query: str, accept: str | None = None, **parameters: str) -> Response:
    """Send a query by GET."""
    headers = {} if accept is None else {"accept": accept}
    return send(server, f"/sparql?{urlencode({'query': query, **parameters})}", headers=headers)
