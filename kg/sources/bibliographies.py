"""Bibliographies: BibTeX, RIS, CSL JSON and CSV → papers, each by its field's own library."""

from __future__ import annotations

import csv
import importlib
import io
import json
import logging
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from kg.errors import InputError
from kg.sources.dialects import find_dialect
from kg.sources.record import make_paper

if TYPE_CHECKING:
    from kg.paper import Paper

__all__ = ["is_ris", "read_bibtex", "read_csv", "read_json_array", "read_ris"]

#: Columns of a CSV file: what they are called by us, by Zotero and by Scopus.
_COLUMNS = {
    "title": ("title", "document title"),
    "abstract": ("abstract", "abstract note"),
    "id": ("id", "arxiv id", "arxiv", "eprint"),
    "doi": ("doi",),
    "date": ("date", "publication date", "year", "publication year"),
    "authors": ("authors", "author"),
    "url": ("url", "link"),
}

_RIS_BEGIN = re.compile(r"\s*TY  -")
_RIS_END = re.compile(r"\s*ER  -")

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def read_bibtex(text: str, name: str) -> tuple[Paper, ...]:
    """Read BibTeX; LaTeX in it is decoded.

    Parameters
    ----------
    text : str
        The file.
    name : str
        What to call it.

    Returns
    -------
    tuple of Paper
        One an entry, in the order of the file.

    Raises
    ------
    InputError
        If a block cannot be read, an entry has no title, or there is none.
    """
    bibtex = _library("bibtexparser")
    middlewares = _library("bibtexparser.middlewares")
    stack = [
        middlewares.LatexDecodingMiddleware(),
        middlewares.SeparateCoAuthors(),
    ]
    # The parser tells its own log of a block that it cannot read; we tell the user.
    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)
    library = bibtex.parse_string(text, append_middleware=stack)
    for block in library.failed_blocks:
        where = f"{name}:{(block.start_line or 0) + 1}"
        raise InputError(where, "this is no BibTeX entry", hint="close its braces, end its fields")
    if not library.entries:
        raise InputError(name, "there is no BibTeX entry", hint="give one @article{…} a paper")
    return tuple(_bibtex_paper(entry, name) for entry in library.entries)


def _bibtex_paper(entry: Any, name: str) -> Paper:
    fields = {key.lower(): field.value for key, field in entry.fields_dict.items()}
    date = fields.get("date") or "-".join(
        filter(None, (fields.get("year"), _month(fields.get("month"))))
    )
    return make_paper(
        str(fields.get("title") or "").replace("{", "").replace("}", ""),
        fields.get("abstract"),
        where=f"{name}:{(entry.start_line or 0) + 1}",
        source=name,
        ids=(fields.get("doi"), fields.get("eprint"), fields.get("url"), fields.get("journal")),
        date=date,
        authors=[_turn(one) for one in fields.get("author") or ()],
        url=fields.get("url"),
    )


def _month(text: str | None) -> str | None:
    short = (text or "").strip().lower()
    if short[:3] in _MONTHS:
        return f"{_MONTHS.index(short[:3]) + 1:02}"
    return f"{int(short):02}" if short.isdecimal() else None


def _turn(name: str) -> str:
    family, comma, given = name.partition(",")
    return f"{given.strip()} {family.strip()}" if comma else name


def is_ris(text: str) -> bool:
    """Say whether a text is RIS.

    Parameters
    ----------
    text : str
        A file, without blanks before it.

    Returns
    -------
    bool
        True if it begins as RIS does.
    """
    return text.startswith("TY  -")


def read_ris(text: str, name: str) -> tuple[Paper, ...]:
    """Read RIS.

    Parameters
    ----------
    text : str
        The file.
    name : str
        What to call it.

    Returns
    -------
    tuple of Paper
        One a record, in the order of the file.

    Raises
    ------
    InputError
        If a line is no RIS, a record is not ended or has no title.
    """
    rispy = _library("rispy")
    _check_ends(text, name)
    try:
        records = rispy.loads(text)
    except (OSError, ValueError, LookupError) as error:
        raise InputError(
            name, f"this is no RIS ({error})", hint="end each record with 'ER  - '"
        ) from error
    return tuple(
        make_paper(
            str(one.get("title") or one.get("primary_title") or ""),
            one.get("abstract") or one.get("notes_abstract"),
            where=f"{name}: record {number}",
            source=name,
            ids=(one.get("doi"), *(one.get("urls") or ()), one.get("number")),
            date=str(one.get("date") or one.get("year") or one.get("publication_year") or ""),
            authors=[
                _turn(author) for author in one.get("authors") or one.get("first_authors") or ()
            ],
            url=next(iter(one.get("urls") or ()), None),
        )
        for number, one in enumerate(records, start=1)
    )


def _check_ends(text: str, name: str) -> None:
    """Refuse a record that is cut: the parser would leave it out without a word."""
    begun = 0
    for number, line in enumerate(text.split("\n"), start=1):
        begins, ends = _RIS_BEGIN.match(line), _RIS_END.match(line)
        if begun and begins:
            break
        if begins or ends:
            begun = number if begins else 0
    if begun:
        hint = "end each record with 'ER  - '; was the file cut?"
        raise InputError(f"{name}:{begun}", "the record that begins here has no end", hint=hint)


def read_csv(text: str, name: str) -> tuple[Paper, ...]:
    """Read a table with a head: ours, Zotero's or Scopus's columns.

    Parameters
    ----------
    text : str
        The file; commas, semicolons or tabs between cells.
    name : str
        What to call it.

    Returns
    -------
    tuple of Paper
        One a row.

    Raises
    ------
    InputError
        If there is no column of titles, or a row has none or more cells than the head.
    """
    head = text.partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    column_of = {(column or "").strip().lower(): column for column in rows.fieldnames or ()}
    known = {
        field: next((column_of[one] for one in names if one in column_of), None)
        for field, names in _COLUMNS.items()
    }
    if known["title"] is None:
        raise InputError(f"{name}:1", "there is no column of titles", hint="name one 'title'")
    papers = []
    try:
        for row in rows:
            where = f"{name}:{rows.line_num}"
            if None in row:
                raise InputError(where, "the row has more cells than the head", hint="quote commas")
            cell = {f: (row[c] or "").strip() for f, c in known.items() if c is not None}
            if any((value or "").strip() for value in row.values()):
                papers.append(_csv_paper(cell, where, name))
    except csv.Error as error:
        raise InputError(f"{name}:{rows.line_num}", f"this is no CSV ({error})") from error
    if not papers:
        raise InputError(name, "the table has no row", hint="give one paper a row")
    return tuple(papers)


def _csv_paper(cell: dict[str, str], where: str, name: str) -> Paper:
    names = cell.get("authors", "")
    apart = ";" if ";" in names else " and " if " and " in names else "\x00"
    given = cell.get("id") or None
    paper = make_paper(
        cell["title"],
        cell.get("abstract"),
        where=where,
        source=name,
        ids=(given, cell.get("doi"), cell.get("url")),
        date=cell.get("date"),
        authors=[_turn(one.strip()) for one in names.split(apart)],
        url=cell.get("url"),
    )
    # A row's own id counts, whatever its form.
    return paper if given is None or given in paper.ids else replace(paper, id=given)


def read_json_array(text: str, name: str) -> tuple[Paper, ...]:
    """Read a JSON array of records that are known by their fields: CSL JSON of Zotero, and others.

    Parameters
    ----------
    text : str
        The file.
    name : str
        What to call it.

    Returns
    -------
    tuple of Paper
        One a record.

    Raises
    ------
    InputError
        If it is no such array.
    """
    try:
        records = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        raise InputError(f"{name}:{line}", "this is not JSON") from error
    papers = []
    for number, record in enumerate(records, start=1):
        where = f"{name}: record {number}"
        read = find_dialect(record) if isinstance(record, dict) else None
        if read is None:
            hint = "give CSL JSON, or write one JSON object a line"
            raise InputError(where, "this is a JSON array of records that are not known", hint=hint)
        papers.append(read(record, where, name))
    if not papers:
        raise InputError(name, "the array is empty")
    return tuple(papers)


def _library(module: str) -> Any:
    try:
        return importlib.import_module(module)
    except ImportError as error:
        package = module.partition(".")[0]
        hint = "install it with: pip install 'kg[fetch]'"
        raise InputError("kg", f"reading this needs {package}", hint=hint) from error
