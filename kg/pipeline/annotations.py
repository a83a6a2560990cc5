"""Files of annotations and of judged pairs → their records, checked line by line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from kg.errors import InputError, ValueCheckError, shown
from kg.evaluate.gold import gold_extraction

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from kg.model import Extraction

__all__ = ["read_gold", "read_pairs", "read_records"]

#: Fields of a judged pair and what they are.
_PAIR: Final[Mapping[str, type]] = {
    "a": str,
    "b": str,
    "same": bool,
    "papers_a": list,
    "papers_b": list,
}


def read_records(path: Path, fields: Mapping[str, type]) -> list[tuple[str, dict[str, Any]]]:
    """Read a file of JSON lines.

    Parameters
    ----------
    path : Path
        The file; blank lines are allowed.
    fields : mapping of str to type
        Fields that every record must have, and their types.

    Returns
    -------
    list of (str, dict)
        Where each record stands (``"pairs.jsonl:17"``) and the record, in the file's order.

    Raises
    ------
    InputError
        If the file cannot be read, or a line is no object or lacks a field.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(str(path), "is not UTF-8") from error
    except OSError as error:
        raise InputError(str(path), f"cannot be read: {error.strerror}") from error
    records = []
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            where = f"{path}:{number}"
            records.append((where, _checked(line, where, fields)))
    return records


def _checked(line: str, where: str, fields: Mapping[str, type]) -> dict[str, Any]:
    hint = f"give one object a line with {', '.join(fields)}"
    try:
        record = json.loads(line)
    except ValueError as error:
        raise InputError(where, "is not JSON", hint=hint) from error
    if not isinstance(record, dict):
        raise InputError(where, "is no object", hint=hint)
    for name, kind in fields.items():
        if name not in record:
            raise InputError(where, f"field {name!r} is missing", hint=hint)
        if not isinstance(record[name], kind):
            raise InputError(where, f"field {name!r} is no {kind.__name__}", hint=hint)
    return record


def read_pairs(path: Path) -> list[dict[str, Any]]:
    """Read judged pairs of names.

    Parameters
    ----------
    path : Path
        JSON lines: ``a``, ``b``, ``same``, ``papers_a``, ``papers_b``; ``why`` where given.

    Returns
    -------
    list of dict
        In the file's order, each with ``why``.

    Raises
    ------
    InputError
        If the file cannot be read or a line is no judged pair.
    """
    return [{"why": "", **record} for _, record in read_records(path, _PAIR)]


def read_gold(papers: Iterable[Path], gold: Iterable[Path]) -> tuple[Extraction, ...]:
    """Read annotations as extractions.

    Parameters
    ----------
    papers : iterable of Path
        Texts, JSON lines: ``id``, ``title``, ``abstract``.
    gold : iterable of Path
        Annotations, JSON lines: ``id``, ``entities``; ``relations`` and ``results`` where given.

    Returns
    -------
    tuple of Extraction
        In the order of the annotations. A paper that is annotated twice is read once, as the first
        file has it.

    Raises
    ------
    InputError
        If a file cannot be read, a paper's text is missing, or an annotation is broken.
    """
    text_fields: dict[str, type] = {"id": str, "title": str, "abstract": str}
    texts = {
        record["id"]: record for path in papers for _, record in read_records(path, text_fields)
    }
    made: dict[str, Extraction] = {}
    for path in gold:
        for where, annotation in read_records(path, {"id": str, "entities": list}):
            if annotation["id"] not in texts:
                what = f"the text of {shown(annotation['id'])} is missing"
                raise InputError(where, what, hint="name its file with --papers")
            if annotation["id"] in made:
                continue
            try:
                made[annotation["id"]] = gold_extraction(texts[annotation["id"]], annotation)
            except (LookupError, TypeError, ValueError, ValueCheckError) as error:
                told = f"is no annotation ({type(error).__name__}: {error})"
                raise InputError(where, told) from error
    return tuple(made.values())
