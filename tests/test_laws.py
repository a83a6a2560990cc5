"""What holds for the whole job: same input, same bytes; no network; no half-written export."""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli.commands import app
from kg.pipeline.export import EXPORT_FILES
from kg.pipeline.state import STATE_FOLDER
from kg.pipeline.store import STORE_FOLDER
from kg.sources import read_source
from tests.documents import execute

ROOT = Path(__file__).resolve().parent.parent
LANDMARKS = ROOT / "examples" / "landmarks.txt"
SEEDS = ROOT.parent / "shared" / "seeds"

#: Put before the program: any use of the network ends it.
NO_NETWORK = """
import sys
def refuse(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto", "urllib.Request"):
        raise SystemExit(f"network: {event} {arguments}")
sys.addaudithook(refuse)
sys.argv[0] = "kg"
from kg.cli import main
main()
"""


def run_kg(*arguments: object, cwd: Path | None = None, **environment: str):
    return subprocess.run(
        [sys.executable, "-c", NO_NETWORK, *map(str, arguments)],
        capture_output=True,
        text=True,
        cwd=cwd,
        env={**os.environ, **environment},
    )


def read_folder(folder: Path) -> dict[str, bytes]:
    """Every file of an export; what it was made from (`.kg`) and the store are judged elsewhere."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


@pytest.fixture(scope="module")
def two_pages(tmp_path_factory):
    """A JSON-lines file with some landmark papers, and another that shares half of them."""
    folder = tmp_path_factory.mktemp("pages")
    papers = read_source(LANDMARKS.read_bytes(), LANDMARKS.name)[:12]
    lines = [
        json.dumps({"id": p.id, "title": p.title, "abstract": p.abstract, "date": p.date})
        for p in papers
    ]
    (folder / "a.jsonl").write_text("\n".join(lines[:9]) + "\n")
    (folder / "b.jsonl").write_text("\n".join(lines[5:]) + "\n")
    return folder


@pytest.fixture(scope="module")
def built(two_pages, tmp_path_factory):
    out = tmp_path_factory.mktemp("built") / "out"
    done = run_kg(
        "build", two_pages / "a.jsonl", two_pages / "b.jsonl", "--out", out, PYTHONHASHSEED="1"
    )
    assert done.returncode == 0, done.stderr
    return out


def test_build_writes_every_file_and_nothing_else(built):
    names = {path.name for path in built.iterdir()} - {STATE_FOLDER, STORE_FOLDER}
    assert names == EXPORT_FILES - {"graph.nq", "graph.rdf"}


def test_build_is_quiet_where_nobody_watches(two_pages, tmp_path):
    done = run_kg("build", two_pages / "a.jsonl", "--out", tmp_path / "out")
    assert done.stderr == ""
    assert "papers    9" in done.stdout


def test_cold_builds_give_the_same_bytes_whatever_the_hash_seed_order_and_place(
    built, two_pages, tmp_path
):
    done = run_kg(
        "build", "b.jsonl", "./a.jsonl", "--out", tmp_path / "o", cwd=two_pages, PYTHONHASHSEED="2"
    )
    assert done.returncode == 0, done.stderr
    assert read_folder(tmp_path / "o") == read_folder(built)


def test_build_gives_the_same_graph_whatever_the_order_of_the_entries(built, two_pages, tmp_path):
    shuffled = tmp_path / "pages"
    shuffled.mkdir()
    for page in two_pages.iterdir():
        lines = page.read_text().splitlines(keepends=True)
        random.Random(7).shuffle(lines)
        (shuffled / page.name).write_text("".join(lines))
    done = run_kg("build", shuffled, "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    mine, theirs = read_folder(tmp_path / "out"), read_folder(built)
    del mine["build.json"], theirs["build.json"]  # holds the hashes of the pages
    assert mine == theirs


def test_build_tells_nothing_of_the_machine(built):
    for name, data in read_folder(built).items():
        assert str(ROOT).encode() not in data, name
        assert str(built.parent).encode() not in data, name


def test_failed_build_leaves_the_earlier_export_whole(built, two_pages, tmp_path):
    before = read_folder(built)
    broken = tmp_path / "broken.txt"
    broken.write_text("this is no listing page\n")
    done = run_kg("build", two_pages / "a.jsonl", broken, "--out", built)
    assert done.returncode == 2
    assert re.fullmatch(rf"kg: {re.escape(str(broken))}:1: .+\n", done.stderr), done.stderr
    assert read_folder(built) == before


def test_committed_export_is_that_of_the_example(tmp_path):
    with execute.example_is_known():
        done = CliRunner().invoke(app, ["build", str(LANDMARKS), "--out", str(tmp_path / "out")])
    assert done.exit_code == 0, done.output
    stale = [
        name
        for name, data in read_folder(tmp_path / "out").items()
        if (ROOT / "exports" / name).read_bytes() != data
    ]
    assert not stale, f"exports/ is stale ({', '.join(stale)}); run `make run docs`, look, commit"


@pytest.mark.slow
@pytest.mark.skipif(not SEEDS.is_dir(), reason="the five listing pages are not beside the checkout")
def test_five_pages_give_492_papers(tmp_path):
    done = run_kg("build", SEEDS / "*.txt", "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    report = json.loads((tmp_path / "out" / "build.json").read_text())
    assert sum(page["entries"] for page in report["inputs"]) == 581
    assert report["counts"]["papers"] == 492
