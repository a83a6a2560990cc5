"""The encoder: words of a paper → a vector a word, and how likely each stretch is a mention.

A small transformer, run by onnxruntime on the processor, trained by :mod:`kg.train.neural`. Each
paper is a batch of its own: the weights are eight-bit numbers and the scale of what passes through
them is taken from the batch, so a neighbour in the batch would change a paper's outcome.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from kg.extract.pieces import MAX_PIECES, PieceMaker

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from importlib.resources.abc import Traversable

    from numpy.typing import NDArray

    from kg.extract.pieces import Pieces

__all__ = ["Encoded", "Encoder", "load_encoder"]

_LEAST_WORDS: Final = 16
_MAX_WORD_PIECES: Final = MAX_PIECES - 2


@dataclass(frozen=True, slots=True)
class Encoded:
    """A paper as the encoder sees it: ``N`` words.

    Attributes
    ----------
    vectors : ndarray of float32, shape (N, d)
        One vector a word.
    scores : ndarray of float32, shape (N, w, 6)
        For the stretch of 1, 2, … ``w`` words from each word on: log-odds of "no mention" and of
        each entity type, in the vocabulary's order.
    """

    vectors: NDArray[np.float32]
    scores: NDArray[np.float32]


class Encoder:
    """Runs the shipped encoder.

    Parameters
    ----------
    model : bytes
        The ONNX file.
    pieces : PieceMaker
        Cuts words into the pieces that the model knows.
    optimised : bool, optional
        True if the file is as the runtime shall run it, step by step.
    """

    def __init__(self, model: bytes, pieces: PieceMaker, *, optimised: bool = False) -> None:
        # One thread: a paper is small, and processes share the cores better (kg.extract.parallel).
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        if optimised:
            # Nothing is left to join: quicker to start, and the same steps on every machine.
            options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
        self._session = onnxruntime.InferenceSession(
            model, options, providers=["CPUExecutionProvider"]
        )
        self._pieces = pieces

    def encode(
        self,
        words: Sequence[str],
        marks: Sequence[Sequence[str]],
        sentence_starts: Sequence[int],
        n_title: int,
    ) -> Encoded:
        """Read a paper.

        Parameters
        ----------
        words : sequence of str
            Its ``N`` tokens, at least one.
        marks : sequence of sequence of str
            What is known of each.
        sentence_starts : sequence of int
            First token of each sentence, ascending; a text that is too long for one pass is cut
            between sentences.
        n_title : int
            Number of tokens of the title.

        Returns
        -------
        Encoded
            Stretches that go over the end of a pass have the scores of what the pass ends with.
        """
        whole = self._pieces.make(words, marks, n_title)
        if len(whole.ids) <= MAX_PIECES:
            return Encoded(*self._run(whole))
        parts = [
            self._run(
                self._pieces.make(words[first:last], marks[first:last], max(0, n_title - first))
            )
            for first, last in self._windows(words, sentence_starts)
        ]
        vectors, scores = zip(*parts, strict=True)
        return Encoded(np.concatenate(vectors), np.concatenate(scores))

    def _run(self, pieces: Pieces) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        n_words = len(pieces.firsts)
        # The network wants as many words as its longest stretch has: fill up with the end.
        filler = np.full(max(0, _LEAST_WORDS - n_words), len(pieces.ids) - 1)
        given = {
            "ids": pieces.ids,
            "shapes": pieces.shapes,
            "marks": pieces.marks,
            "titles": pieces.titles,
            "firsts": np.concatenate([pieces.firsts, filler]),
            "lasts": np.concatenate([pieces.lasts, filler]),
        }
        vectors, scores = self._session.run(
            ["vectors", "scores"], {name: array[None] for name, array in given.items()}
        )
        return vectors[0, :n_words], scores[0, :n_words]

    def _windows(self, words: Sequence[str], starts: Sequence[int]) -> Iterator[tuple[int, int]]:
        """Cut a paper into the fewest stretches of whole sentences that fit into a pass."""
        counts = self._pieces.count(words)
        first, room = 0, _MAX_WORD_PIECES
        for start, end in _cut(counts, [*starts, len(words)]):
            needed = sum(counts[start:end])
            if needed > room and start > first:
                yield first, start
                first, room = start, _MAX_WORD_PIECES
            room -= needed
        yield first, len(words)


def _cut(counts: Sequence[int], borders: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield sentences; one that does not fit into a pass by itself comes in parts."""
    first = 0
    for end in sorted(set(borders) - {0}):
        held = 0
        for at in range(first, end):
            if held and held + counts[at] > _MAX_WORD_PIECES:
                yield first, at
                first, held = at, 0
            held += counts[at]
        yield first, end
        first = end


def load_encoder(folder: Traversable, marks: Sequence[str], *, optimised: bool = False) -> Encoder:
    """Load an encoder.

    Parameters
    ----------
    folder : Traversable
        With ``encoder.onnx`` and ``tokenizer.json``.
    marks : sequence of str
        Marks that it is told of, in its order.
    optimised : bool, optional
        As of :class:`Encoder`.

    Returns
    -------
    Encoder
        Ready to read.
    """
    tokenizer = Tokenizer.from_str((folder / "tokenizer.json").read_text("utf-8"))
    mark_ids = {mark: at for at, mark in enumerate(marks, start=1)}
    model = (folder / "encoder.onnx").read_bytes()
    return Encoder(model, PieceMaker(tokenizer, mark_ids), optimised=optimised)
