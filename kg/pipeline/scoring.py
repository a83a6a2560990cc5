"""Files of annotations and predictions, or an extractor → papers that can be scored."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from kg.errors import InputError, ValueCheckError, shown
from kg.evaluate.places import NOTHING, gold_places, predicted_places, surfaces_of, triples_of
from kg.extract import extraction_to_dict
from kg.model import Paper
from kg.pipeline.annotations import read_records
from kg.pipeline.reading import extract_with

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from kg.config import Config

__all__ = [
    "Annotated",
    "Predictions",
    "pair_with_gold",
    "predict",
    "read_annotated",
    "read_predictions",
]

_TEXT: Final[Mapping[str, type]] = {"id": str, "title": str, "abstract": str}
_ANNOTATION: Final[Mapping[str, type]] = {"id": str, "entities": list}
_PREDICTION: Final[Mapping[str, type]] = {"title": str, "abstract": str, "entities": list}


@dataclass(frozen=True, slots=True)
class Annotated:
    """An annotated paper.

    Attributes
    ----------
    paper : Paper
        Its text.
    gold : mapping
        Its annotation.
    """

    paper: Paper
    gold: Mapping[str, Any]


class Predictions:
    """Predictions by title: files of different origin seldom share ids.

    Parameters
    ----------
    records : iterable of (str, mapping)
        Where each stands, for messages, and the record that ``kg extract`` wrote.
    """

    def __init__(self, records: Iterable[tuple[str, Mapping[str, Any]]]) -> None:
        self._by_title: dict[str, tuple[str, Mapping[str, Any]]] = {}
        for where, record in records:
            self._by_title[_title_key(record["title"])] = (where, record)

    def papers(self) -> tuple[Paper, ...]:
        """List the papers that were read.

        Returns
        -------
        tuple of Paper
            By title.
        """
        return tuple(
            Paper(
                str(record.get("id") or record["title"]),
                record["title"].strip(),
                record["abstract"].strip(),
            )
            for _, (_, record) in sorted(self._by_title.items())
        )

    def of(self, paper: Paper) -> Mapping[str, Any] | None:
        """Give what was predicted of a paper.

        Parameters
        ----------
        paper : Paper
            The paper; its title counts, without case and white space.

        Returns
        -------
        mapping or None
            The record; None if nobody read the paper.

        Raises
        ------
        InputError
            If the prediction was made from another text.
        """
        where, record = self._by_title.get(_title_key(paper.title), ("", None))
        if record is None:
            return None
        read = f"{record['title'].strip()}\n{record['abstract'].strip()}"
        if record["entities"] and read != paper.text:
            what = f"title and abstract of {shown(paper.title)} differ from the text to score"
            raise InputError(where, what, hint="predict from the same texts")
        return record


def _title_key(title: str) -> str:
    return " ".join(title.split()).casefold()


def read_annotated(papers: Iterable[Path], gold: Iterable[Path]) -> tuple[Annotated, ...]:
    """Read annotated papers.

    Parameters
    ----------
    papers : iterable of Path
        Texts, JSON lines: ``id``, ``title``, ``abstract``.
    gold : iterable of Path
        Annotations, JSON lines: ``id``, ``entities``; ``relations`` and ``results`` where given.

    Returns
    -------
    tuple of Annotated
        In the order of the annotations.

    Raises
    ------
    InputError
        If a file cannot be read, a line is no annotation, or the text of a paper is missing.
    """
    texts = {record["id"]: record for path in papers for _, record in read_records(path, _TEXT)}
    found = []
    for path in gold:
        for where, record in read_records(path, _ANNOTATION):
            text = texts.get(record["id"])
            if text is None:
                what = f"the text of {shown(record['id'])} is missing"
                raise InputError(where, what, hint="name its file with --papers")
            paper = Paper(record["id"], text["title"].strip(), text["abstract"].strip())
            _check(where, "annotation", record, partial(gold_places, paper.text))
            found.append(Annotated(paper, record))
    return tuple(found)


def read_predictions(path: Path) -> Predictions:
    """Read what ``kg extract`` wrote.

    Parameters
    ----------
    path : Path
        JSON lines: ``title``, ``abstract``, ``entities``; ``relations``, ``results`` where given.

    Returns
    -------
    Predictions
        By title.

    Raises
    ------
    InputError
        If the file cannot be read, or a line is no extraction or names a place where the text has
        something else.
    """
    records = read_records(path, _PREDICTION)
    for where, record in records:
        text = f"{record['title'].strip()}\n{record['abstract'].strip()}"
        _check(where, "extraction", record, partial(predicted_places, text))
    return Predictions(records)


def _check(
    where: str,
    what: str,
    record: Mapping[str, Any],
    find_places: Callable[[Sequence[Mapping[str, Any]]], object],
) -> None:
    """Ask a record for all that is counted in it, so that what is broken is told with its line."""
    try:
        find_places(record["entities"])
        names = {(one["name"], one["role"], surfaces_of(one))[0] for one in record["entities"]}
        lost = {end for head, _, tail in triples_of(record) for end in (head, tail)} - names
        for result in record.get("results", ()):
            str(result["value"])
    except ValueCheckError as error:
        raise InputError(where, str(error)) from None
    except (LookupError, TypeError, AttributeError) as error:
        raise InputError(where, f"is no {what} ({type(error).__name__}: {error})") from None
    if lost:
        raise InputError(where, f"a relation names {shown(min(lost))}, which is no entity there")


def predict(
    papers: Sequence[Paper], config: Config, *, progress: Callable[[str, int, int], None]
) -> Predictions:
    """Read papers with an extractor.

    Parameters
    ----------
    papers : sequence of Paper
        Texts.
    config : Config
        Who reads, and what is too unsure.
    progress : callable
        Told of every paper.

    Returns
    -------
    Predictions
        As if ``kg extract`` had written and :func:`read_predictions` read them.
    """
    progress("extract", 0, len(papers))
    records = []
    for extraction in extract_with(papers, config):
        records.append((config.extractor, extraction_to_dict(extraction)))
        progress("extract", len(records), len(papers))
    return Predictions(records)


def pair_with_gold(
    annotated: Sequence[Annotated], predictions: Predictions
) -> tuple[list[tuple[str, Mapping[str, Any], Mapping[str, Any]]], tuple[str, ...]]:
    """Put each annotation beside what was predicted.

    Parameters
    ----------
    annotated : sequence of Annotated
        Annotated papers.
    predictions : Predictions
        What was predicted.

    Returns
    -------
    list of (str, mapping, mapping)
        Text, annotation, prediction; of a paper that nobody read, one that has nothing.
    tuple of str
        Titles of papers that nobody read.
    """
    rows = []
    missing = []
    for one in annotated:
        found = predictions.of(one.paper)
        if found is None:
            missing.append(one.paper.title)
        rows.append((one.paper.text, one.gold, NOTHING if found is None else found))
    return rows, tuple(missing)
