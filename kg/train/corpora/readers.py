"""Files of the corpora beside the checkout → :class:`Corpus`.

SciERC (Luan et al. 2018), SciER (Zhang et al. 2024) and TDMSci (Hou et al. 2021), as they lie in
``data/`` of the shared folder.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from kg.errors import InputError, VocabularyError
from kg.train.corpora.alignment import align
from kg.train.corpora.documents import Corpus, Document, Mention, Published, Related

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

__all__ = ["CORPORA", "read_corpus"]


def read_corpus(name: str, shared: Path) -> Corpus:
    """Read a corpus.

    Parameters
    ----------
    name : str
        One of :data:`CORPORA`.
    shared : Path
        The shared folder.

    Returns
    -------
    Corpus
        All its parts.

    Raises
    ------
    InputError
        If a file is missing or a line cannot be read.
    VocabularyError
        If no corpus has this name.
    """
    if name not in CORPORA:
        raise VocabularyError("corpus", name, tuple(CORPORA))
    try:
        return CORPORA[name](shared / "data" / name)
    except FileNotFoundError as error:
        raise InputError(str(error.filename), f"not there; it holds a part of {name}") from error


def _records(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for at, line in enumerate(lines, start=1):
            try:
                record = json.loads(line)
            except ValueError as error:
                raise InputError(f"{path}:{at}", f"no JSON: {error}") from error
            yield record


def read_dygie(record: Mapping[str, Any]) -> Document:
    """Read a document in the format of DyGIE: word numbers of the document, ends included.

    Parameters
    ----------
    record : Mapping
        ``sentences``, ``ner``, ``relations`` and an id.

    Returns
    -------
    Document
        Annotated.
    """
    ends, at = [], 0
    for sentence in record["sentences"]:
        at += len(sentence)
        ends.append(at)
    return Document(
        str(record.get("doc_key", record.get("doc_id"))),
        tuple(word for sentence in record["sentences"] for word in sentence),
        tuple(ends),
        tuple(Mention((a, b + 1), label) for found in record["ner"] for a, b, label in found),
        tuple(
            Related((a, b + 1), (c, d + 1), label)
            for found in record["relations"]
            for a, b, c, d, label in found
        ),
    )


def read_strings(records: Iterable[Mapping[str, Any]]) -> tuple[Document, ...]:
    """Read documents whose mentions are given as strings, sentence by sentence.

    Parameters
    ----------
    records : iterable of Mapping
        ``doc_id``, ``sentence`` (words with spaces between), ``ner``, ``rel``.

    Returns
    -------
    tuple of Document
        In the order in which they begin.
    """
    documents: dict[str, list[Mapping[str, Any]]] = {}
    for record in records:
        documents.setdefault(record["doc_id"], []).append(record)
    return tuple(_joined(name, sentences) for name, sentences in documents.items())


def _joined(name: str, sentences: Iterable[Mapping[str, Any]]) -> Document:
    words: list[str] = []
    ends: list[int] = []
    mentions: list[Mention] = []
    relations: list[Related] = []
    for one in sentences:
        found, related = align(one["sentence"].split(" "), one["ner"], one["rel"], len(words))
        mentions += found
        relations += related
        words += one["sentence"].split(" ")
        ends.append(len(words))
    return Document(name, tuple(words), tuple(ends), tuple(mentions), tuple(relations))


def read_conll(lines: Iterable[str], name: str) -> tuple[Document, ...]:
    """Read sentences of ``word TAB offset TAB tag`` lines, one document each.

    Parameters
    ----------
    lines : iterable of str
        Sentences with empty lines between them; tags begin a mention with B.
    name : str
        Of the part; the documents are numbered.

    Returns
    -------
    tuple of Document
        In order.
    """
    sentences: list[list[tuple[str, str]]] = [[]]
    for line in lines:
        fields = line.rstrip("\n").split("\t")
        if len(fields) >= 3:
            sentences[-1].append((fields[0], fields[-1]))
        elif sentences[-1]:
            sentences.append([])
    return tuple(
        Document(
            f"{name}-{at}",
            tuple(word for word, _ in found),
            (len(found),),
            tuple(_mentions([tag for _, tag in found])),
        )
        for at, found in enumerate(sentences)
        if found
    )


def _mentions(tags: list[str]) -> Iterator[Mention]:
    start, kind = 0, ""
    for at, tag in enumerate([*tags, "O"]):
        prefix, _, label = tag.partition("-")
        if kind and (prefix != "I" or label != kind):
            yield Mention((start, at), kind)
            kind = ""
        if prefix == "B" or (prefix == "I" and not kind):
            start, kind = at, label


def _scierc(folder: Path) -> Corpus:
    parts = {
        part: tuple(map(read_dygie, _records(folder / f"{part}.json")))
        for part in ("train", "dev", "test")
    }
    return Corpus(
        "scierc",
        ("Task", "Method", "Metric", "Material", "OtherScientificTerm", "Generic"),
        ("USED-FOR", "FEATURE-OF", "HYPONYM-OF", "PART-OF", "EVALUATE-FOR", *_SYMMETRIC),
        frozenset(_SYMMETRIC),
        parts,
        max_width=12,
        published=_PUBLISHED["scierc"],
    )


_SYMMETRIC: Final = ("COMPARE", "CONJUNCTION")


def _scier(folder: Path) -> Corpus:
    parts = {"train": read_strings(_records(folder / "LLM" / "train.jsonl"))}
    for part in ("dev", "test", "test_ood"):
        parts[part] = tuple(map(read_dygie, _records(folder / "PLM" / f"{part}.jsonl")))
    return Corpus(
        "scier",
        ("Method", "Dataset", "Task"),
        (
            *("Used-For", "Part-Of", "Synonym-Of", "Compare-With", "Evaluated-With"),
            *("SubClass-Of", "Benchmark-For", "Trained-With", "SubTask-Of"),
        ),
        frozenset(),
        parts,
        max_width=9,
        published=_PUBLISHED["scier"],
    )


#: Every so many-th sentence of TDMSci's train part chooses the epoch: it has no dev part.
_DEV_EVERY: Final = 10


def _tdmsci(folder: Path) -> Corpus:
    parts = {}
    for part, file in (("train", "train_1500_v2"), ("test", "test_500_v2")):
        with (folder / f"{file}.conll").open(encoding="utf-8") as lines:
            parts[part] = read_conll(lines, part)
    dev = parts["train"][::_DEV_EVERY]
    train = tuple(one for at, one in enumerate(parts["train"]) if at % _DEV_EVERY)
    return Corpus(
        "tdmsci",
        ("TASK", "DATASET", "METRIC"),
        (),
        frozenset(),
        {"train": train, "dev": dev, "test": parts["test"]},
        max_width=10,
        published=_PUBLISHED["tdmsci"],
    )


_PUBLISHED: Final[Mapping[str, tuple[Published, ...]]] = {
    "scierc": (
        Published("DyGIE++ (Wadden et al. 2019)", "test", {"NER": 68.5, "Rel, once": 46.2}),
        Published("PL-Marker (Ye et al. 2022)", "test", {"NER": 69.9, "Rel, both ways": 53.2}),
    ),
    "scier": (),
    "tdmsci": (),
}

#: How each corpus is read.
CORPORA: Final[Mapping[str, Callable[[Path], Corpus]]] = {
    "scierc": _scierc,
    "scier": _scier,
    "tdmsci": _tdmsci,
}
