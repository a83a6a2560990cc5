"""How the time and memory of joining names grow with the number of abstracts.

Entities are made from arXiv abstracts without an extractor: runs of words between small ones, up to
fifteen an abstract, with the short forms that brackets give. They are more and worse than what an
extractor finds, so this is the harder case.

    python benchmarks/link.py --shared ../shared --sizes 10000 100000
"""

from __future__ import annotations

import argparse
import gc
import hashlib
import json
import lzma
import re
import resource
import subprocess
import sys
import time
from itertools import islice, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.link import link
from kg.link.keys import is_name_like
from kg.model import Entity, Extraction, Mention, Paper, Span
from kg.pipeline.collector import collector_at_rest
from kg.text.words import word_set
from kg.train.lexicon_abbreviations import long_form
from kg.vocabulary import EntityType, Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.link import Linking

#: Entities of one abstract at most: 100,000 abstracts have about 1.5 million mentions.
N_ENTITIES: Final = 15

_SMALL: Final = word_set(
    "a about above after all also although among an and any are as at based be been between both",
    "but by can case different each few find first for from general given had has have here how",
    "however if in into is it its large may more most new no non not novel number of on one only",
    "or other our over paper present problem propose results several show shown shows since small",
    "so some such than that the their then there these they this those three through thus to two",
    "under use used using various very via was we well were when where which while will with work",
)
_WORD: Final = re.compile(r"[A-Za-z][\w'-]*[\w]|\([A-Za-z][A-Za-z-]{1,8}\)|[.,;:]")
_TYPES: Final = {
    "algorithm": EntityType.METHOD, "method": EntityType.METHOD, "model": EntityType.METHOD,
    "network": EntityType.METHOD, "dataset": EntityType.DATASET, "benchmark": EntityType.DATASET,
    "classification": EntityType.TASK, "detection": EntityType.TASK, "error": EntityType.METRIC,
    "accuracy": EntityType.METRIC,
}  # fmt: skip


def make_extraction(record: dict[str, str]) -> Extraction:
    """Make the entities of one abstract."""
    paper = Paper(record["id"], record["title"].strip(), record["abstract"].strip())
    text = paper.text
    found: dict[str, list[Span]] = {}
    run: list[re.Match[str]] = []
    for match in [*_WORD.finditer(text), None]:
        word = match[0] if match is not None else "."
        if match is not None and word[0] not in ".,;:(" and word.casefold() not in _SMALL:
            run.append(match)
            continue
        if run and len(run) < 5 and (len(run) > 1 or is_name_like(run[0][0])):
            span = Span(run[0].start(), run[-1].end())
            found.setdefault(text[span.start : span.end], []).append(span)
            if word.startswith("("):
                short = word[1:-1]
                if long_form(text[: span.end] + " ", short) and match is not None:
                    place = Span(match.start() + 1, match.end() - 1)
                    found[text[span.start : span.end]].append(place)
        run = []
    entities = []
    for name, spans in islice(found.items(), N_ENTITIES):
        kind = _TYPES.get(name.rpartition(" ")[2].casefold())
        kind = kind or (EntityType.METHOD if is_name_like(name) else EntityType.CONCEPT)
        mentions = tuple(Mention(one, text[one.start : one.end], "run") for one in spans)
        entities.append(Entity(name, kind, Role.MENTIONS, mentions, 1.0, spans[0], "run"))
    return Extraction(paper, tuple(entities))


def read_abstracts(folder: Path) -> Iterator[dict[str, str]]:
    """Give abstracts, the files in turn, so that every size has every field."""
    # Closed when the process ends, which is soon.
    files = [
        lzma.open(path, "rt", encoding="utf-8")  # noqa: SIM115
        for path in sorted(folder.glob("*.xz"))
    ]
    while files:
        for file in list(files):
            line = file.readline()
            if line:
                yield json.loads(line)
            else:
                files.remove(file)


def digest(linking: Linking) -> str:
    """Tell linkings apart: equal digests are equal groups, joins and kinds."""
    made = hashlib.sha256()
    for one in (*linking.groups, *linking.kinds, *linking.dropped):
        made.update(repr(one).encode())
    return made.hexdigest()[:16]


def measure(shared: Path, n_abstracts: int) -> None:
    """Link one size and print its figures as JSON."""
    seen: set[str] = set()
    extractions = []
    for record in read_abstracts(shared / "data" / "arxiv_abstracts"):
        if record["id"] not in seen:
            seen.add(record["id"])
            extractions.append(make_extraction(record))
        if len(extractions) == n_abstracts:
            break
    n_mentions = sum(len(e.mentions) for one in extractions for e in one.entities)
    gc.collect()
    gc.freeze()
    start, cpu = time.perf_counter(), time.process_time()
    with collector_at_rest():  # as in kg build
        linking = link(extractions)
    figures = {
        "abstracts": len(extractions),
        "mentions": n_mentions,
        "groups": len(linking.groups),
        "seconds": round(time.perf_counter() - start, 1),
        "cpu_seconds": round(time.process_time() - cpu, 1),
        "peak_gb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6, 2),
    }
    figures["digest"] = digest(linking)
    sys.stdout.write(json.dumps(figures) + "\n")


def main() -> None:
    """Measure each size in a process of its own, and print how the time grows."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        measure(options.shared, options.one)
        return
    figures = []
    for size in options.sizes:
        command = [sys.executable, __file__, "--shared", str(options.shared), "--one", str(size)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        figures.append(json.loads(done.stdout))
        sys.stdout.write(f"{figures[-1]}\n")
    for one, other in pairwise(figures):
        inputs = other["mentions"] / one["mentions"]
        times = other["cpu_seconds"] / one["cpu_seconds"]
        sys.stdout.write(f"{inputs:.1f} × the mentions take {times:.1f} × the time\n")


if __name__ == "__main__":
    main()
