from __future__ import annotations

import datetime
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings, strategies as st

from kg.errors import InputError
from kg.ids import paper_id
from kg.model import Paper
from kg.sources import read_source

if TYPE_CHECKING:
    from collections.abc import Iterable

SMALL_HEAD = (
    "Get trending papers in your email inbox once a day!",
    "Get trending papers in your email inbox!",
)
LINES_HEAD = "".join(f"{line}\n" for line in SMALL_HEAD)
BLOCKS_HEAD = "".join(
    f"{line}\n\n"
    for line in (
        "new",
        SMALL_HEAD[1],
        "Subscribe",
        "Daily Papers",
        "byAK and the research community",
    )
)

SETS = "We study functions on sets. They are sums."
FLAGS = "Manifolds carry flags, and flags fold."


def as_lines(papers: Iterable[Paper]) -> str:
    """Write the layout whose first title is glued to ``Subscribe``."""
    body = "\n".join(f"{one.title}\n{one.abstract}" for one in papers)
    return f"{LINES_HEAD}Subscribe{body}\n"


def as_blocks(papers: Iterable[Paper], *, page_date: str = "Dec 11") -> str:
    """Write the layout of blocks, with the lines that a paper has something for."""
    return f"{BLOCKS_HEAD}{page_date}\n\n" + "\n\n".join(_block(one) for one in papers)


def _block(one: Paper) -> str:
    lines = [f"{one.title}\n\n{one.abstract}"]
    if one.n_authors is not None:
        lines.append(f"\n  • {one.n_authors} authors")
    if one.date is not None:
        day = datetime.date.fromisoformat(one.date)
        year = "" if one.date_inferred else f", {day.year}"
        months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"
        lines.append(f"·\n{months.split()[day.month - 1]} {day.day}{year}")
    return "\n".join(lines)


def read(text: str) -> tuple[Paper, ...]:
    return read_source(text.encode(), "page.txt")


def paper(
    title: str, abstract: str, date: str | None = None, n_authors: int | None = None
) -> Paper:
    return Paper(paper_id(title), title, abstract, date, n_authors=n_authors, sources=("page.txt",))


def fails_with(text: str) -> str:
    with pytest.raises(InputError) as error:
        read(text)
    return str(error.value)


def test_blocks_with_all_lines():
    page = (
        f"{BLOCKS_HEAD}Dec 11\n\nDeep Sets\n\n{SETS}\n\n  • 6 authors\n·\nOct 28 1\n\n"
        f"Flagfolds\n\n{FLAGS}\n\n  • 1 authors\n·\nDec 8, 2024 2"
    )
    assert read(page) == (
        replace(paper("Deep Sets", SETS, "2025-10-28", 6), date_inferred=True),
        paper("Flagfolds", FLAGS, "2024-12-08", 1),
    )


def test_blocks_without_a_title_of_the_page():
    page = f"new\n\nSubscribe\n\nbyAK and the research community\n\nMay 19\n\nDeep Sets\n\n{SETS}"
    assert read(page) == (paper("Deep Sets", SETS),)


@pytest.mark.parametrize(
    ("small", "n_authors", "date"),
    [
        ("", None, None),
        ("\n\n  • 3 authors", 3, None),
        ("\n\n·\nJun 4, 2023", None, "2023-06-04"),
        ("\n\nJun 4, 2023", None, "2023-06-04"),
        ("\n\n  • 3 authors\nJun 4, 2023 12", 3, "2023-06-04"),
        ("\n\n  • 1 author\n·\nFeb 29, 2024", 1, "2024-02-29"),
    ],
)
def test_small_lines_may_be_missing(small, n_authors, date):
    page = f"{BLOCKS_HEAD}Dec 11\n\nDeep Sets\n\n{SETS}{small}\n\nFlagfolds\n\n{FLAGS}"
    first, second = read(page)
    assert (first.n_authors, first.date) == (n_authors, date)
    assert second.title == "Flagfolds"


def test_lines_with_glued_subscribe():
    page = f"{LINES_HEAD}SubscribeSubscriber Sets\n{SETS}\nFlagfolds\n{FLAGS}\n"
    assert [one.title for one in read(page)] == ["Subscriber Sets", "Flagfolds"]


def test_ends_are_trimmed_and_nothing_else():
    page = f"{LINES_HEAD}SubscribeDeep  Sets \n\t{SETS}  \n\n"
    assert read(page) == (paper("Deep  Sets", SETS),)


def test_separators_that_are_no_line_ends_stay():
    abstract = "One\u2028two\x85three four."
    page = f"{LINES_HEAD}SubscribeDeep Sets\n{abstract}"
    assert read(page) == (paper("Deep Sets", abstract),)


def test_no_year_without_evidence():
    page = f"{BLOCKS_HEAD}Dec 11\n\nDeep Sets\n\n{SETS}\n\n  • 6 authors\n·\nOct 28"
    assert read(page) == (paper("Deep Sets", SETS, None, 6),)


ENTRY = f"Deep Sets\n\n{SETS}\n\n  • 6 authors\n·\nOct 28, 2024\n\n"
HEAD = f"{BLOCKS_HEAD}Dec 11\n\n"
LONG = "words and more " * 30


@pytest.mark.parametrize(
    ("page", "message"),
    [
        (
            "# My project\n\nA README.\n",
            (
                "page.txt:1: expected the head of a listing page, found '# My project'; "
                "give a saved listing page from its 'Subscribe' line on, or JSON lines"
            ),
        ),
        (
            "new\n\nDeep Sets\n\nAn abstract of some words.",
            (
                "page.txt:3: expected the head of a listing page, found 'Deep Sets'; "
                "give a saved listing page from its 'Subscribe' line on, or JSON lines"
            ),
        ),
        (BLOCKS_HEAD, "page.txt:9: the page ends after its head; it has no paper"),
        (
            f"{HEAD}{ENTRY}Flagfolds",
            "page.txt:21: the page ends before the abstract of 'Flagfolds'; save the whole page",
        ),
        (
            f"{HEAD}Flagfolds\n\n{ENTRY}",
            "page.txt:15: 'Deep Sets' where the abstract of 'Flagfolds' was expected",
        ),
        (
            f"{HEAD}Flagfolds\n\nDeep Sets of Many Things\n\n{SETS}\n\n  • 6 authors",
            (
                "page.txt:19: '• 6 authors' where the abstract of "
                "'We study functions on sets. They are sums.' was expected; "
                "is the abstract of 'Flagfolds' (line 13) missing?"
            ),
        ),
        (
            f"{HEAD}Flagfolds\n\nDeep Sets of Many Things\n\n{LONG}\n\nThe Third\n\n{SETS}",
            (
                "page.txt:17: a title was expected, but this line has 449 characters; "
                "is the abstract of 'Flagfolds' (line 13) missing?"
            ),
        ),
        (
            f"{LINES_HEAD}SubscribeFlagfolds\nDeep Sets of Many\n{SETS}\nThe Third of Them\n{SETS}",
            (
                "page.txt:5: 'We study functions on sets. They are sums.' where "
                "a title was expected; "
                "is the abstract of 'Flagfolds' (line 3) missing?"
            ),
        ),
        (
            f"{LINES_HEAD}SubscribeFlagfolds\nDeep Sets of Many Things\n{SETS}",
            (
                "page.txt:5: the page ends before the abstract of "
                "'We study functions on sets. They are sums.'; "
                "is the abstract of 'Flagfolds' (line 3) missing?"
            ),
        ),
        (
            f"{HEAD}Flagfolds\n\n  • 2 authors\n·\nOct 28, 2024\n\n{ENTRY}",
            "page.txt:15: '• 2 authors' where the abstract of 'Flagfolds' was expected",
        ),
        (
            f"{HEAD}{ENTRY}{BLOCKS_HEAD}Dec 12\n\n{ENTRY}",
            (
                "page.txt:23: 'Get trending papers in your email inbox!' begins another page; "
                "give each page as a file of its own"
            ),
        ),
        (
            f"{HEAD}Deep Sets\n\nWe study functions\non sets.\n\n{ENTRY}",
            (
                "page.txt:16: expected a blank line before a title, found 'on sets.'; "
                "save the page without wrapping its lines"
            ),
        ),
        (
            f"{LINES_HEAD}SubscribeDeep Sets\nWe study functions\non sets.\nFlagfolds\n{FLAGS}",
            (
                "page.txt:5: 'on sets.' goes on with the line before it; "
                "save the page without wrapping its lines"
            ),
        ),
        (
            f"{HEAD}{ENTRY}Company\n\nTOS\n\nPrivacy\n\nAbout",
            "page.txt:23: 'TOS' where the abstract of 'Company' was expected",
        ),
        (
            f"{HEAD}{ENTRY}  • some authors\n\nFlagfolds\n\n{FLAGS}",
            "page.txt:21: '• some authors' where a title was expected",
        ),
        (
            f"{HEAD}Deep Sets\n\n{SETS}\n\n  • 6 authors\n·",
            "page.txt:18: '·' without a date on the next line; save the whole page",
        ),
        (
            f"{HEAD}Deep Sets\n\n{SETS}\n\n  • 6 authors\n·\nFeb 30, 2024",
            "page.txt:19: there is no day 'Feb 30, 2024'",
        ),
        (f"{BLOCKS_HEAD}Feb 30\n\n{ENTRY}", "page.txt:11: there is no day 'Feb 30'"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(page, message):
    assert fails_with(page) == message


def read_or_none(text: str) -> tuple[Paper, ...] | None:
    try:
        return read(text)
    except InputError:
        return None


@pytest.mark.parametrize("cut", range(13, 23))
def test_a_missing_line_never_shifts_the_rest(cut):
    """Whatever line of an entry is lost, the page is refused or the other papers stay whole."""
    papers = [
        paper(title, abstract, "2024-10-28", 6)
        for title, abstract in [("Deep Sets", SETS), ("Flagfolds", FLAGS), ("Last of Three", SETS)]
    ]
    lines = as_blocks(papers).split("\n")
    got = read_or_none("\n".join(lines[: cut - 1] + lines[cut:]))
    assert got is None or [(one.title, one.abstract) for one in got] == [
        (one.title, one.abstract) for one in papers
    ]


WORD = st.text(st.characters(exclude_categories=("C", "Z"), exclude_characters="•·"), min_size=1)
TITLE = st.lists(WORD, min_size=1, max_size=6).map(" ".join).map(lambda text: f"A {text} T"[:300])
ABSTRACT = st.lists(WORD, min_size=3, max_size=30).map(lambda words: f"{' '.join(words)}.")
DATE = st.dates(datetime.date(2012, 1, 1), datetime.date(2024, 12, 31)).map(str)


DAY_OF_2025 = st.dates(datetime.date(2025, 1, 1), datetime.date(2025, 12, 11)).map(str)


@st.composite
def papers(draw):
    n_authors = draw(st.none() | st.integers(1, 3000))
    return paper(draw(TITLE), draw(ABSTRACT), draw(st.none() | DATE), n_authors)


@settings(max_examples=60)
@given(st.lists(papers(), min_size=1, max_size=6))
def test_blocks_round_trip(listed):
    assert read(as_blocks(listed)) == tuple(listed)


@settings(max_examples=60)
@given(st.lists(papers(), min_size=1, max_size=6))
def test_lines_round_trip(listed):
    bare = tuple(replace(one, date=None, n_authors=None) for one in listed)
    assert read(as_lines(bare)) == bare


@settings(max_examples=40)
@given(st.lists(DAY_OF_2025, min_size=1, max_size=5))
def test_inferred_dates_round_trip(days):
    bound = paper("Last Year", SETS, "2024-12-31")
    inferred = [
        replace(paper(f"Paper {n}", SETS, day), date_inferred=True) for n, day in enumerate(days)
    ]
    assert read(as_blocks([bound, *inferred])) == (bound, *inferred)


@settings(max_examples=60)
@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text):
    for start in ("", HEAD, f"{LINES_HEAD}Subscribe"):
        assert read_or_none(start + text) != ()
