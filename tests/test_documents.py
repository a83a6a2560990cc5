"""The examples of the documents run, and print what the documents say."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.documents import execute

ROOT = Path(__file__).resolve().parent.parent

DOCUMENTS = sorted((ROOT / "docs").glob("*.md"))
RUN = [path for path in DOCUMENTS if "\n```text\n" in path.read_text(encoding="utf-8")]


@pytest.mark.parametrize("path", RUN, ids=lambda path: path.name)
def test_document_shows_what_its_code_prints(path):
    shown = path.read_text(encoding="utf-8")
    assert execute.render(path) == shown, (
        f"docs/{path.name} is stale; run `make docs`, look, commit"
    )


def test_makefile_writes_every_document_that_runs():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert RUN
    assert all(f"docs/{path.name}" in makefile for path in RUN)


def test_document_that_is_not_true_is_found(tmp_path):
    path = tmp_path / "d.md"
    path.write_text("```python\nprint(1 + 1)\n```\n\n```text\n3\n```\n")
    assert "```text\n2\n```" in execute.render(path)


def test_code_that_fails_is_told(tmp_path):
    path = tmp_path / "d.md"
    path.write_text("```python\n1 / 0\n```\n")
    with pytest.raises(ZeroDivisionError):
        execute.render(path)
    path.write_text("```sh\nkg stats nowhere\n```\n")
    with pytest.raises(SystemExit, match="exit code"):
        execute.render(path)
