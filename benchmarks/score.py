"""Extract the papers of an annotated file and score what was found with the gold's own scorer.

python benchmarks/score.py [--gold ../shared/gold] [--split dev]
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from kg.extract import extract_papers, extraction_to_dict
from kg.paper import Paper


def read_lines(path: Path) -> list[dict[str, str]]:
    """Read JSON lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def main() -> None:
    """Print the scorer's table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--gold", type=Path, default=Path("../shared/gold"))
    parser.add_argument("--split", default="dev")
    options = parser.parse_args()
    gold = options.gold / f"{options.split}.jsonl"
    wanted = {one["id"] for one in read_lines(gold)}
    papers = [
        Paper(id=one["id"], title=one["title"].strip(), abstract=one["abstract"].strip())
        for one in read_lines(options.gold / "papers.jsonl")
        if one["id"] in wanted
    ]
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "predicted.jsonl"
        lines = (json.dumps(extraction_to_dict(one)) for one in extract_papers(papers))
        out.write_text("\n".join(lines) + "\n", encoding="utf-8")
        scorer = [sys.executable, str(options.gold / "score.py"), "--predicted", str(out)]
        files = ["--papers", str(options.gold / "papers.jsonl"), "--gold", str(gold)]
        subprocess.run([*scorer, *files], check=True)


if __name__ == "__main__":
    main()
