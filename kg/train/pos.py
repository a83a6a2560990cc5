"""UD English-EWT → the shipped part-of-speech tagger: ``python -m kg.train.pos --shared DIR``."""

from __future__ import annotations

import argparse
import gzip
import random
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pycrfsuite

from kg.extract.pos import POS_MODEL, pos_features

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["main", "read_conllu", "train_pos"]

#: One in so many training sentences is given a second time in Title Case, so that titles of
#: papers are not all proper nouns.
_TITLE_EVERY: Final = 6

Sentence = tuple[tuple[str, ...], tuple[str, ...]]


def read_conllu(path: Path) -> Iterator[Sentence]:
    """Read words and Penn tags.

    Parameters
    ----------
    path : Path
        A gzipped CoNLL-U file.

    Yields
    ------
    tuple of (tuple of str, tuple of str)
        Words and tags of a sentence; ranges of multiword tokens and empty nodes are left out.
    """
    words: list[str] = []
    tags: list[str] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            fields = line.rstrip("\n").split("\t")
            if len(fields) > 4 and fields[0].isdigit():
                words.append(fields[1])
                tags.append(fields[4])
            elif not line.strip() and words:
                yield tuple(words), tuple(tags)
                words, tags = [], []


def _in_title_case(sentence: Sentence) -> Sentence:
    words, tags = sentence
    small = {"IN", "DT", "CC", "TO"}
    return (
        tuple(
            word if tag in small else word[:1].upper() + word[1:]
            for word, tag in zip(words, tags, strict=True)
        ),
        tags,
    )


def train_pos(sentences: Sequence[Sentence], model: Path, *, seed: int = 0) -> None:
    """Train and write the model.

    Parameters
    ----------
    sentences : sequence of (tuple of str, tuple of str)
        Words and tags.
    model : Path
        Where the model is written.
    seed : int, optional
        Of the choice of sentences that are repeated in Title Case.
    """
    choice = random.Random(seed)  # noqa: S311 - a repeatable choice, not a secret
    extra = [
        _in_title_case(one) for one in choice.sample(sentences, len(sentences) // _TITLE_EVERY)
    ]
    trainer = pycrfsuite.Trainer(algorithm="ap", verbose=False)
    trainer.set_params({"max_iterations": 12, "feature.minfreq": 5})
    for words, tags in (*sentences, *extra):
        trainer.append(pos_features(words), tags)
    trainer.train(str(model))


def measure_pos(sentences: Sequence[Sentence], model: Path) -> float:
    """Give the share of words that get the right tag.

    Parameters
    ----------
    sentences : sequence of (tuple of str, tuple of str)
        Held-out words and tags.
    model : Path
        A trained model.

    Returns
    -------
    float
        0 to 1.
    """
    tagger = pycrfsuite.Tagger()
    tagger.open(str(model))
    right = total = 0
    for words, tags in sentences:
        found = tagger.tag(pos_features(words))
        right += sum(one == other for one, other in zip(found, tags, strict=True))
        total += len(tags)
    return right / total


def main(arguments: Sequence[str] | None = None) -> int:
    """Train the shipped tagger and print its accuracy.

    Parameters
    ----------
    arguments : sequence of str, optional
        Of the command line.

    Returns
    -------
    int
        Exit status.
    """
    parser = argparse.ArgumentParser(prog="python -m kg.train.pos", description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="folder with data/")
    options = parser.parse_args(arguments)
    folder = options.shared / "data" / "ud_english_ewt"
    model = Path(__file__).parents[1] / "extract" / "data" / POS_MODEL
    train_pos(list(read_conllu(folder / "en_ewt-ud-train.conllu.gz")), model)
    for split in ("dev", "test"):
        accuracy = measure_pos(list(read_conllu(folder / f"en_ewt-ud-{split}.conllu.gz")), model)
        sys.stdout.write(f"{split}: {accuracy:.4f}\n")
    sys.stdout.write(f"{model.name}: {model.stat().st_size / 1e6:.1f} MB\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
