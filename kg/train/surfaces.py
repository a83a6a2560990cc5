"""Unlabelled abstracts → the table of surfaces: ``python -m kg.train.surfaces --shared ../shared``.

A first tagger is trained on ``gold/train.jsonl`` without the table and reads the first abstracts
of each file of arXiv metadata (CC0 1.0). Train the shipped tagger (``kg.train.tagger``) after it.

References
----------
A. Mikheev, M. Moens, C. Grover: Named entity recognition without gazetteers. EACL 1999 (what was
seen elsewhere decides the doubtful places).
"""

from __future__ import annotations

import argparse
import gzip
import json
import lzma
import sys
from collections import Counter, defaultdict
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.extract.abbreviations import find_abbreviations
from kg.extract.features import stem
from kg.extract.lexicon import load_lexicon
from kg.extract.marks import paper_words
from kg.extract.pos import tag_words
from kg.extract.reading import make_reader, read_paper
from kg.extract.surfaces import MAX_WORDS, SURFACES_FILE, share_class
from kg.extract.tagger import MentionTagger
from kg.model import Paper
from kg.train.gold import read_gold
from kg.train.tagger import prepare, train_field

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = ["count_surfaces", "main", "read_elsewhere"]

#: Abstracts read of each file.
PAPERS_A_FILE: Final = 2500

#: A surface is listed if it was tagged so often, a word if it was seen so often.
MIN_TAGGED: Final = 3
MIN_SEEN: Final = 5

#: A type is usual beyond doubt if it has more than this share of a surface's places.
SURE_TYPE: Final = 0.7

#: Words of a sentence, and the spans found in it: first, last (half-open), type.
Tagged = tuple[tuple[str, ...], tuple[tuple[int, int, str], ...]]


def read_elsewhere(folder: Path, tagger: MentionTagger, per_file: int) -> Iterator[Tagged]:
    """Tag unlabelled abstracts.

    Parameters
    ----------
    folder : Path
        Files of arXiv metadata, xz-packed JSON lines.
    tagger : MentionTagger
        The first tagger.
    per_file : int
        Abstracts read of each file.

    Yields
    ------
    tuple
        Stems of a sentence and the spans found in it.
    """
    nlp, lexicon = make_reader(), load_lexicon()
    for path in sorted(folder.glob("*.jsonl.xz")):
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for line in islice(lines, per_file):
                record = json.loads(line)
                paper = Paper(record["id"], record["title"].strip(), record["abstract"].strip())
                reading = read_paper(paper, nlp)
                tags: list[str] = []
                for sentence in reading.sentences:
                    tokens = reading.tokens[sentence.first : sentence.last]
                    tags.extend(tag_words([token.text for token in tokens]))
                abbreviations = find_abbreviations(reading)
                words = paper_words(reading, tags, abbreviations, lexicon, None)
                for row, spans in zip(words.words, tagger.best_spans(words), strict=True):
                    yield tuple(stem(word) for word in row), tuple(spans)


def count_surfaces(sentences: Sequence[Tagged]) -> Iterator[tuple[str, str, str]]:
    """Count how surfaces and words were read.

    Parameters
    ----------
    sentences : sequence
        Stems and spans.

    Yields
    ------
    tuple of (str, str, str)
        ``"s"`` or ``"w"``, name, classes: the rows of the table, sorted.
    """
    types: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    counts = {name: Counter[str]() for name in ("seen", "inside", "first", "last")}
    for stems, spans in sentences:
        counts["seen"].update(stems)
        for first, last, kind in spans:
            counts["inside"].update(stems[first:last])
            counts["first"][stems[first]] += 1
            counts["last"][stems[last - 1]] += 1
            if last - first <= MAX_WORDS:
                types[stems[first:last]][kind] += 1
    often = {surface for surface, kinds in types.items() if kinds.total() >= MIN_TAGGED}
    places = _count_places((stems for stems, _ in sentences), often)
    for surface in sorted(often):
        kinds = types[surface]
        kind, times = min(kinds.items(), key=lambda one: (-one[1], one[0]))
        sure = "+" if times > SURE_TYPE * kinds.total() else ""
        yield "s", " ".join(surface), f"{share_class(kinds.total() / places[surface])}{kind}{sure}"
    for word, seen in sorted(counts["seen"].items()):
        if seen >= MIN_SEEN:
            shares = (counts[name][word] / seen for name in ("inside", "first", "last"))
            yield "w", word, "".join(map(share_class, shares))


def _count_places(
    rows: Iterable[tuple[str, ...]], surfaces: set[tuple[str, ...]]
) -> Counter[tuple[str, ...]]:
    begins = {surface[0] for surface in surfaces}
    places: Counter[tuple[str, ...]] = Counter()
    for stems in rows:
        for first, word in enumerate(stems):
            if word in begins:
                stretches = (stems[first : first + n] for n in range(1, MAX_WORDS + 1))
                places.update({one for one in stretches if one in surfaces})
    return places


def main(arguments: Sequence[str] | None = None) -> int:
    """Train the first tagger, read, and write the table.

    Parameters
    ----------
    arguments : sequence of str, optional
        Of the command line.

    Returns
    -------
    int
        Exit status.
    """
    parser = argparse.ArgumentParser(prog="python -m kg.train.surfaces", description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="folder with gold/ and data/")
    parser.add_argument("--field", type=Path, help="a first tagger that was trained before")
    options = parser.parse_args(arguments)
    gold = options.shared / "gold"
    if options.field is None:
        papers = read_gold(gold / "papers.jsonl", gold / "train.jsonl")
        field = train_field(prepare(papers, surfaces=None))
    else:
        field = gzip.decompress(options.field.read_bytes())
    folder = options.shared / "data" / "arxiv_abstracts"
    sentences = list(read_elsewhere(folder, MentionTagger(field), PAPERS_A_FILE))
    rows = ["\t".join(row) for row in count_surfaces(sentences)]
    target = Path(__file__).resolve().parents[1] / "extract" / "data" / SURFACES_FILE
    packed = gzip.compress("\n".join(rows).encode() + b"\n", compresslevel=9, mtime=0)
    target.write_bytes(packed)
    sys.stdout.write(f"{len(rows)} rows, {len(packed) / 1e6:.2f} MB\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
