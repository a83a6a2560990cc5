"""The text of a listing page (Hugging Face Daily Papers, saved as text) → papers.

A page is a head and entries. The head is some of the lines in ``_HEAD`` and the page's own date,
``Dec 11``. An entry is a line with the title, a line with the abstract, then as far as the page
has them ``• 5 authors``, ``·`` and the date, behind which may stand the number of comments::

    Daily Papers                        Get trending papers in your email inbox!
                                        SubscribeDeep Sets
    Dec 11                              We study functions on sets. …
                                        Flagfolds
    Deep Sets                           By viewing …

    We study functions on sets. …

      • 6 authors
    ·
    Mar 10, 2017 2

On the left titles and abstracts are apart by blank lines, on the right the first title is glued to
``Subscribe`` and the lines alternate. Both are one grammar. What tells a title from an abstract is
its place alone, so a page on which a line is missing would be read shifted: the checks here are
there to catch that at the line where it shows.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.errors import InputError, shown
from kg.ids import paper_id
from kg.model import Paper
from kg.sources.dates import PrintedDate, is_date, page_year, parse_date
from kg.sources.limits import check_length

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["read_listing"]

_GLUED: Final = "Subscribe"
_HEAD: Final = frozenset(
    {
        "new",
        "Get trending papers in your email inbox!",
        "Get trending papers in your email inbox once a day!",
        _GLUED,
        "Daily Papers",
        "byAK and the research community",
    }
)
_AUTHORS: Final = re.compile(r"•\s*(?P<n>[1-9]\d*) authors?")

#: The longest of 120,870 arXiv titles has 272 characters.
_MAX_TITLE: Final = 300
#: Anything shorter is a button or a heading of the page.
_MIN_ABSTRACT_WORDS: Final = 3
#: The end of a sentence, brackets and quotes around it allowed. Of the same 120,870 papers twelve
#: have a title that ends in a full stop, and none has such a title and an abstract without an end.
_SENTENCE_END: Final = re.compile(r"[.!?…][\"'”’)\]}$]*$")
_BREAKS_OFF: Final = re.compile(r"(?:^|\s)[a-z]+,?$")
_GOES_ON: Final = re.compile(r"[a-z]+,? ")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line with something on it, trimmed, and its number from 1."""

    number: int
    text: str
    after_blank: bool

    @property
    def is_text(self) -> bool:
        return not (self.text.startswith(("•", "·")) or is_date(self.text))


@dataclass(frozen=True, slots=True)
class _Entry:
    """A paper as the page prints it."""

    title: _Line
    abstract: _Line
    n_authors: int | None
    date: PrintedDate | None


def read_listing(text: str, name: str) -> tuple[Paper, ...]:
    """Read every paper of a listing page.

    Parameters
    ----------
    text : str
        The page, lines ended by LF.
    name : str
        What to call the page in errors and in ``Paper.sources``.

    Returns
    -------
    tuple of Paper
        In the order of the page; never empty. Titles and abstracts to the letter.

    Raises
    ------
    InputError
        If the page has no head or no paper, or at the first line that cannot be what its place
        says.
    """
    lines = [
        _Line(number, line.strip(), not before.strip())
        for number, (before, line) in enumerate(itertools.pairwise(["", *text.split("\n")]), 1)
        if line.strip()
    ]
    date, body = _split_head(lines, name)
    entries = _Body(body, name).read_entries()
    year = page_year(date, [entry.date for entry in entries if entry.date is not None])
    return tuple(_to_paper(entry, year, name) for entry in entries)


def _split_head(lines: Sequence[_Line], name: str) -> tuple[PrintedDate | None, list[_Line]]:
    """Part the head from the entries, and read the page's date in it."""
    date: PrintedDate | None = None
    seen: set[str] = set()
    for place, line in enumerate(lines):
        if line.text in _HEAD and line.text not in seen:
            seen.add(line.text)
        elif date is None and seen and is_date(line.text):
            date = _read_date(line, name)
        elif _GLUED not in seen and re.match(rf"{_GLUED}\S", line.text):
            first = _Line(line.number, line.text.removeprefix(_GLUED), line.after_blank)
            return date, [first, *lines[place + 1 :]]
        elif seen - {"new"}:
            return date, list(lines[place:])
        else:
            raise InputError(
                f"{name}:{line.number}",
                f"expected the head of a listing page, found {_shorten(line.text)}",
                hint="give a saved listing page from its 'Subscribe' line on, or JSON lines",
            )
    raise InputError(f"{name}:{lines[-1].number}", "the page ends after its head; it has no paper")


class _Body:
    """The entries of a page, read from the top."""

    def __init__(self, lines: Sequence[_Line], name: str) -> None:
        self.lines = lines
        self.name = name
        self.place = 0
        self.entries: list[_Entry] = []
        # Pages either part title and abstract by a blank line or never do.
        self.spaced = len(lines) > 1 and lines[1].after_blank

    def read_entries(self) -> list[_Entry]:
        while self.place < len(self.lines):
            title = self.take_title()
            abstract = self.take_abstract(title)
            n_authors = self.take_authors()
            self.entries.append(_Entry(title, abstract, n_authors, self.take_date()))
        return self.entries

    def peek(self) -> str:
        return self.lines[self.place].text if self.place < len(self.lines) else ""

    def error(self, line: _Line, what: str, hint: str | None = None) -> InputError:
        return InputError(f"{self.name}:{line.number}", what, hint=hint)

    def take_text(self, expected: str) -> _Line:
        """Take a line that is a title or an abstract: text, and apart from the text before it."""
        line = self.lines[self.place]
        if line.text in _HEAD - {"new"}:
            raise self.error(
                line,
                f"{_shorten(line.text)} begins another page",
                "give each page as a file of its own",
            )
        if not line.is_text:
            raise self.error(
                line, f"{_shorten(line.text)} where {expected} was expected", self.suspect()
            )
        before = self.lines[self.place - 1] if self.place else None
        if self.spaced and before is not None and before.is_text and not line.after_blank:
            raise self.error(
                line,
                f"expected a blank line before {expected}, found {_shorten(line.text)}",
                "save the page without wrapping its lines",
            )
        self.place += 1
        return line

    def take_title(self) -> _Line:
        """Take a title: no line of prose, and no second half of the line before it."""
        title = self.take_text("a title")
        before = self.entries[-1].abstract.text if self.entries else ""
        if _BREAKS_OFF.search(before) and _GOES_ON.match(title.text):
            raise self.error(
                title,
                f"{_shorten(title.text)} goes on with the line before it",
                "save the page without wrapping its lines",
            )
        if len(title.text) > _MAX_TITLE:
            raise self.error(
                title,
                f"a title was expected, but this line has {len(title.text)} characters",
                self.suspect(),
            )
        return title

    def take_abstract(self, title: _Line) -> _Line:
        """Take an abstract: no label of a button, and no title that follows a line of prose."""
        expected = f"the abstract of {_shorten(title.text)}"
        if self.place == len(self.lines):
            raise self.error(
                title, f"the page ends before {expected}", self.suspect() or "save the whole page"
            )
        abstract = self.take_text(expected)
        if len(abstract.text.split()) < _MIN_ABSTRACT_WORDS:
            raise self.error(abstract, f"{_shorten(abstract.text)} where {expected} was expected")
        if title.text.endswith(".") and not _SENTENCE_END.search(abstract.text):
            raise self.error(
                title, f"{_shorten(title.text)} where a title was expected", self.suspect()
            )
        return abstract

    def take_authors(self) -> int | None:
        match = _AUTHORS.fullmatch(self.peek())
        if match is None:
            return None
        self.place += 1
        return int(match["n"])

    def take_date(self) -> PrintedDate | None:
        """Take the date and the dot before it; the dot may be missing, and so may both."""
        dotted = self.peek() == "·"
        self.place += dotted
        if not is_date(self.peek()):
            if not dotted:
                return None
            dot = self.lines[self.place - 1]
            raise self.error(dot, "'·' without a date on the next line", "save the whole page")
        self.place += 1
        return _read_date(self.lines[self.place - 1], self.name)

    def suspect(self) -> str | None:
        """Name the last entry whose abstract could be a title: a line may be missing there."""
        for entry in reversed(self.entries):
            abstract = entry.abstract.text
            if len(abstract) <= _MAX_TITLE and not _SENTENCE_END.search(abstract):
                title = f"{_shorten(entry.title.text)} (line {entry.title.number})"
                return f"is the abstract of {title} missing?"
        return None


def _read_date(line: _Line, name: str) -> PrintedDate:
    date = parse_date(line.text)
    if date is None:
        raise InputError(f"{name}:{line.number}", f"there is no day {shown(line.text)}")
    return date


def _to_paper(entry: _Entry, year: int | None, name: str) -> Paper:
    check_length(entry.title.text, entry.abstract.text, f"{name}:{entry.title.number}")
    day = None
    if entry.date is not None:
        of_year = entry.date.year if entry.date.year is not None else year
        day = None if of_year is None else entry.date.in_year(of_year)
    return Paper(
        id=paper_id(entry.title.text),
        title=entry.title.text,
        abstract=entry.abstract.text,
        date=None if day is None else day.isoformat(),
        date_inferred=day is not None and entry.date is not None and entry.date.year is None,
        n_authors=entry.n_authors,
        sources=(name,),
    )


def _shorten(text: str, *, length: int = 50) -> str:
    return repr(text if len(text) <= length else f"{text[: length - 1]}…")
