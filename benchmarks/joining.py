"""How names are joined, against judged pairs that no rule was written for.

``tests/link/pairs.jsonl`` holds pairs that are hard: short forms, versions, near names, one name
with two types. Their papers are the gold papers and our own annotated ones, whose texts come from
``data/arxiv_abstracts`` of the shared data. The annotated entities of all these papers are linked.

    python benchmarks/joining.py --shared ../shared

With ``--extract``, the papers of ``tests/link/unseen.jsonl`` are read by the shipped extractor and
linked; they are among no annotations.
"""

from __future__ import annotations

import argparse
import gzip
import json
import lzma
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.config import Config
from kg.evaluate.gold import gold_extraction
from kg.evaluate.merge import score_merge
from kg.link import link
from kg.pipeline.annotations import read_pairs
from kg.pipeline.reading import extract_with
from kg.train.neural.material import ABSTRACTS, read_abstracts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.model import Extraction

ROOT = Path(__file__).resolve().parent.parent
OWN = ROOT / "kg" / "train" / "annotations.jsonl.gz"
PAIRS = ROOT / "tests" / "link" / "pairs.jsonl"
UNSEEN = ROOT / "tests" / "link" / "unseen.jsonl"


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """Give the records of a file of JSON lines."""
    openers = {".gz": gzip.open, ".xz": lzma.open}
    with openers.get(path.suffix, open)(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def read_all(shared: Path) -> list[Extraction]:
    """Read every annotated paper once, gold first."""
    gold = shared / "gold"
    annotations = [one for part in ("train", "dev") for one in read_lines(gold / f"{part}.jsonl")]
    annotations += read_lines(OWN)
    texts = {str(one["id"]): one for one in read_lines(gold / "papers.jsonl")}
    wanted = {str(one["id"]) for one in annotations} - texts.keys()
    for path in sorted((shared / "data" / "arxiv_abstracts").glob("*.jsonl.xz")):
        for one in read_lines(path):
            if one["id"] in wanted:
                texts.setdefault(one["id"], one)
    by_id: dict[str, dict[str, Any]] = {}
    for one in annotations:
        by_id.setdefault(str(one["id"]), one)
    made = []
    for id_, one in by_id.items():
        entities = [entity | {"mentions": list(entity["mentions"])} for entity in one["entities"]]
        made.append(gold_extraction(texts[id_], {"entities": entities}))
    return made


def extract_unseen(shared: Path) -> list[Extraction]:
    """Read the papers of the unseen pairs with the shipped extractor."""
    wanted = {one for pair in read_pairs(UNSEEN) for one in (*pair["papers_a"], *pair["papers_b"])}
    papers = {
        paper.id: paper
        for name in sorted(ABSTRACTS)
        for paper in read_abstracts(shared, name)
        if paper.id in wanted
    }
    return list(extract_with([papers[one] for one in sorted(papers)], Config()))


def main() -> None:
    """Link once, score each file of pairs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--pairs", type=Path, action="append", help="judged pairs; may be repeated")
    parser.add_argument("--verbose", action="store_true", help="list what is wrong and missed")
    parser.add_argument("--extract", action="store_true", help="extract and score unseen pairs")
    options = parser.parse_args()
    extractions = (extract_unseen if options.extract else read_all)(options.shared)
    linking = link(extractions)
    write = sys.stdout.write
    write(f"{len(extractions)} papers, {len(linking.groups)} groups\n")
    usual = [UNSEEN] if options.extract else [options.shared / "gold" / "merge.jsonl", PAIRS]
    for path in options.pairs or usual:
        score = score_merge(read_pairs(path), extractions, linking)
        write(
            f"{path.name}: precision {score.precision:.3f} ({len(score.wrong)} wrong of "
            f"{score.n_joined + len(score.wrong)}), recall {score.recall:.3f} "
            f"({len(score.missed)} of {score.n_same} missed), {len(score.absent)} absent\n"
        )
        if options.verbose:
            for one in score.wrong:
                write(f"  wrong   {one.left} | {one.right}  {', '.join(one.rules)}  [{one.why}]\n")
            for one in score.missed:
                write(f"  missed  {one.left} | {one.right}  [{one.why}]\n")


if __name__ == "__main__":
    main()
