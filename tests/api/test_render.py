"""What values look like: on a terminal, in a notebook, as Markdown. Other people's text is text."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from kg.api.render import MAX_ROWS, Link, cell_text, html_table, markdown_table, text_table

VALUES = {
    "graph": lambda g: g,
    "thing": lambda g: g["𝒢-Net"],
    "things": lambda g: g.things,
    "paper": lambda g: g.papers["https://example.org/?id=5&x=<y>"],
    "papers": lambda g: g.papers,
    "neighbors": lambda g: g["Transformer"].neighbors(),
    "fact": lambda g: g.facts("𝒢-Net")[0],
    "facts": lambda g: g.facts(),
    "quote": lambda g: g.evidence("𝒢-Net")[0],
    "quotes": lambda g: g.evidence(),
    "path": lambda g: g.path("𝒢-Net", "BERT"),
    "leaderboard": lambda g: g.leaderboard("GLUE"),
    "degrees": lambda g: g.degrees(),
    "gains": lambda g: g.leaderboard("GLUE").gains,
    "similar": lambda g: g.similar_papers("p4"),
    "communities": lambda g: g.communities(),
    "community": lambda g: g.communities()[0],
    "trend": lambda g: g.trends("BERT", "𝒢-Net"),
    "comparison": lambda g: g.compare("𝒢-Net", "BERT"),
    "rows": lambda g: g.query("SELECT ?p ?t WHERE { ?p dcterms:title ?t }"),
    "results": lambda g: g.results,
}


class Strict(HTMLParser):
    """Collects tags and refuses what a notebook should not be given."""

    VOID = frozenset({"br"})
    KNOWN = frozenset(
        {"div", "table", "caption", "thead", "tbody", "tr", "th", "td", "b", "small", "a", "br"}
    )

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.text = ""

    def handle_starttag(self, tag, attrs):
        assert tag in self.KNOWN, tag
        assert {name for name, _ in attrs} <= {"style", "href", "rel"}
        for name, value in attrs:
            assert name != "href" or value.startswith(("http://", "https://"))
        self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data


@pytest.mark.parametrize("what", VALUES)
def test_every_value_has_a_repr_and_safe_html(small, what):
    value = VALUES[what](small)
    told = repr(value)
    assert told
    assert "object at 0x" not in told
    assert all(char.isprintable() or char == "\n" for char in told)
    parser = Strict()
    parser.feed(value._repr_html_())
    assert parser.open == []
    assert parser.text.strip()


def test_text_of_others_cannot_break_out():
    evil = "<img src=x onerror=alert(1)>\"'</td>"
    parser = Strict()
    parser.feed(html_table(evil, (evil,), [(evil,), (Link(evil, "javascript:alert(1)"),)], evil))
    assert parser.text.count("onerror") == 5


def test_link_leads_to_the_web_only():
    page = html_table("", ("x",), [(Link("a", "https://example.org/?a=1&b=2"),)])
    assert 'href="https://example.org/?a=1&amp;b=2"' in page
    assert "href" not in html_table("", ("x",), [(Link("a", "file:///etc/passwd"),)])


def test_table_counts_what_it_does_not_show():
    rows = [(i,) for i in range(MAX_ROWS + 5)]
    assert text_table("t", ("n",), rows).endswith("… 5 more")
    assert "… 5 more" in html_table("t", ("n",), rows)


def test_numbers_stand_to_the_right_and_long_text_is_cut():
    told = text_table("", ("name", "n"), [("a" * 100, 5), ("b", 12)])
    first, second = told.splitlines()[1:]
    assert first.endswith(" 5")
    assert second.endswith("12")
    assert "…" in first


def test_markdown_keeps_every_row_and_bars_apart():
    rows = [("a|b", 1), ("c\nd", None)]
    assert markdown_table(["x", "n"], rows).splitlines()[2:] == [r"| a\|b | 1 |", "| c d |  |"]


@pytest.mark.parametrize(
    ("value", "text"), [(None, ""), (0.5, "0.50"), (True, "True"), (("a", None), "a, "), (3, "3")]
)
def test_cell(value, text):
    assert cell_text(value) == text


def test_answers_can_be_sliced_and_become_frames_and_markdown(small):
    pandas = pytest.importorskip("pandas")
    answer = small.datasets[:2]
    frame = answer.to_pandas()
    assert isinstance(frame, pandas.DataFrame)
    assert list(frame.columns) == list(answer.columns)
    assert len(frame) == len(answer) == 2
    assert frame["papers"].dtype.kind == "i"
    assert answer.to_markdown().count("\n") == 4
    trend = small.trends("BERT").to_pandas()
    assert trend["BERT"].sum() == 3
