"""Requests as they are: nothing between the test and the bytes on the wire."""

from __future__ import annotations

import contextlib
import http.client
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urlsplit

if TYPE_CHECKING:
    import socket
    import subprocess
    from collections.abc import Iterator

    import uvicorn


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


@contextlib.contextmanager
def in_thread(server: uvicorn.Server, opened: socket.socket) -> Iterator[str]:
    """Run a server in a thread; gives its address, without a slash at the end."""
    thread = threading.Thread(target=server.run, kwargs={"sockets": [opened]})
    thread.start()
    try:
        while not server.started:
            assert thread.is_alive(), "the server did not start"
            time.sleep(0.01)
        yield f"http://127.0.0.1:{opened.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(60)
        assert not thread.is_alive(), "the server does not end"


def wait_until_up(server: str, process: subprocess.Popen[Any], *, seconds: float = 120) -> None:
    """Ask a server that a process has just started until it answers; not for ever."""
    end = time.monotonic() + seconds
    while True:
        assert process.poll() is None, "the server did not start"
        try:
            send(server, "/", timeout=10)
        except (OSError, http.client.HTTPException):
            assert time.monotonic() < end, "the server does not answer"
            time.sleep(0.05)
        else:
            return
