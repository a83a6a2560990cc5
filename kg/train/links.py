"""Vocabularies → ``ontology/links``: which label names which term of the world's vocabularies.

Run it from the root of the project; the same input gives the same bytes::

    python -m kg.train.links --shared ../shared --out ontology/links

One file a vocabulary, under its licence. Columns: key (as names are compared), IRI, label, and
``alt`` for a label that its vocabulary does not prefer. ``broader.tsv`` has pairs of keys that a
vocabulary sets below one another.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from kg.link.keys import squeeze
from kg.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

__all__ = ["VOCABULARIES", "Term", "Vocabulary", "broader_pairs", "link_key", "main", "read_terms"]

_PREFERRED: Final = "http://www.w3.org/2004/02/skos/core#prefLabel"
_OTHER: Final = "http://www.w3.org/2004/02/skos/core#altLabel"


@dataclass(frozen=True, slots=True, order=True)
class Term:
    """A term of a vocabulary under one of its labels.

    Attributes
    ----------
    label : str
        The label.
    iri : str
        The term.
    alt : bool
        Whether its vocabulary prefers another label.
    """

    label: str
    iri: str
    alt: bool = False


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A vocabulary: how it is read, on what terms.

    Attributes
    ----------
    id : str
        Name of its file and of its rule.
    licence : str
        SPDX id of the licence of the labels.
    credit : str
        Whom to name.
    read : callable
        Folder of the vocabularies → terms.
    """

    id: str
    licence: str
    credit: str
    read: Callable[[Path], Iterator[Term]]


def link_key(label: str) -> str:
    """Give the key under which a label is looked up: no case, space, hyphen, plural.

    Parameters
    ----------
    label : str
        A label or a name.

    Returns
    -------
    str
        The key; empty for what is no name.

    Examples
    --------
    >>> link_key("Graph Neural Networks")
    'graphneuralnetwork'
    """
    return squeeze(fold(label).key)


def _rows(path: Path, delimiter: str) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        if delimiter == ",":
            yield from ({k: v or "" for k, v in row.items() if k} for row in csv.DictReader(file))
            return
        names, *rows = (line.rstrip("\r\n").split(delimiter) for line in file)
        for row in rows:
            yield dict(zip(names, [*row, *[""] * len(names)], strict=False))


def _cso(folder: Path) -> Iterator[Term]:
    for row in _rows(folder / "cso" / "cso_3.4.1_labels.csv", ","):
        label = row["Label"].strip()
        topic = quote(label.replace(" ", "_"), safe="_-.~!$&'()*+,;=:@/")
        yield Term(label, f"https://cso.kmi.open.ac.uk/topics/{topic}")


def _physh_records(folder: Path) -> list[dict[str, Any]]:
    with gzip.open(folder / "physh" / "physh.json.gz", "rt", encoding="utf-8") as file:
        records: list[dict[str, Any]] = json.load(file)
    return records


def _physh(folder: Path) -> Iterator[Term]:
    for record in _physh_records(folder):
        for name, alt in ((_PREFERRED, False), (_OTHER, True)):
            for label in record.get(name, ()):
                yield Term(label["@value"], record["@id"], alt)


def _uat(folder: Path) -> Iterator[Term]:
    for record in json.loads((folder / "uat" / "UAT_list.json").read_text("utf-8")):
        yield Term(record["name"], record["uri"])
        for label in record.get("altNames") or ():
            yield Term(label, record["uri"], alt=True)


def _wikidata(folder: Path) -> Iterator[Term]:
    for row in _rows(folder / "mathgloss" / "database.csv", ","):
        if re.fullmatch(r"Q\d+", row["Wikidata ID"]) and row["Wikidata Label"]:
            iri = f"http://www.wikidata.org/entity/{row['Wikidata ID']}"
            yield Term(row["Wikidata Label"], iri)


def _pwc_methods(folder: Path) -> Iterator[Term]:
    path = folder / "pwc" / "methods_2022-05.json.gz"
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for record in json.load(file):
            yield Term(record["name"], record["url"])
            if record["full_name"] and record["full_name"] != record["name"]:
                yield Term(record["full_name"], record["url"])


def _pwc_tasks(folder: Path) -> Iterator[Term]:
    text = (folder / "pwc" / "2025-07" / "all_tasks.txt").read_text("utf-8")
    for line in text.splitlines():
        label = line.strip().strip('"').strip()
        slug = re.sub(r"[^a-z0-9]+", "-", label.casefold()).strip("-")
        if slug and re.fullmatch(r"[A-Za-z0-9 '\-]+", label):
            yield Term(label, f"https://paperswithcode.com/task/{slug}")


def _huggingface(folder: Path) -> Iterator[Term]:
    for row in _rows(folder / "huggingface" / "tasks.tsv", "\t"):
        if row["kind"] == "pipeline":
            yield Term(row["name"], f"https://huggingface.co/tasks/{row['pipeline']}")
    for row in _rows(folder / "huggingface" / "evaluate_metrics.tsv", "\t"):
        iri = f"https://huggingface.co/spaces/evaluate-metric/{row['id']}"
        yield Term(row["title"], iri)
    for row in _rows(folder / "huggingface" / "datasets_2022.tsv", "\t"):
        iri = f"https://huggingface.co/datasets/{row['id']}"
        label = re.sub(r"\s+(?:[Dd]ataset|[Cc]orpus)$", "", row["pretty_name"])
        for one in sorted({label, row["id"].rpartition("/")[2]} - {""}):
            yield Term(one, iri, alt=one != label)


def _arxiv(folder: Path) -> Iterator[Term]:
    for row in _rows(folder / "arxiv_taxonomy" / "categories.tsv", "\t"):
        yield Term(row["name"], f"https://arxiv.org/list/{row['id']}/recent")


VOCABULARIES: Final = (
    Vocabulary("pwc-methods", "CC-BY-SA-4.0", "Papers with Code, methods of May 2022",
               _pwc_methods),
    Vocabulary("pwc-tasks", "CC-BY-SA-4.0", "Papers with Code, tasks of July 2025", _pwc_tasks),
    Vocabulary("huggingface", "Apache-2.0", "Hugging Face: tasks (MIT), data sets, metrics",
               _huggingface),
    Vocabulary("wikidata", "CC0-1.0", "Wikidata, by way of MathGloss (MIT)", _wikidata),
    Vocabulary("physh", "CC0-1.0", "American Physical Society, Physics Subject Headings", _physh),
    Vocabulary("uat", "CC-BY-SA-3.0", "American Astronomical Society, Unified Astronomy Thesaurus",
               _uat),
    Vocabulary("cso", "CC-BY-4.0", "Salatino et al., The Computer Science Ontology 3.4.1", _cso),
    Vocabulary("arxiv", "MIT", "arXiv category taxonomy, Cornell University", _arxiv),
)  # fmt: skip


def read_terms(vocabulary: Vocabulary, folder: Path) -> list[tuple[str, Term]]:
    """Read a vocabulary; a label that names two of its terms is left out.

    Parameters
    ----------
    vocabulary : Vocabulary
        The vocabulary.
    folder : Path
        Folder of the vocabularies.

    Returns
    -------
    list of (str, Term)
        Key and term, sorted; each key once, with a preferred label where there is one.
    """
    by_key: dict[str, list[Term]] = {}
    for term in vocabulary.read(folder):
        if not re.search(r"[\t\n|()]", term.label) and len(link_key(term.label)) > 1:
            by_key.setdefault(link_key(term.label), []).append(term)
    chosen = []
    for key, terms in by_key.items():
        preferred = [term for term in terms if not term.alt] or terms
        if len({term.iri for term in preferred}) == 1:
            chosen.append((key, min(preferred)))
    return sorted(chosen)


def broader_pairs(folder: Path) -> list[tuple[str, str, str]]:
    """Read what vocabularies set below one another.

    Not PhySH: there the broader term is the field, not what a thing is a kind of.

    Parameters
    ----------
    folder : Path
        Folder of the vocabularies.

    Returns
    -------
    list of (str, str, str)
        Narrower key, broader key, id of the vocabulary; sorted, without doubles.
    """
    pairs = set()
    for record in json.loads((folder / "uat" / "UAT_list.json").read_text("utf-8")):
        pairs |= {(record["name"], above["name"], "uat") for above in record.get("broader") or ()}
    for row in _rows(folder / "nlp_fos" / "nlp_fos_terms.tsv", "\t"):
        for above in filter(None, row["broader"].split("|")):
            pairs.add((row["label"], above, "nlp-fos"))
    for row in _rows(folder / "pwc" / "tasks_2020.tsv", "\t"):
        if row["task"] and row["parent"]:
            pairs.add((row["task"], row["parent"], "pwc"))
    keyed = {(link_key(low), link_key(high), source) for low, high, source in pairs}
    return sorted(one for one in keyed if one[0] and one[1] and one[0] != one[1])


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the tables.

    Parameters
    ----------
    arguments : sequence of str, optional
        ``--shared`` and ``--out``; from the command line if not given.
    """
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--out", type=Path, default=Path("ontology/links"))
    options = parser.parse_args(arguments)
    folder = options.shared / "data" / "vocab"
    options.out.mkdir(parents=True, exist_ok=True)
    for vocabulary in VOCABULARIES:
        lines = [f"# {vocabulary.credit}", f"# Licence of this file: {vocabulary.licence}"]
        lines.append("# key\tIRI\tlabel\talt")
        for key, term in read_terms(vocabulary, folder):
            lines.append("\t".join([key, term.iri, term.label, *(["alt"] if term.alt else [])]))
        _write(options.out / f"{vocabulary.id}.tsv", lines)
    lines = [
        "# From UAT (CC-BY-SA-3.0), NLP fields of study (MIT), Papers with Code (CC-BY-SA-4.0)",
        "# Licence of this file: CC-BY-SA-4.0",
        "# narrower key\tbroader key\tvocabulary",
        *("\t".join(pair) for pair in broader_pairs(folder)),
    ]
    _write(options.out / "broader.tsv", lines)


def _write(path: Path, lines: Sequence[str]) -> None:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
