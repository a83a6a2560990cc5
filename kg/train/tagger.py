"""Gold annotations → the shipped mention tagger and type model, and how well they do.

::

    python -m kg.train.tagger --shared ../shared            # trains and writes the shipped models
    python -m kg.train.tagger --shared ../shared --cv 5     # cross-validates instead

Only ``gold/train.jsonl`` is learnt from. Nothing is random; the same inputs give the same models.
The shipped tagger also looks at the table of :mod:`kg.train.surfaces`, which must be made first;
cross-validation goes without it, since the table was made by a tagger that saw every fold.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pycrfsuite

from kg.extract.abbreviations import Abbreviation, find_abbreviations
from kg.extract.entities import thing_keys
from kg.extract.features import PaperWords, paper_features
from kg.extract.kinds import KIND_MODEL, FlatWords, kind_features
from kg.extract.lexicon import Lexicon, load_lexicon
from kg.extract.linear import LinearModel
from kg.extract.marks import paper_words
from kg.extract.pos import POS_MODEL, tag_words
from kg.extract.reading import Reading, make_reader, read_paper
from kg.extract.surfaces import SURFACES_FILE, SurfaceTable, load_surfaces
from kg.extract.tagger import TAGGER_MODEL, TYPES, MentionTagger, labels_of_spans
from kg.train.gold import GoldPaper, fold_of, read_gold
from kg.train.mention_figures import measure, tell

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.vocabulary import EntityType

__all__ = ["Material", "main", "prepare", "table_hashes", "train_field", "train_kinds"]

#: Strength of the squared penalty of the field; 1, 2 and 4 tried on one fold.
FIELD_PENALTY: Final = 2.0
FIELD_ITERATIONS: Final = 100

#: Inverse strength of the type model's penalty; 1 and 4 tried on one fold.
KIND_STRENGTH: Final = 4.0

#: A feature counts if so many papers (tagger) or things (types) have it.
MIN_PAPERS: Final = 2

_DATA: Final = Path(__file__).resolve().parents[1] / "extract" / "data"


@dataclass(frozen=True)
class Material:
    """One annotated paper, read.

    Attributes
    ----------
    gold : GoldPaper
        Paper and annotation.
    reading : Reading
        Its tokens.
    words : PaperWords
        What the tagger looks at.
    abbreviations : tuple of Abbreviation
        Those that the paper explains.
    spans : tuple of (int, int, EntityType)
        Annotated mentions that begin and end with a token, as tokens.
    """

    gold: GoldPaper
    reading: Reading
    words: PaperWords
    abbreviations: tuple[Abbreviation, ...]
    spans: tuple[tuple[int, int, EntityType], ...]


def prepare(papers: Iterable[GoldPaper], *, surfaces: SurfaceTable | None) -> list[Material]:
    """Read annotated papers.

    Parameters
    ----------
    papers : iterable of GoldPaper
        In any order.
    surfaces : SurfaceTable or None
        How surfaces were read elsewhere; None for a tagger that makes do without.

    Returns
    -------
    list of Material
        In the same order.
    """
    nlp, lexicon = make_reader(), load_lexicon()
    return [_prepare_one(one, read_paper(one.paper, nlp), lexicon, surfaces) for one in papers]


def _prepare_one(
    gold: GoldPaper, reading: Reading, lexicon: Lexicon, surfaces: SurfaceTable | None
) -> Material:
    tags: list[str] = []
    for sentence in reading.sentences:
        tokens = reading.tokens[sentence.first : sentence.last]
        tags.extend(tag_words([token.text for token in tokens]))
    abbreviations = find_abbreviations(reading)
    spans = []
    for span, kind in gold.spans.items():
        first, last = reading.tokens_of(span)
        tokens = reading.tokens[first:last]
        aligned = tokens and span.start <= tokens[0].start and tokens[-1].end <= span.end
        if aligned and reading.sentence_at(first).last >= last:
            spans.append((first, last, kind))
    words = paper_words(reading, tags, abbreviations, lexicon, surfaces)
    return Material(gold, reading, words, abbreviations, tuple(spans))


def _rows_of_labels(one: Material) -> list[list[str]]:
    labels = labels_of_spans(len(one.reading.tokens), one.spans)
    return [labels[sentence.first : sentence.last] for sentence in one.reading.sentences]


def train_field(material: Sequence[Material]) -> bytes:
    """Train the tagger.

    Parameters
    ----------
    material : sequence of Material
        Papers to learn from.

    Returns
    -------
    bytes
        A CRFsuite model.
    """
    seen: Counter[str] = Counter()
    features = [paper_features(one.words) for one in material]
    for rows in features:
        seen.update({name for row in rows for word in row for name in word})
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params({"c1": 0.0, "c2": FIELD_PENALTY, "max_iterations": FIELD_ITERATIONS})
    for one, rows in zip(material, features, strict=True):
        for row, labels in zip(rows, _rows_of_labels(one), strict=True):
            kept = [[name for name in word if seen[name] >= MIN_PAPERS] for word in row]
            trainer.append(kept, labels)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model"
        trainer.train(str(path))
        return path.read_bytes()


def train_kinds(material: Sequence[Material]) -> dict[str, Any]:
    """Train the type model on annotated things.

    Parameters
    ----------
    material : sequence of Material
        Papers to learn from.

    Returns
    -------
    dict
        Ready for JSON; ``LinearModel.from_record`` reads it.
    """
    import numpy as np
    from scipy import sparse
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    rows, kinds = [], []
    for one in material:
        flat = FlatWords(one.words)
        keys = thing_keys(one.reading, [span[:2] for span in one.spans], one.abbreviations)
        for key in dict.fromkeys(keys):
            spans = [span for span, other in zip(one.spans, keys, strict=True) if other == key]
            rows.append(dict.fromkeys(kind_features(flat, [span[:2] for span in spans]), 1.0))
            kinds.append(Counter(str(span[2]) for span in spans).most_common(1)[0][0])
    vectorizer = DictVectorizer()
    table = vectorizer.fit_transform(rows)
    common = np.flatnonzero(np.asarray(table.sum(axis=0)).ravel() >= MIN_PAPERS)
    table = table[:, common]
    lengths = np.sqrt(np.maximum(1.0, np.asarray(table.sum(axis=1)).ravel()))
    model = LogisticRegression(C=KIND_STRENGTH, max_iter=200)
    model.fit(sparse.diags(1.0 / lengths) @ table, kinds)
    order = [list(model.classes_).index(str(kind)) for kind in TYPES]
    weights = np.rint(model.coef_[order] * 1000).astype(int)
    names = vectorizer.get_feature_names_out()[common]
    return {
        "labels": [str(kind) for kind in TYPES],
        "bias": np.rint(model.intercept_[order] * 1000).astype(int).tolist(),
        "weights": {
            str(name): column.tolist()
            for name, column in zip(names, weights.T, strict=True)
            if np.abs(column).max() >= 10
        },
    }


def _cross_validate(material: Sequence[Material], n_folds: int) -> None:
    total: dict[str, Counter[str]] = {}
    for fold in range(n_folds):
        learnt = [one for one in material if fold_of(one.gold.paper.id, n_folds) != fold]
        held = [one for one in material if fold_of(one.gold.paper.id, n_folds) == fold]
        tagger = MentionTagger(train_field(learnt))
        kinds = LinearModel.from_record(train_kinds(learnt))
        counts = measure(held, tagger, kinds)
        tell(f"fold {fold}: {len(held)} papers", counts)
        for name, count in counts.items():
            total.setdefault(name, Counter()).update(count)
    tell(f"{n_folds} folds together", total)


def table_hashes() -> dict[str, str]:
    """Hash the shipped tables and the model that the tagger's features come from.

    Returns
    -------
    dict of str to str
        SHA-256 by file name. A test compares them with those that the shipped models were
        trained with: a table that has changed since asks for another training.
    """
    return {
        name: hashlib.sha256((_DATA / name).read_bytes()).hexdigest()
        for name in ("clusters.tsv.gz", POS_MODEL, SURFACES_FILE)
    }


def _ship(material: Sequence[Material], dev: Sequence[Material]) -> None:
    field = train_field(material)
    (_DATA / TAGGER_MODEL).write_bytes(gzip.compress(field, compresslevel=9, mtime=0))
    record = train_kinds(material) | {"made_with": table_hashes()}
    packed = json.dumps(record, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    (_DATA / f"{KIND_MODEL}.json.gz").write_bytes(
        gzip.compress(packed.encode(), compresslevel=9, mtime=0)
    )
    tell("dev", measure(dev, MentionTagger(field), LinearModel.from_record(record)))


def main(arguments: Sequence[str] | None = None) -> int:
    """Train the shipped models, or cross-validate.

    Parameters
    ----------
    arguments : sequence of str, optional
        Of the command line.

    Returns
    -------
    int
        Exit status.
    """
    parser = argparse.ArgumentParser(prog="python -m kg.train.tagger", description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="folder with gold/")
    parser.add_argument("--cv", type=int, default=0, help="number of folds; writes no model")
    options = parser.parse_args(arguments)
    folder = options.shared / "gold"
    train = read_gold(folder / "papers.jsonl", folder / "train.jsonl")
    if options.cv:
        _cross_validate(prepare(train, surfaces=None), options.cv)
    else:
        dev = read_gold(folder / "papers.jsonl", folder / "dev.jsonl")
        surfaces = load_surfaces()
        _ship(prepare(train, surfaces=surfaces), prepare(dev, surfaces=surfaces))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
