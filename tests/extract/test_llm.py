"""A language model has to prove what it says: tested against a server on this machine that lies."""

from __future__ import annotations

import contextlib
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import pytest

from kg.errors import InputError
from kg.extract import registry
from kg.extract.llm import CONFIDENCE, LlmExtractor
from kg.extract.llm_client import MAX_BYTES, AnswerError, ChatClient
from kg.extract.llm_schema import ANSWER_SCHEMA, messages_for
from kg.extract.pipeline import extract_papers
from kg.extract.taught import read_own_names
from kg.model import Paper
from kg.vocabulary import EntityType, Relation, ResultKind, Role

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kg.model import Extraction

PAPER = Paper(
    "p",
    "BarNet for tracking",
    "We present BarNet. BarNet extends FooNet on the QX-9.1 corpus by 3.5%. FooNet is old.",
)
EXTENDS = {
    "head": "BarNet",
    "relation": "extends",
    "tail": "FooNet",
    "evidence": "BarNet extends FooNet on the QX-9.1 corpus by 3.5%.",
}
RESULT = {
    "method": "BarNet",
    "dataset": "QX-9.1",
    "metric": None,
    "value": "3.5%",
    "kind": "improvement",
    "baseline": "FooNet",
}


def entity(name: str, kind: str, role: str, *mentions: object) -> dict[str, Any]:
    return {"name": name, "type": kind, "role": role, "mentions": list(mentions or (name,))}


HONEST: dict[str, Any] = {
    "entities": [
        entity("BarNet", "Method", "proposes"),
        entity("FooNet", "Method", "uses"),
        entity("QX-9.1", "Dataset", "uses"),
        entity("tracking", "Task", "addresses"),
    ],
    "relations": [EXTENDS],
    "results": [RESULT],
}

#: What a handler does: given the number of the request, it answers on the handler itself.
Reply = tuple[int, dict[str, str], bytes]


def completion(content: object) -> Reply:
    text = content if isinstance(content, str) else json.dumps(content)
    body = {"choices": [{"message": {"role": "assistant", "content": text}}]}
    return 200, {}, json.dumps(body).encode()


class Server:
    """An endpoint that says what it is told to."""

    def __init__(self, *replies: Reply | Callable[[BaseHTTPRequestHandler], None]) -> None:
        self.asked: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                size = int(self.headers["Content-Length"])
                outer.asked.append(json.loads(self.rfile.read(size)))
                outer.headers.append({"path": self.path, **dict(self.headers)})
                reply = replies[min(len(outer.asked), len(replies)) - 1]
                if callable(reply):
                    with contextlib.suppress(OSError):
                        reply(self)
                    return
                status, headers, body = reply
                self.send_response(status)
                for name, value in {**headers, "Content-Length": str(len(body))}.items():
                    self.send_header(name, value)
                self.end_headers()
                with contextlib.suppress(OSError):
                    self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


@pytest.fixture
def serve() -> Iterator[Callable[..., Server]]:
    running: list[Server] = []

    def start(*replies: Any) -> Server:
        running.append(Server(*replies))
        return running[-1]

    yield start
    for one in running:
        one.stop()


def client(server: Server, **options: Any) -> tuple[ChatClient, list[float]]:
    waits: list[float] = []
    return ChatClient(server.url, "small", sleep=waits.append, **options), waits


def read(server: Server, monkeypatch: pytest.MonkeyPatch, names: str = "") -> Extraction:
    asking, _ = client(server)
    extractor = LlmExtractor(f"{server.url}#small", asking)
    monkeypatch.setattr("kg.extract.pipeline.load_extractor", lambda _name: extractor)
    extra = read_own_names(names, "my.tsv") if names else ()
    (found,) = extract_papers([PAPER], extractor="llm", extra_names=extra)
    return found


def reasons(found: Extraction) -> list[tuple[str, str]]:
    return [(one.reason, one.text) for one in found.dropped]


def test_honest_answer_becomes_an_extraction(serve, monkeypatch):
    server = serve(completion(HONEST))
    found = read(server, monkeypatch)
    assert [(one.name, one.type, one.role) for one in found.entities] == [
        ("BarNet", EntityType.METHOD, Role.PROPOSES),
        ("tracking", EntityType.TASK, Role.ADDRESSES),
        ("FooNet", EntityType.METHOD, Role.USES),
        ("QX-9.1", EntityType.DATASET, Role.USES),
    ]
    assert len(found.entities[0].mentions) == 3
    (claim,) = found.relations
    assert (claim.head, claim.relation, claim.tail) == ("BarNet", Relation.EXTENDS, "FooNet")
    assert PAPER.text[claim.evidence.start : claim.evidence.end] == EXTENDS["evidence"]
    (result,) = found.results
    assert (result.value, result.kind, result.dataset, result.baseline) == (
        "3.5%",
        ResultKind.IMPROVEMENT,
        "QX-9.1",
        "FooNet",
    )
    assert claim.source == "llm.small-1"
    assert claim.confidence == CONFIDENCE
    assert not found.dropped
    (asked,) = server.asked
    assert asked["messages"][1]["content"] == PAPER.text
    assert asked["response_format"]["json_schema"]["schema"] == ANSWER_SCHEMA
    assert server.headers[0]["path"] == "/v1/chat/completions"
    assert "Authorization" not in server.headers[0]


LIES = [
    (entity("Quuxo", "Method", "uses"), ("no-verbatim-place", "Quuxo")),
    (entity("barnet", "Method", "uses"), ("no-verbatim-place", "barnet")),
    (entity("QX-9", "Dataset", "uses"), ("no-verbatim-place", "QX-9")),
    (entity("Net", "Method", "uses"), ("no-verbatim-place", "Net")),
    (entity("old", "Adjective", "uses"), ("unknown-type", "old [Adjective]")),
    (entity("corpus", "Dataset", "uses"), ("generic-word", "corpus")),
    (
        entity("FooNet", "Method", "uses", {"text": "FooNet", "start": 0, "end": 6}),
        ("wrong-place", '{"text": "FooNet", "start": 0, "end": 6}'),
    ),
    (entity("FooNet", "Method", "uses", 7), ("malformed", "7")),
    ({"name": "FooNet"}, ("malformed", '{"name": "FooNet"}')),
    ("FooNet", ("malformed", "FooNet")),
]


@pytest.mark.parametrize(("lie", "told"), LIES, ids=lambda one: str(one)[:40])
def test_made_up_entity_is_refused_and_counted(serve, monkeypatch, lie, told):
    answer = {"entities": [HONEST["entities"][0], lie], "relations": [], "results": []}
    found = read(serve(completion(answer)), monkeypatch)
    assert [one.name for one in found.entities] == ["BarNet"]
    assert reasons(found) == [told]


def test_role_that_is_none_is_refused_and_the_rules_give_one(serve, monkeypatch):
    answer = {"entities": [entity("BarNet", "Method", "invents")]}
    found = read(serve(completion(answer)), monkeypatch)
    assert reasons(found) == [("unknown-role", "invents BarNet")]
    assert found.entities[0].role_source != "llm.small-1"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"relation": "destroys"}, "unknown-relation"),
        ({"tail": "Quuxo"}, "unknown-end"),
        ({"tail": "BarNet"}, "unknown-end"),
        ({"tail": "QX-9.1"}, "ends-not-allowed"),
        ({"evidence": "BarNet really extends FooNet."}, "no-verbatim-place"),
        ({"evidence": ""}, "no-verbatim-place"),
        ({"evidence": None}, "no-verbatim-place"),
    ],
)
def test_made_up_relation_is_refused_and_counted(serve, monkeypatch, change, reason):
    found = read(serve(completion({**HONEST, "relations": [{**EXTENDS, **change}]})), monkeypatch)
    assert found.relations == ()
    assert [one.reason for one in found.dropped] == [reason]


def test_evidence_names_an_end(serve, monkeypatch):
    paper = Paper("p", "BarNet", "BarNet extends FooNet. All of it is new.")
    monkeypatch.setattr("tests.extract.test_llm.PAPER", paper)
    lie = {**EXTENDS, "evidence": "All of it is new."}
    found = read(serve(completion({**HONEST, "results": [], "relations": [lie]})), monkeypatch)
    assert found.relations == ()
    assert "evidence-names-no-end" in {one.reason for one in found.dropped}


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"value": "35%"}, "no-verbatim-place"),
        ({"value": "by"}, "no-verbatim-place"),
        ({"value": None}, "no-verbatim-place"),
        ({"method": "Quuxo"}, "unknown-end"),
        ({"kind": "guess"}, "unknown-kind"),
    ],
)
def test_made_up_result_is_refused_and_counted(serve, monkeypatch, change, reason):
    found = read(serve(completion({**HONEST, "results": [{**RESULT, **change}]})), monkeypatch)
    assert found.results == ()
    assert [one.reason for one in found.dropped] == [reason]


def test_baseline_that_the_text_does_not_have_is_left_out(serve, monkeypatch):
    answer = {**HONEST, "results": [{**RESULT, "baseline": "the best of all"}]}
    found = read(serve(completion(answer)), monkeypatch)
    assert found.results[0].baseline is None
    assert reasons(found) == [("no-verbatim-place", "the best of all")]


def test_taught_name_is_found_where_the_model_says_nothing(serve, monkeypatch):
    found = read(serve(completion({"entities": []})), monkeypatch, "QX-9.1\tDataset\n")
    assert [(one.name, one.type) for one in found.entities] == [("QX-9.1", EntityType.DATASET)]


@pytest.mark.parametrize(
    "reply",
    [
        completion("I am sorry, I cannot read this."),
        completion("[]"),
        completion('{"entities": [' + "[" * 100_000),
        (200, {}, b"<html>"),
        (200, {}, b'{"choices": []}'),
        (200, {}, json.dumps({"choices": [{"message": {"content": None}}]}).encode()),
        (200, {}, b" " * (MAX_BYTES + 1)),
    ],
    ids=["prose", "list", "nested", "html", "no choice", "no text", "huge"],
)
def test_answer_that_cannot_be_read_costs_its_paper_only(serve, monkeypatch, reply):
    server = serve(reply)
    found = read(server, monkeypatch)
    assert found.entities == ()
    assert [one.reason for one in found.dropped] == ["unreadable-answer"]
    assert len(server.asked) == 2


def test_second_answer_is_taken_where_the_first_cannot_be_read(serve, monkeypatch):
    fenced = f"```json\n{json.dumps(HONEST)}\n```"
    found = read(serve(completion("{"), completion(fenced)), monkeypatch)
    assert len(found.entities) == 4
    assert not found.dropped


def test_endless_lists_are_cut_and_told(serve, monkeypatch):
    answer = {"entities": [entity("BarNet", "Method", "proposes")] * 1000}
    found = read(serve(completion(answer)), monkeypatch)
    assert [one.name for one in found.entities] == ["BarNet"]
    assert ("too-many", "700 entities") in reasons(found)


def test_busy_server_is_asked_again_when_it_says(serve):
    busy = (429, {"Retry-After": "7"}, b"")
    asking, waits = client(serve(busy, (503, {}, b""), completion("ok")))
    assert asking.ask(messages_for(PAPER), ANSWER_SCHEMA) == "ok"
    assert waits == [7.0, 2.0]


def test_wait_has_a_limit(serve):
    busy = (429, {"Retry-After": "86400"}, b"")
    asking, waits = client(serve(busy, completion("ok")))
    asking.ask(messages_for(PAPER), ANSWER_SCHEMA)
    assert waits == [60.0]


def test_server_that_stays_busy_ends_the_run(serve):
    server = serve((429, {}, b""))
    asking, waits = client(server, n_tries=3)
    with pytest.raises(InputError, match=r"llm_url: no answer after 3 tries \(status 429\)"):
        asking.ask(messages_for(PAPER), ANSWER_SCHEMA)
    assert len(server.asked) == 3
    assert waits == [1.0, 2.0]


def silent(handler: BaseHTTPRequestHandler) -> None:
    del handler
    time.sleep(5)


def dripping(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.end_headers()
    for _ in range(200):
        handler.wfile.write(b" ")
        handler.wfile.flush()
        time.sleep(0.05)


@pytest.mark.parametrize("reply", [silent, dripping])
def test_slow_server_ends_the_run(serve, reply):
    asking, _ = client(serve(reply), timeout_s=0.2, n_tries=2)
    with pytest.raises(InputError, match="no answer after 2 tries"):
        asking.ask(messages_for(PAPER), ANSWER_SCHEMA)


@pytest.mark.parametrize(
    ("status", "hint"), [(401, "set KG_LLM_KEY"), (404, "status 404"), (302, "302")]
)
def test_refusal_ends_the_run_at_once(serve, status, hint):
    server = serve((status, {"Location": "http://127.0.0.1:9/"}, b""))
    asking, _ = client(server)
    with pytest.raises(InputError, match=hint):
        asking.ask(messages_for(PAPER), ANSWER_SCHEMA)
    assert len(server.asked) == 1


def test_server_that_is_not_there_ends_the_run(serve):
    server = serve(completion(""))
    server.stop()
    asking, _ = client(server)
    with pytest.raises(InputError, match="cannot be reached"):
        asking.ask(messages_for(PAPER), ANSWER_SCHEMA)


def test_answer_without_text_is_none(serve):
    asking, _ = client(serve((200, {}, b"{}")))
    with pytest.raises(AnswerError):
        asking.ask(messages_for(PAPER), ANSWER_SCHEMA)


def test_key_is_sent_to_this_machine_or_over_https_only(serve):
    server = serve(completion("ok"))
    asking, _ = client(server, key="secret")
    asking.ask(messages_for(PAPER), ANSWER_SCHEMA)
    assert server.headers[0]["Authorization"] == "Bearer secret"
    with pytest.raises(InputError, match="over plain http") as error:
        ChatClient("http://example.org/v1", "small", key="secret")
    assert "secret" not in str(error.value)


@pytest.mark.parametrize("url", ["example.org", "file:///etc/passwd", "http://", ""])
def test_address_that_is_none_is_told(url):
    with pytest.raises(InputError, match="llm_url"):
        LlmExtractor(f"{url}#small")


def test_registry_wants_a_place(monkeypatch):
    monkeypatch.delenv("KG_LLM_KEY", raising=False)
    with pytest.raises(InputError, match="give its address and the name of its model"):
        registry.load_extractor("llm")
    made = registry.load_extractor("llm:http://127.0.0.1:9/v1#Some Model/7B")
    assert made.version == "llm.Some-Model-7B-1"
