"""The HTTP client against a real server: patience, and words when it ends."""

from __future__ import annotations

import gzip
import tracemalloc

import pytest

from kg.errors import InputError
from kg.fetch import web as web_module
from kg.fetch.patience import Busy
from kg.fetch.web import Web, parse_xml
from tests.fetch.conftest import Answer

BOMB = """<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>"""
FILE = """<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>"""


@pytest.fixture
def web(server):
    return Web(tries=3, sleep=server.sleep)


def test_busy_server_is_asked_again_when_it_says(server, web):
    server.answers = [
        Answer(status=429, headers={"Retry-After": "7"}),
        Answer(status=503),
        Answer({"fine": 1}),
    ]
    assert web.get_json(server.url) == {"fine": 1}
    assert server.waits == [7.0, 2.0]


def test_long_wait_is_told_not_waited_for(server, web):
    server.answers = [Answer(status=429, headers={"Retry-After": "3600"})]
    with pytest.raises(InputError, match=r"is busy \(HTTP 429\) and asks to wait 3600 s; run the"):
        web.get(server.url)
    assert server.waits == []


def test_server_that_stays_busy_is_given_up(server, web):
    server.answers = [Answer(status=500)] * 3
    with pytest.raises(InputError, match="HTTP 500"):
        web.get(server.url)
    assert (len(server.asked), server.waits) == (3, [1.0, 2.0])


def test_refusal_is_told_at_once(server, web):
    server.answers = [Answer("bad filter:\n x", 403)]
    with pytest.raises(InputError, match=r"127\.0\.0\.1:\d+: refused \(HTTP 403: bad filter: x\)"):
        web.get(server.url)
    assert len(server.asked) == 1


def test_slow_answer_is_asked_for_again(server):
    web = Web(timeout=2, tries=3, sleep=server.sleep)
    server.answers = [Answer("late", delay=20), Answer("in time")]
    assert web.get(server.url).text == "in time"


def test_no_server_is_told(web):
    with pytest.raises(InputError, match="cannot be reached"):
        web.get("http://127.0.0.1:9")


def test_half_an_answer_is_asked_for_again_then_told(server, web):
    server.answers = [Answer('{"a": [1,'), Answer({"a": [1]})]
    assert web.get_json(server.url) == {"a": [1]}
    server.answers = [Answer("<a><b>"), Answer("<a><b/></a>")]
    assert web.get_xml(server.url).tag == "a"
    server.answers = [Answer("<html>")] * 2
    with pytest.raises(InputError, match="broken JSON"):
        web.get_json(server.url)


@pytest.mark.parametrize("text", [BOMB, FILE])
def test_xml_with_entities_is_not_read(text):
    with pytest.raises(InputError, match="declares entities"):
        parse_xml(text.encode(), "x")


def test_broken_xml_may_be_asked_for_again():
    with pytest.raises(Busy):
        parse_xml(b"<a>", "x")


def test_pause_between_questions_is_kept(server):
    web = Web(pause=3000, sleep=server.sleep)
    server.answers = [Answer("1"), Answer("2")]
    web.get(server.url)
    web.get(server.url)
    assert len(server.waits) == 1
    assert 2500 < server.waits[0] <= 3000  # less what went by between the two
    assert server.headers[0]["user-agent"].startswith("kg/")


def test_keys_stay_with_the_host_that_was_asked(server):
    web = Web(headers={"x-api-key": "secret"}, sleep=server.sleep)
    elsewhere = server.url.replace("127.0.0.1", "localhost")
    server.answers = [
        Answer(status=302, headers={"Location": "/moved"}),
        Answer(status=302, headers={"Location": f"{elsewhere}/away"}),
        Answer("there"),
        Answer("again"),
    ]
    assert web.get(server.url).text == "there"
    assert web.get(server.url).text == "again"
    sent = [headers.get("x-api-key") for headers in server.headers]
    assert sent == ["secret", "secret", None, "secret"]


def test_packed_answer_is_unpacked(server, web):
    packed = gzip.compress('{"a": "é"}'.encode())
    server.answers = [Answer(packed, headers={"Content-Encoding": "gzip", "Total-Results": "7"})]
    answer = web.get(server.url)
    assert (answer.json(), answer.headers["total-results"]) == ({"a": "é"}, "7")


def test_answer_longer_than_any_page_is_not_read_to_its_end(server, web, monkeypatch):
    monkeypatch.setattr(web_module, "_MAX_ANSWER", 1_000_000)
    server.answers = [Answer(bytes(50_000_000))]
    tracemalloc.start()
    try:
        with pytest.raises(InputError, match="more than 1,000,000 bytes"):
            web.get(server.url)
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()
