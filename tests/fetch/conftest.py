"""A real HTTP server on this machine that answers as it is told, and keeps what it was asked."""

from __future__ import annotations

import json
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest


@dataclass
class Answer:
    body: bytes | str | object = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    delay: float = 0.0

    @property
    def data(self) -> bytes:
        if isinstance(self.body, bytes):
            return self.body
        return (self.body if isinstance(self.body, str) else json.dumps(self.body)).encode()


@dataclass
class Server:
    url: str
    answers: list[Answer] = field(default_factory=list)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        """In place of ``time.sleep``: the tests do not wait."""
        self.waits.append(seconds)


@pytest.fixture
def server():
    told: list[Server] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            (mine,) = told
            place = urlsplit(self.path)
            query = {key: values[0] for key, values in parse_qs(place.query).items()}
            mine.asked.append((place.path, query))
            mine.headers.append({key.lower(): value for key, value in self.headers.items()})
            answer = mine.answers.pop(0) if mine.answers else Answer("no answer left", 500)
            time.sleep(answer.delay)
            try:
                self.send_response(answer.status)
                for key, value in {
                    "Content-Length": str(len(answer.data)),
                    **answer.headers,
                }.items():
                    self.send_header(key, value)
                self.end_headers()
                self.wfile.write(answer.data)
            except OSError:
                pass  # the client did not wait

        def log_message(self, *_arguments: object) -> None:
            pass

    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    httpd.daemon_threads = True
    thread = threading.Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    told.append(Server(f"http://127.0.0.1:{httpd.server_address[1]}"))
    yield told[0]
    httpd.shutdown()
    thread.join()
    httpd.server_close()
