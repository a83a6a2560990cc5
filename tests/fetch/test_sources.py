"""Each source against recorded answers: written here, in the form that the source has."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.errors import InputError
from kg.fetch.arxiv import fetch_arxiv
from kg.fetch.catalogues import fetch_openalex, fetch_s2, fetch_zotero
from kg.fetch.hf import fetch_hf
from kg.fetch.oai import fetch_oai
from kg.fetch.web import Web
from tests.fetch.conftest import Answer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.fetch import Batch

ATOM = """<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/"
  xmlns:arxiv="http://arxiv.org/schemas/atom">
  <opensearch:totalResults>{total}</opensearch:totalResults>{entries}</feed>"""
ENTRY = """<entry><id>http://arxiv.org/abs/{id}v2</id><title>Deep
  Sets</title><summary>  We study
 sets.</summary><published>2017-03-10T18:00:00Z</published><updated>2018-01-01T00:00:00Z</updated>
 <author><name>Manzil Zaheer</name></author><arxiv:doi>10.5555/3294996</arxiv:doi></entry>"""

OAI = """<?xml version="1.0"?><OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><ListRecords>
{records}<resumptionToken>{token}</resumptionToken></ListRecords></OAI-PMH>"""
OAI_ARXIV = """<record><header><identifier>oai:arXiv.org:1703.06114</identifier></header><metadata>
<arXiv xmlns="http://arxiv.org/OAI/arXiv/"><id>1703.06114</id><created>2017-03-10</created>
<authors><author><keyname>Zaheer</keyname><forenames>Manzil</forenames></author></authors>
<title>Deep Sets</title><abstract>We study
sets.</abstract></arXiv></metadata></record>"""
OAI_DELETED = '<record><header status="deleted"><identifier>oai:x:1</identifier></header></record>'
OAI_DC = """<record><header><identifier>oai:x:2</identifier></header><metadata>
<dc xmlns="http://purl.org/dc/elements/1.1/"><title>Flat Bags</title><creator>Doe, Jane</creator>
<description>We study bags.</description><identifier>https://doi.org/10.1000/x</identifier>
<date>2020-05-06</date></dc></metadata></record>"""


@pytest.fixture
def web(server):
    return Web(tries=3, sleep=server.sleep)


def ids(batches: Iterable[Batch]) -> list[str]:
    return [paper.id for batch in batches for paper in batch.papers]


def test_arxiv_goes_from_page_to_page_and_asks_again_for_an_empty_one(server, web):
    def page(*names: str) -> Answer:
        entries = "".join(ENTRY.format(id=name) for name in names)
        return Answer(ATOM.format(total=3, entries=entries))

    server.answers = [page("1703.00001", "1703.00002"), page(), page("1703.00003")]
    fetch = fetch_arxiv(web, category="cs.LG", since="2017-03-01", address=server.url)
    batches = list(fetch(None))
    assert ids(batches) == ["1703.00001", "1703.00002", "1703.00003"]
    assert [batch.next for batch in batches] == ["2", None]
    assert server.asked[0][1]["search_query"] == (
        "(cat:cs.LG) AND (submittedDate:[201703010000 TO 209912312359])"
    )
    assert [query["start"] for _, query in server.asked] == ["0", "2", "2"]
    paper = batches[0].papers[0]
    assert (paper.title, paper.abstract, paper.date) == (
        "Deep Sets",
        "We study sets.",
        "2017-03-10",
    )
    assert paper.ids == ("arxiv:1703.00001", "doi:10.5555/3294996")
    assert (paper.authors, paper.url) == (("Manzil Zaheer",), "https://arxiv.org/abs/1703.00001v2")


def test_arxiv_says_what_it_refused(server, web):
    error = (
        "<entry><id>http://arxiv.org/api/errors#x</id><title>Error</title>"
        "<summary>incorrect id format for x</summary></entry>"
    )
    server.answers = [Answer(ATOM.format(total=1, entries=error))]
    with pytest.raises(InputError, match="incorrect id format for x"):
        list(fetch_arxiv(web, ids=["x"], address=server.url)(None))
    with pytest.raises(InputError, match="nothing is asked for"):
        fetch_arxiv(web)
    with pytest.raises(InputError, match="'March' is no day"):
        fetch_arxiv(web, since="March")


def test_oai_follows_tokens_and_passes_over_what_was_deleted(server, web):
    server.answers = [
        Answer(OAI.format(records=OAI_ARXIV + OAI_DELETED, token="abc")),
        Answer(OAI.format(records=OAI_DC, token="")),
    ]
    batches = list(fetch_oai(web, address=server.url, set_name="cs")(None))
    assert ids(batches) == ["1703.06114", "10.1000/x"]
    assert batches[0].passed_over == ("oai:x:1: was deleted",)
    assert server.asked[0][1] == {"verb": "ListRecords", "metadataPrefix": "arXiv", "set": "cs"}
    assert server.asked[1][1] == {"verb": "ListRecords", "resumptionToken": "abc"}
    assert batches[1].papers[0].date == "2020-05-06"


def test_oai_errors(server, web):
    space = "http://www.openarchives.org/OAI/2.0/"
    error = f'<OAI-PMH xmlns="{space}"><error code="{{}}">so</error></OAI-PMH>'
    server.answers = [Answer(error.format("noRecordsMatch")), Answer(error.format("badArgument"))]
    assert ids(fetch_oai(web, address=server.url)(None)) == []
    with pytest.raises(InputError, match=r"refused \(badArgument: so\)"):
        list(fetch_oai(web, address=server.url)(None))


def test_openalex_follows_its_cursor(server, web):
    work = {
        "id": "https://openalex.org/W1",
        "title": "Sets",
        "abstract_inverted_index": {"We": [0]},
    }
    long = {**work, "id": "https://openalex.org/W2", "abstract_inverted_index": {"x" * 60_000: [0]}}
    server.answers = [
        Answer(
            {"results": [work, long, {"id": "x", "title": None}], "meta": {"next_cursor": "c2"}}
        ),
        Answer({"results": [], "meta": {"next_cursor": "c3"}}),
    ]
    batches = list(fetch_openalex(web, query="sets", mail="me@x.org", address=server.url)(None))
    assert ids(batches) == ["openalex:W1"]
    assert [query["cursor"] for _, query in server.asked] == ["*", "c2"]
    assert server.asked[0][1]["mailto"] == "me@x.org"
    told = "\n".join(batches[0].passed_over)
    assert "characters is none" in told
    assert "x: field 'title' is missing" in told
    server.answers = [Answer({"error": "no"})]
    with pytest.raises(InputError, match="answered without a list 'results'"):
        list(fetch_openalex(web, query="sets", address=server.url)(None))


def test_semantic_scholar_follows_its_token(server):
    web = Web(headers={"x-api-key": "secret"}, sleep=server.sleep)
    record = {"paperId": "a", "title": "Sets", "abstract": None, "externalIds": {"ArXiv": "1703.1"}}
    server.answers = [
        Answer({"data": [record], "token": "t"}),
        Answer({"data": [{**record, "paperId": "b"}]}),
    ]
    assert ids(fetch_s2(web, query="sets", address=server.url)(None)) == ["s2:a", "s2:b"]
    assert server.asked[1][1]["token"] == "t"
    assert server.headers[0]["x-api-key"] == "secret"


def test_zotero_counts_on(server, web):
    item = {"id": "1/A", "type": "article-journal", "title": "Sets", "DOI": "10.1/{}"}
    items = [{**item, "DOI": f"10.1234/{n}"} for n in range(101)]
    server.answers = [Answer({"items": items[:100]}), Answer({"items": items[100:]})]
    batches = list(fetch_zotero(web, library="groups/1", address=server.url)(None))
    assert len(ids(batches)) == 101
    assert [(path, query["start"]) for path, query in server.asked] == [
        ("/groups/1/items", "0"),
        ("/groups/1/items", "100"),
    ]


def hf_paper(number: int) -> dict[str, object]:
    paper = {
        "id": f"2510.{number:05}",
        "summary": "We study sets.",
        "publishedAt": "2025-10-28T00:00:00.000Z",
        "authors": [{"name": "Ada", "_id": "x", "hidden": False}],
    }
    return {"paper": paper, "title": f"Deep Sets {number}", "publishedAt": "2025-10-29T00:00:00Z"}


def test_hugging_face_lists_a_day(server):
    server.answers = [
        Answer(status=429, headers={"Retry-After": "2"}),
        Answer([hf_paper(number) for number in range(100)]),
        Answer([hf_paper(100)]),
    ]
    fetch = fetch_hf(date="2025-10-29", endpoint=server.url, sleep=server.sleep)
    batches = list(fetch(None))
    assert len(ids(batches)) == 101
    assert server.waits == [2.0]
    assert [query.get("p") for _, query in server.asked] == ["0", "0", "1"]
    assert server.asked[0] == (
        "/api/daily_papers",
        {"date": "2025-10-29", "limit": "100", "p": "0"},
    )
    paper = batches[0].papers[7]
    assert (paper.id, paper.title, paper.authors) == ("2510.00007", "Deep Sets 7", ("Ada",))
    assert paper.url == "https://huggingface.co/papers/2510.00007"


def test_hugging_face_searches_and_says_what_is_wrong(server):
    server.answers = [Answer([hf_paper(1)]), Answer("{", 200), Answer([hf_paper(2)])]
    fetch = fetch_hf(query="sets", endpoint=server.url, sleep=server.sleep)
    assert ids(fetch(None)) == ["2510.00001"]
    assert ids(fetch(None)) == ["2510.00002"]
    server.answers = [Answer("no", 404)]
    with pytest.raises(InputError, match="refused"):
        list(fetch(None))
    with pytest.raises(InputError, match="ask for one thing"):
        fetch_hf(date="2025-10-29", query="sets")
