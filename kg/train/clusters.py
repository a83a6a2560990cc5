"""Abstracts → word clusters: the words of the field, grouped by the company that they keep.

Vectors are trained on the titles and abstracts (skip-gram with negative sampling), the vectors
are scaled to length one and grouped by k-means, coarse and fine. The tagger takes the number of
a word's group as a feature, so a word that it never saw in training is read like its neighbours.
Only the words and their group numbers are shipped (:mod:`kg.extract.clusters`).

Run it from the root of the project (needs the extra ``train``; about six minutes on one core)::

    PYTHONHASHSEED=0 OMP_NUM_THREADS=1 python -m kg.train.clusters \
        --abstracts ../shared/data/arxiv_abstracts --out kg/extract/data/clusters.tsv.gz

Notes
-----
The input is the arXiv metadata sample (titles and abstracts under CC0 1.0): five files, 120,870
papers, 18 million words. One worker, fixed seeds and files read in sorted order make a second run
on the same machine and library versions give the same bytes; another BLAS may round differently,
so a file rebuilt elsewhere may number or cut some groups in another way.

References
----------
Mikolov, Sutskever, Chen, Corrado, Dean, "Distributed Representations of Words and Phrases and
their Compositionality", NeurIPS 2013 (skip-gram with negative sampling).
Guo, Che, Wang, Liu, "Revisiting Embedding Features for Simple Semi-supervised Learning", EMNLP
2014, section 3.2 (k-means groups of several sizes as features of a linear tagger).
"""

from __future__ import annotations

import argparse
import gzip
import json
import lzma
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kg.extract.clusters import SIZES, cluster_key
from kg.extract.tokens import iter_token_spans

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

__all__ = ["cluster_vectors", "main", "read_sentences", "render_clusters", "train_vectors"]

#: Words seen less often than this have no vector worth grouping.
MIN_COUNT: Final = 5

#: Seed of both steps.
SEED: Final = 20251101

_FORMULA: Final = re.compile(r"\$[^$]*\$")
_COMMAND: Final = re.compile(r"\\[A-Za-z]+")


def words_of(text: str) -> list[str]:
    r"""Cut a text into cluster keys, where the project's tokeniser cuts.

    Parameters
    ----------
    text : str
        A title or an abstract as its source has it.

    Returns
    -------
    list of str
        Keys in the order of the text; signs, formulas and LaTeX commands are left out.

    Examples
    --------
    >>> words_of(r"State-of-the-art $x^2$ results on CIFAR-100, \emph{again}.")
    ['state', 'of', 'the', 'art', 'results', 'on', 'cifar', '000', 'again']
    """
    bare = _COMMAND.sub(" ", _FORMULA.sub(" ", text))
    tokens = (bare[start:end] for start, end in iter_token_spans(bare))
    return [sys.intern(cluster_key(token)) for token in tokens if token[0].isalnum()]


def read_sentences(files: Sequence[Path]) -> Iterator[list[str]]:
    """Read the titles and abstracts of a sample, as lists of cluster keys.

    Parameters
    ----------
    files : sequence of Path
        JSON lines packed with xz; fields ``title`` and ``abstract``.

    Yields
    ------
    list of str
        The words of one title, then those of its abstract, paper by paper.
    """
    for file in files:
        with lzma.open(file, "rt", encoding="utf-8") as lines:
            for line in lines:
                paper = json.loads(line)
                yield words_of(paper["title"])
                yield words_of(paper["abstract"])


def train_vectors(
    sentences: Iterable[list[str]], *, min_count: int = MIN_COUNT
) -> tuple[list[str], Any]:
    """Train word vectors.

    Parameters
    ----------
    sentences : iterable of list of str
        Can be gone through more than once.
    min_count : int
        Words seen less often are left out.

    Returns
    -------
    words : list of str
        Most frequent first.
    vectors : numpy.ndarray of float32, shape (n_words, 100)
        One row a word, each of length one.

    Notes
    -----
    A window of three words: close neighbours tell what kind of word it is (a metric, a data set),
    wide windows what it is about.
    """
    from gensim.models import Word2Vec  # type: ignore[import-untyped]

    model = Word2Vec(
        sentences=sentences,
        vector_size=100,
        window=3,
        sg=1,
        negative=5,
        sample=1e-4,
        epochs=5,
        min_count=min_count,
        workers=1,
        seed=SEED,
    )
    return list(model.wv.index_to_key), model.wv.get_normed_vectors()


def cluster_vectors(vectors: Any, sizes: Sequence[int] = SIZES) -> list[tuple[int, ...]]:
    """Group vectors by k-means, once for each size.

    Parameters
    ----------
    vectors : numpy.ndarray, shape (n_words, n_dimensions)
        One row a word, most frequent first.
    sizes : sequence of int
        Number of groups of each grouping.

    Returns
    -------
    list of tuple of int
        For each word its group in each grouping; groups are numbered by their most frequent word,
        so the number does not depend on how k-means happened to order them.
    """
    from sklearn.cluster import MiniBatchKMeans

    columns = []
    for size in sizes:
        means = MiniBatchKMeans(
            n_clusters=size, random_state=SEED, batch_size=4096, n_init=3, max_iter=50
        )
        numbers: dict[int, int] = {}
        labels = means.fit_predict(vectors)
        columns.append([numbers.setdefault(int(label), len(numbers)) for label in labels])
    return list(zip(*columns, strict=True))


def render_clusters(clusters: Mapping[str, tuple[int, ...]]) -> bytes:
    """Write the clusters as the shipped file: gzip without a date, words in sorted order.

    Parameters
    ----------
    clusters : mapping of str to tuple of int
        Groups by word.

    Returns
    -------
    bytes
        Lines ``word<TAB>group<TAB>group…``, packed; the same bytes for the same clusters.
    """
    lines = ("\t".join((word, *map(str, clusters[word]))) for word in sorted(clusters))
    return gzip.compress("".join(f"{line}\n" for line in lines).encode("utf-8"), 9, mtime=0)


def main(arguments: Sequence[str] | None = None) -> int:
    """Train, group and write the shipped file.

    Parameters
    ----------
    arguments : sequence of str, optional
        Command line; that of the process when left out.

    Returns
    -------
    int
        0.
    """
    parser = argparse.ArgumentParser(prog="python -m kg.train.clusters", description=__doc__)
    parser.add_argument("--abstracts", type=Path, required=True, help="folder of *.jsonl.xz")
    parser.add_argument("--out", type=Path, required=True, help="the file to write")
    options = parser.parse_args(arguments)
    files = sorted(options.abstracts.glob("*.jsonl.xz"))
    words, vectors = train_vectors(list(read_sentences(files)))
    clusters = dict(zip(words, cluster_vectors(vectors), strict=True))
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_bytes(render_clusters(clusters))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
