"""Where annotated papers come from: the gold beside the checkout, and our own annotations.

Our own (``kg/train/annotations.jsonl.gz``) hold ids, titles, surfaces and offsets, and no abstract:
the texts are arXiv's metadata, found again by their ids in ``arxiv_abstracts`` of the shared data.
"""

from __future__ import annotations

import gzip
import json
import lzma
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from kg.errors import InputError
from kg.model import Paper
from kg.train.gold import GoldEntity, GoldPaper
from kg.vocabulary import EntityType

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

__all__ = [
    "ABSTRACTS",
    "ANNOTATIONS_FILE",
    "Annotated",
    "read_abstracts",
    "read_gold_papers",
    "read_own_papers",
    "read_own_records",
]

#: Files of arXiv's metadata, in ``data/arxiv_abstracts`` of the shared data.
ABSTRACTS: Final = ("ml_2024to2026", "cs_2025", "ml_to2019", "math_to2019", "physics_to2019")

#: Our own annotations, in ``kg/train``.
ANNOTATIONS_FILE: Final = "annotations.jsonl.gz"


@dataclass(frozen=True, slots=True)
class Annotated:
    """An annotated paper.

    Attributes
    ----------
    gold : GoldPaper
        Text and entities.
    relations : tuple of (str, str, str)
        Head's name, relation, tail's name.
    part : str
        ``train``, ``dev``, or for our own the field of study; ``held:FIELD`` for those that
        nothing is trained on, ``later:FIELD`` for those annotated after the shipped network was
        trained.
    """

    gold: GoldPaper
    relations: tuple[tuple[str, str, str], ...]
    part: str


def _annotated(record: Mapping[str, Any], paper: Paper, part: str) -> Annotated:
    entities = tuple(
        GoldEntity(one["name"], EntityType(one["type"]), one["role"], tuple(one["mentions"]))
        for one in record["entities"]
    )
    relations = tuple((head, name, tail) for head, name, tail in record["relations"])
    return Annotated(GoldPaper(paper, entities), relations, part)


def _records(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text("utf-8").splitlines():
        if line:
            yield json.loads(line)


def read_gold_papers(shared: Path, part: str) -> list[Annotated]:
    """Read a part of the gold.

    Parameters
    ----------
    shared : Path
        The shared data.
    part : str
        ``train`` or ``dev``.

    Returns
    -------
    list of Annotated
        In the file's order.
    """
    folder = shared / "gold"
    texts = {
        one["id"]: Paper(one["id"], one["title"], one["abstract"])
        for one in _records(folder / "papers.jsonl")
    }
    return [_annotated(one, texts[one["id"]], part) for one in _records(folder / f"{part}.jsonl")]


def read_abstracts(shared: Path, name: str) -> Iterator[Paper]:
    """Read a file of abstracts.

    Parameters
    ----------
    shared : Path
        The shared data.
    name : str
        One of ``ABSTRACTS``.

    Yields
    ------
    Paper
        In the file's order.
    """
    path = shared / "data" / "arxiv_abstracts" / f"{name}.jsonl.xz"
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            one = json.loads(line)
            yield Paper(one["id"], one["title"], one["abstract"])


def read_own_records() -> list[dict[str, Any]]:
    """Read our own annotations without their texts.

    Returns
    -------
    list of dict
        ``id``, ``title``, ``part``, ``entities`` (their ``mentions``: surface → where it starts),
        ``relations``, ``results``; in the file's order.
    """
    held = (files("kg.train") / ANNOTATIONS_FILE).read_bytes()
    return [json.loads(line) for line in gzip.decompress(held).decode().splitlines()]


def read_own_papers(shared: Path) -> list[Annotated]:
    """Read our own annotations and find their texts again.

    Parameters
    ----------
    shared : Path
        The shared data, with ``data/arxiv_abstracts``.

    Returns
    -------
    list of Annotated
        In the file's order.

    Raises
    ------
    InputError
        If a text is missing or is not the one that was annotated.
    """
    records = read_own_records()
    wanted = {one["id"] for one in records}
    texts: dict[str, Paper] = {}
    for name in sorted(ABSTRACTS):
        for paper in read_abstracts(shared, name):
            if paper.id in wanted:
                texts.setdefault(paper.id, paper)
    return [_own(one, texts) for one in records]


def _own(record: dict[str, Any], texts: Mapping[str, Paper]) -> Annotated:
    paper = texts.get(record["id"])
    if paper is None:
        raise InputError(record["id"], "its abstract is not in data/arxiv_abstracts")
    for one in record["entities"]:
        for surface, starts in one["mentions"].items():
            if any(paper.text[start : start + len(surface)] != surface for start in starts):
                raise InputError(record["id"], f"{surface!r} does not stand where it was annotated")
    return _annotated(record, paper, record["part"])
