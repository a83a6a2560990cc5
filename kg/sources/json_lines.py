"""JSON lines, one paper an object → papers."""

from __future__ import annotations

import datetime
import difflib
import json
import re
from typing import TYPE_CHECKING, Final

from kg.errors import InputError, shown
from kg.model import Paper
from kg.sources.decode import check_characters
from kg.sources.dialects import find_dialect
from kg.sources.limits import check_length

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["read_json_lines"]

_FIELDS: Final = ("id", "title", "abstract", "date", "authors", "url", "ids")
_KNOWN: Final = f"known fields: {', '.join(_FIELDS)}"
_DATE: Final = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-\d{2})?)?")
#: Likeness (Ratcliff–Obershelp) from which an unknown field is taken for a misspelt one:
#: ``author`` and ``Abstract`` are, ``categories`` and ``update_date`` are not.
_MISSPELT: Final = 0.75
_URL: Final = re.compile(r"https?://[^\s<>\"]+")


def read_json_lines(text: str, name: str) -> tuple[Paper, ...]:
    r"""Read papers from JSON lines.

    Parameters
    ----------
    text : str
        One object a line, blank lines allowed. Fields: ``id``, ``title``, ``abstract`` (needed;
        the abstract may be empty), ``date`` (``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``), ``authors``
        (list of names), ``url`` (http or https), ``ids`` (list of other identifiers,
        ``"doi:10.1145/1"``); null is the same as leaving an optional field out.
    name : str
        What to call the file in errors and in ``Paper.sources``.

    Returns
    -------
    tuple of Paper
        In the order of the file.

    Raises
    ------
    InputError
        At the first line that is no object, lacks a field, has one of the wrong form, or has one
        that looks misspelt: ``author`` would else be lost without a word. Other fields that are
        not ours are passed over. Lines of arXiv's, OpenAlex's and Semantic Scholar's dumps are
        known by their fields and read as they are.

    Examples
    --------
    >>> read_json_lines('{"id": "a1", "title": "Deep Sets", "abstact": "On sets."}', "p.jsonl")
    Traceback (most recent call last):
        ...
    kg.errors.InputError: p.jsonl:1: unknown field 'abstact'; did you mean 'abstract'? known ...
    """
    return tuple(
        _to_paper(_parse(line, f"{name}:{number}"), name, f"{name}:{number}")
        for number, line in enumerate(text.split("\n"), 1)
        if line.strip()
    )


def _parse(line: str, where: str) -> Mapping[str, object]:
    def without_doubles(pairs: list[tuple[str, object]]) -> dict[str, object]:
        fields = dict(pairs)
        if len(fields) < len(pairs):
            keys = [key for key, _ in pairs]
            double = next(key for key in keys if keys.count(key) > 1)
            raise InputError(where, f"field {shown(double)} is given twice")
        return fields

    try:
        value = json.loads(line, object_pairs_hook=without_doubles)
    except json.JSONDecodeError as error:
        raise InputError(
            where, f"not JSON: {error.msg} (column {error.colno})", hint="write one object a line"
        ) from None
    except (RecursionError, ValueError):  # nested too deep, or a number too long
        raise InputError(where, "not JSON that can be read", hint=_KNOWN) from None
    if not isinstance(value, dict):
        raise InputError(where, "not a JSON object", hint="write one object a line")
    return value


def _to_paper(fields: Mapping[str, object], name: str, where: str) -> Paper:
    if (read := find_dialect(fields)) is not None:
        return read(dict(fields), where, name)
    _check_spelling(fields, where)
    check_length(str(fields.get("title")), str(fields.get("abstract")), where)
    authors = _authors(fields.get("authors"), where)
    return Paper(
        id=_needed(fields, "id", where),
        title=_needed(fields, "title", where),
        abstract=_needed(fields, "abstract", where),
        date=_date(fields.get("date"), where),
        n_authors=len(authors) or None,
        authors=authors,
        url=_url(fields.get("url"), where),
        sources=(name,),
        ids=_ids(fields.get("ids"), where),
    )


def _check_spelling(fields: Mapping[str, object], where: str) -> None:
    """Refuse a field that looks like a misspelt one of ours, where ours is missing."""
    missing = [field for field in _FIELDS if field not in fields]
    for field in sorted(set(fields) - set(_FIELDS)):
        meant = difflib.get_close_matches(field.casefold(), missing, n=1, cutoff=_MISSPELT)
        if meant:
            raise InputError(
                where,
                f"unknown field {shown(field)}",
                hint=f"did you mean {shown(meant[0])}? {_KNOWN}",
            )


def _needed(fields: Mapping[str, object], field: str, where: str) -> str:
    if field not in fields:
        raise InputError(where, f"field {field!r} is missing", hint="give id, title and abstract")
    value = fields[field]
    if not isinstance(value, str):
        raise InputError(where, f"field {field!r} is not a string")
    if field != "abstract" and not value.strip():
        raise InputError(where, f"field {field!r} is empty")
    check_characters(value, where)
    return value.strip()


def _date(value: object, where: str) -> str | None:
    if value is None:
        return None
    if isinstance(value, str) and _DATE.fullmatch(value) and _is_day(value):
        return value
    raise InputError(
        where, f"date {shown(value)} is not one", hint="write YYYY, YYYY-MM or YYYY-MM-DD"
    )


def _is_day(value: str) -> bool:
    try:
        datetime.date.fromisoformat(f"{value}-01-01"[:10])
    except ValueError:
        return False
    return True


def _authors(value: object, where: str) -> tuple[str, ...]:
    if value is None:
        return ()
    if not isinstance(value, list):
        raise InputError(where, "field 'authors' is not a list of names")
    for author in value:
        if not isinstance(author, str) or not author.strip():
            raise InputError(where, f"author {shown(author)} is not a name")
        check_characters(author, where)
    return tuple(author.strip() for author in value)


def _ids(value: object, where: str) -> tuple[str, ...]:
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
        raise InputError(where, "field 'ids' is not a list of identifiers")
    return tuple(sorted(set(value)))


def _url(value: object, where: str) -> str | None:
    if value is None:
        return None
    if isinstance(value, str) and _URL.fullmatch(value):
        check_characters(value, where)
        return value
    raise InputError(
        where, f"url {shown(value)} is not a link", hint="give an http or https address"
    )
