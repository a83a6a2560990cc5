"""Abstracts → in how many of them each word stands, and how alike those are.

``kg.link.frequencies`` weighs words by the first, ``kg.link.homonyms`` asks the second: abstracts
with "diffeomorphism" are alike, those with "threshold" are not, so that the latter word may well
mean two things in two papers.

Run it from the root of the project (needs the extra ``train``; some minutes on one core)::

    python -m kg.train.frequencies --shared ../shared
"""

from __future__ import annotations

import argparse
import gzip
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kg.link.frequencies import COMMON, MIN_ABSTRACTS, words_of
from kg.train.neural.material import ABSTRACTS, read_abstracts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

__all__ = ["count_words", "main", "measure_coherence", "render_table"]

#: Words whose rows are multiplied at once.
BLOCK: Final = 500

_TARGET: Final = Path(__file__).resolve().parents[1] / "link" / "data" / "frequencies.tsv.gz"


def count_words(texts: Iterable[str], *, least: int = MIN_ABSTRACTS) -> dict[str, int]:
    """Count in how many texts each word stands.

    Parameters
    ----------
    texts : iterable of str
        Titles with their abstracts.
    least : int
        Words of fewer texts are left out.

    Returns
    -------
    dict of str to int
        Sorted by word.

    Examples
    --------
    >>> count_words(["the graph of the graph", "a graph"], least=2)
    {'graph': 2}
    """
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(words_of(text))
    return {word: counts[word] for word in sorted(counts) if counts[word] >= least}


def measure_coherence(texts: Sequence[str], counts: Mapping[str, int]) -> dict[str, float]:
    """Measure how alike the texts of each word are, but for the word itself.

    Parameters
    ----------
    texts : sequence of str
        Titles with their abstracts.
    counts : mapping of str to int
        The words, with the number of their texts.

    Returns
    -------
    dict of str to float
        Word → mean cosine of two of its texts, 0 to 1; words weigh by their inverse frequency.

    Notes
    -----
    The mean over all pairs comes from the square of the sum of the vectors, so that the cost is
    that of one product of matrices.
    """
    import numpy as np
    from scipy.sparse import csr_matrix, diags

    column = {word: at for at, word in enumerate(counts)}
    rows = [sorted(column[word] for word in words_of(text) if word in column) for text in texts]
    starts = np.cumsum([0, *map(len, rows)])
    columns = np.concatenate([np.array(row, dtype=np.int32) for row in rows])
    shape = (len(rows), len(column))
    there: Any = csr_matrix((np.ones(len(columns), dtype=np.float32), columns, starts), shape=shape)
    shares = np.array([counts[word] for word in column]) / len(rows)
    weighed = there @ diags(np.where(shares > COMMON, 0.0, -np.log(shares)).astype(np.float32))
    lengths = np.sqrt(np.asarray(weighed.multiply(weighed).sum(axis=1)).ravel())
    vectors = (diags(1 / np.maximum(lengths, 1e-9)) @ weighed).tocsr()
    by_word, words = there.T.tocsr(), list(column)
    squares = vectors.multiply(vectors)
    found = {}
    for start in range(0, len(words), BLOCK):
        block = by_word[start : start + BLOCK]
        sums, own = (block @ vectors).toarray() ** 2, (block @ squares).toarray()
        for at, word in enumerate(words[start : start + BLOCK]):
            forms = [column[one] for one in _forms(word) if one in column]
            sums[at, forms] = own[at, forms] = 0.0
            n = counts[word]
            found[word] = max(0.0, float(sums[at].sum() - own[at].sum()) / (n * (n - 1)))
    return found


def _forms(word: str) -> tuple[str, ...]:
    return (word, f"{word}s", f"{word}es", word.removesuffix("s"), word.removesuffix("es"))


def render_table(counts: Mapping[str, int], coherence: Mapping[str, float]) -> bytes:
    """Write the shipped file: gzip without a date.

    Parameters
    ----------
    counts, coherence : mapping
        By word, sorted.

    Returns
    -------
    bytes
        Lines ``word<TAB>count<TAB>coherence`` (in ten-thousandths), packed.
    """
    lines = (f"{word}\t{n}\t{round(coherence[word] * 1e4)}\n" for word, n in counts.items())
    return gzip.compress("".join(lines).encode(), 9, mtime=0)


def main(arguments: Sequence[str] | None = None) -> int:
    """Count, measure and write the shipped file.

    Parameters
    ----------
    arguments : sequence of str, optional
        Command line; that of the process when left out.

    Returns
    -------
    int
        0.
    """
    parser = argparse.ArgumentParser(prog="python -m kg.train.frequencies", description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="folder with data/")
    options = parser.parse_args(arguments)
    papers = (paper for name in ABSTRACTS for paper in read_abstracts(options.shared, name))
    texts = [paper.text for paper in papers]
    counts = count_words(texts)
    _TARGET.write_bytes(render_table(counts, measure_coherence(texts, counts)))
    sys.stdout.write(f"{len(counts)} words\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
