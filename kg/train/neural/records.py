"""Papers → records: what the network reads of a paper and what is annotated, as JSON lines.

Records can be written down and read again where spaCy is not installed.
"""

from __future__ import annotations

import gzip
import json
import lzma
from typing import TYPE_CHECKING, Any

from kg.extract.abbreviations import find_abbreviations
from kg.extract.marks import paper_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from kg.extract.lexicon import Lexicon
    from kg.extract.reading import Reading
    from kg.train.gold import GoldPaper

__all__ = ["annotated_record", "marks_of", "plain_record", "read_records", "write_records"]


def marks_of(reading: Reading, lexicon: Lexicon) -> list[tuple[str, ...]]:
    """Say what is known of each word, as the extractor does.

    Parameters
    ----------
    reading : Reading
        The paper.
    lexicon : Lexicon
        Known names.

    Returns
    -------
    list of tuple of str
        Marks of each token.
    """
    abbreviations = find_abbreviations(reading)
    rows = paper_words(reading, [""] * len(reading.tokens), abbreviations, lexicon, None)
    return [marks for row in rows.marks for marks in row]


def plain_record(paper_id: str, reading: Reading, lexicon: Lexicon) -> dict[str, Any]:
    """Write down what the network reads of a paper.

    Parameters
    ----------
    paper_id : str
        Its id.
    reading : Reading
        Its tokens and sentences.
    lexicon : Lexicon
        Known names.

    Returns
    -------
    dict
        Can be written as JSON: words, lengths of the sentences, words of the title, marks.
    """
    marks = marks_of(reading, lexicon)
    return {
        "id": paper_id,
        "words": [token.text for token in reading.tokens],
        "sentences": [len(one) for one in reading.sentences],
        "n_title": reading.n_title_tokens,
        "marks": {str(at): list(told) for at, told in enumerate(marks) if told},
    }


def annotated_record(
    gold: GoldPaper,
    relations: Iterable[tuple[str, str, str]],
    *,
    reading: Reading,
    lexicon: Lexicon,
) -> dict[str, Any]:
    """Write down an annotated paper.

    Parameters
    ----------
    gold : GoldPaper
        Title, abstract and entities.
    relations : iterable of (str, str, str)
        Head's name, relation, tail's name.
    reading : Reading
        Its tokens and sentences.
    lexicon : Lexicon
        Known names.

    Returns
    -------
    dict
        As of :func:`plain_record`; and ``things`` (type, role, stretches of tokens), ``relations``
        (head, relation, tail, by the things' numbers).
    """
    spans: list[list[tuple[int, int]]] = [[] for _ in gold.entities]
    owner = {
        (surface, one.type): at
        for at, one in reversed(list(enumerate(gold.entities)))
        for surface in one.surfaces
    }
    for span, kind in gold.spans.items():
        first, last = reading.tokens_of(span)
        if first < last:
            text = gold.paper.text[span.start : span.end]
            spans[owner[text, kind]].append((first, last))
    number = {one.name: at for at, one in enumerate(gold.entities)}
    return {
        **plain_record(gold.paper.id, reading, lexicon),
        "things": [
            [one.type.value, one.role, found]
            for one, found in zip(gold.entities, spans, strict=True)
        ],
        "relations": [
            [number[head], name, number[tail]]
            for head, name, tail in relations
            if head in number and tail in number
        ],
    }


def write_records(records: Iterable[dict[str, Any]], path: Path) -> None:
    """Write records as JSON lines, compressed.

    Parameters
    ----------
    records : iterable of dict
        The records.
    path : Path
        The file, ``.jsonl.xz`` or ``.jsonl.gz``.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with _open(path, "wt") as out:
        out.writelines(json.dumps(one, ensure_ascii=False) + "\n" for one in records)


def read_records(path: Path) -> Iterator[dict[str, Any]]:
    """Read what :func:`write_records` has written.

    Parameters
    ----------
    path : Path
        The file.

    Yields
    ------
    dict
        In the file's order.
    """
    with _open(path, "rt") as lines:
        yield from map(json.loads, lines)


def _open(path: Path, mode: str) -> Any:
    if path.suffix == ".gz":
        return gzip.open(path, mode, compresslevel=1, encoding="utf-8")
    return lzma.open(path, mode, encoding="utf-8")
