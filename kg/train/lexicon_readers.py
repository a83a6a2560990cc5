"""Vocabulary files of others → candidate names for the lexicon, one reader for each source.

A reader takes names and nothing else: no description, no link, no ranking. What is a clean name,
and which names are kept, is decided by :mod:`kg.train.lexicon`.
"""

from __future__ import annotations

import csv
import json
import re
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from kg.train.lexicon_abbreviations import iter_terms
from kg.vocabulary import EntityType

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

__all__ = ["READERS", "Candidate", "type_by_head"]

_METHOD, _DATASET, _TASK, _METRIC, _CONCEPT = EntityType


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name as its source has it, not yet cleaned.

    Attributes
    ----------
    name : str
        The source's label.
    type : EntityType
        The type that the source, or the head word of the name, gives it.
    aliases : tuple of str
        Other labels of the same thing.
    """

    name: str
    type: EntityType
    aliases: tuple[str, ...] = ()


#: Last word of a name → what it is. Only heads that are nearly always right.
_HEADS: Final = {
    _METHOD: "algorithm method model network machine classifier estimator solver scheme optimizer "
    "autoencoder transformer technique simulation architecture decoder encoder regression sampler "
    "heuristic system software toolkit protocol filter code learning tuning descent perceptron",
    _TASK: "recognition detection classification segmentation prediction forecasting retrieval "
    "translation summarization summarisation answering parsing generation tracking estimation "
    "captioning reconstruction extraction recommendation denoising registration planning "
    "disambiguation completion matching localization localisation identification mining "
    "verification understanding editing synthesis diagnosis scheduling problem",
    _DATASET: "dataset corpus corpora benchmark database survey treebank",
    _METRIC: "score error accuracy",
}
_TYPE_OF_HEAD: Final = {
    head: entity_type for entity_type, heads in _HEADS.items() for head in heads.split()
}


def type_by_head(name: str, *, default: EntityType = _CONCEPT) -> EntityType:
    """Type a name by its last word; a name of one word keeps the default.

    Parameters
    ----------
    name : str
        A name.
    default : EntityType
        The type where the head says nothing.

    Returns
    -------
    EntityType
        The type.

    Examples
    --------
    >>> str(type_by_head("hidden Markov models")), str(type_by_head("spin glass"))
    ('Method', 'Concept')
    """
    first, _, head = name.casefold().rpartition(" ")
    if not first:
        return default
    singular = head[:-1] if head.endswith("s") and not head.endswith("ss") else head
    return _TYPE_OF_HEAD.get(singular, default)


def _rows(file: Path, *, delimiter: str = "\t") -> Iterator[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        if delimiter == ",":
            yield from csv.DictReader(lines)
        else:
            yield from csv.DictReader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE)


def _pairs(file: Path) -> Iterator[tuple[str, int]]:
    """Read lines ``name<TAB>count``."""
    for line in file.read_text(encoding="utf-8").splitlines():
        name, _, count = line.rpartition("\t")
        if name and count.isdigit():
            yield name, int(count)


def _split(text: str | None) -> tuple[str, ...]:
    return tuple(part for part in (text or "").split("|") if part)


def _pwc(folder: Path) -> Iterator[Candidate]:
    pwc = folder / "pwc"
    for row in _rows(pwc / "methods_2022.tsv"):
        others = (row["full_name"],) if row["full_name"] not in {"", row["name"]} else ()
        yield Candidate(row["name"], _METHOD, others)
    for row in _rows(pwc / "tasks_2020.tsv"):
        yield Candidate(row["task"], _TASK, _split(row["synonyms"]))
    for line in (pwc / "2025-07" / "all_tasks.txt").read_text(encoding="utf-8").splitlines():
        yield Candidate(line.strip('"'), _TASK)
    for file in (pwc / "datasets_2020.tsv", pwc / "2025-07" / "dataset_names.tsv"):
        for name, _ in _pairs(file):
            yield Candidate(re.sub(r" (?:[Dd]ataset|[Bb]enchmark)$", "", name), _DATASET)
    for file in (pwc / "metrics_2020.tsv", pwc / "2025-07" / "metric_names.tsv"):
        for name, count in _pairs(file):
            if count >= 2 and not re.search(r"\d{2}|[()@:,]", name):
                yield Candidate(name, _METRIC)
    for name, _ in _pairs(pwc / "models_2020.tsv"):
        if re.fullmatch(r"[^\s(),+&/]*[a-z0-9-][A-Z][^\s(),+&/]*", name):
            yield Candidate(name, _METHOD)


def _sota_extractor(folder: Path) -> Iterator[Candidate]:
    def walk(table: dict[str, Any]) -> Iterator[Candidate]:
        if table.get("task", "Task") != "Task":
            yield Candidate(table["task"], _TASK)
        for dataset in table.get("datasets", ()):
            name = dataset.get("dataset", "")
            if not re.search(r"Atari| on | for |reached|\btest\b", name):
                yield Candidate(name, _DATASET)
        for subtask in table.get("subtasks", ()):
            yield from walk(subtask)

    for file in sorted((folder / "sota_extractor").glob("*.json")):
        for table in json.loads(file.read_text(encoding="utf-8")):
            yield from walk(table)
    for row in _rows(folder / "sota_extractor" / "synonyms.csv", delimiter=","):
        yield Candidate(row["task"], _TASK, (row["synonym"].strip(' "'),))


def _cso(folder: Path) -> Iterator[Candidate]:
    for row in _rows(folder / "cso" / "cso_3.4.1_labels.csv", delimiter=","):
        yield Candidate(row["Label"], type_by_head(row["Label"]))


def _physh(folder: Path) -> Iterator[Candidate]:
    for row in _rows(folder / "physh" / "physh_terms.tsv"):
        facets = _split(row["facets"])
        if facets and not row["deprecated"] and facets != ("Professional Topics",):
            method = all(facet.endswith("Techniques") for facet in facets)
            yield Candidate(row["label"], _METHOD if method else _CONCEPT, _split(row["alt"]))


def _uat(folder: Path) -> Iterator[Candidate]:
    for row in _rows(folder / "uat" / "uat_terms.tsv"):
        yield Candidate(row["label"], type_by_head(row["label"]), _split(row["alt"]))


def _mathgloss(folder: Path) -> Iterator[Candidate]:
    for row in _rows(folder / "mathgloss" / "database.csv", delimiter=","):
        labels = ("Wikidata Label", "Chicago Name", "Mathlib Name", "nLab Name")
        name, *others = [row[label] for label in labels if row[label]] or [""]
        yield Candidate(name, type_by_head(name), tuple(others))
    for file in ("chicago", "mathlib"):
        for row in _rows(folder / "mathgloss" / f"{file}.csv", delimiter=","):
            yield Candidate(row["title"], type_by_head(row["title"]))


def _nlab(folder: Path) -> Iterator[Candidate]:
    for row in _rows(folder / "mathgloss" / "nlab.csv", delimiter=","):
        # Titles in capitals throughout are people, books and notes; terms are in lower case.
        if not all(word[:1].isupper() for word in row["title"].split()):
            yield Candidate(row["title"], type_by_head(row["title"]))


def _planetmath(folder: Path) -> Iterator[Candidate]:
    prose = re.compile(
        r"\b(?:proof|example|examples|derivation|properties|alternative|that|is|are|does|not|every|any"
        r"|criterion for|theorem on|list|table|article|topics?|index|some|between|bibliography)\b"
    )
    for row in _rows(folder / "mathgloss" / "planetmath.csv", delimiter=","):
        title = row["title"]
        if not prose.search(title) and not all(word[:1].isupper() for word in title.split()):
            yield Candidate(title, type_by_head(title))


def _huggingface(folder: Path) -> Iterator[Candidate]:
    names = folder / "huggingface"
    for row in _rows(names / "tasks.tsv"):
        yield Candidate(row["name"], _TASK)
    for row in _rows(names / "evaluate_metrics.tsv"):
        # Sets that have a scorer of their own stand among the metrics.
        if row["title"] not in {
            "Competition MATH",
            "GLUE",
            "SuperGLUE",
            "SQuAD",
            "SQuAD v2",
            "XNLI",
        }:
            yield Candidate(row["title"].removesuffix(" Metric"), _METRIC)
    for row in _rows(names / "transformers_models.tsv"):
        yield Candidate(row["model"], _METHOD)
    for row in _rows(names / "datasets_2022.tsv"):
        yield Candidate(row["pretty_name"].removesuffix(" Dataset"), _DATASET)


def _eval_harness(folder: Path) -> Iterator[Candidate]:
    for row in _rows(folder / "lm_eval_titles.tsv"):
        if row["title"] != "Task-name":
            yield Candidate(re.sub(r" (?:Benchmark|BENCH)$|:.*", "", row["title"]), _DATASET)


def _models(file: str, column: str) -> Callable[[Path], Iterator[Candidate]]:
    """Make the reader of a list of models; a name's version and size are cut off."""

    def read(folder: Path) -> Iterator[Candidate]:
        for row in _rows(folder / file):
            family = re.split(r"[_ ]|-\d+(?:\.\d+)?[bB]\b", row[column])[0]
            if len(re.sub(r"[\W\d]", "", family)) >= 4 or not family.islower():
                yield Candidate(family, _METHOD)

    return read


def _torchmetrics(folder: Path) -> Iterator[Candidate]:
    for row in _rows(folder / "torchmetrics_metrics.tsv"):
        if row["area"] not in {"aggregation", "references", "wrappers", "pages"}:
            yield Candidate(row["name"], _METRIC)


def _arxiv_abbreviations(folder: Path) -> Iterator[Candidate]:
    for long, short in iter_terms(folder.parent / "arxiv_abstracts"):
        shorts = (short,) if short is not None else ()
        yield Candidate(long, type_by_head(long, default=_METHOD), shorts)


def _nlp_fos(folder: Path) -> Iterator[Candidate]:
    for row in _rows(folder / "nlp_fos" / "nlp_fos_terms.tsv"):
        kind = row["types"].partition("|")[0]
        entity_type = {"Task": _TASK, "Method": _METHOD}.get(kind, _CONCEPT)
        yield Candidate(row["label"], entity_type, _split(row["alt"]))


def _nlp_progress(folder: Path) -> Iterator[Candidate]:
    for row in _rows(folder / "nlp_progress" / "headings.tsv"):
        name = row["heading"]
        if row["level"] == "1":
            yield Candidate(name, _TASK)
        elif re.fullmatch(r"\S*[A-Z0-9]\S*[A-Z0-9]\S*", name):
            yield Candidate(name, _DATASET)


def _arxiv(folder: Path) -> Iterator[Candidate]:
    for row in _rows(folder / "arxiv_taxonomy" / "categories.tsv"):
        if not re.search(r"\b(?:General|Other)\b|,", row["name"]):
            yield Candidate(row["name"], _CONCEPT)


#: Id of a source → its reader: folder of the vocabularies (the abstracts stand beside it) →
#: candidates, in the order of the files.
READERS: Final[Mapping[str, Callable[[Path], Iterable[Candidate]]]] = MappingProxyType(
    {
        "pwc": _pwc,
        "sota-extractor": _sota_extractor,
        "cso": _cso,
        "physh": _physh,
        "uat": _uat,
        "mathgloss": _mathgloss,
        "nlab": _nlab,
        "planetmath": _planetmath,
        "huggingface": _huggingface,
        "lm-eval": _eval_harness,
        "timm": _models("timm_models.tsv", "architecture"),
        "open-llms": _models("open_llms.tsv", "name"),
        "torchmetrics": _torchmetrics,
        "nlp-fos": _nlp_fos,
        "nlp-progress": _nlp_progress,
        "arxiv": _arxiv,
        "arxiv-abbreviations": _arxiv_abbreviations,
    }
)
