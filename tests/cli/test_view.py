"""`kg view`: the address of the page, at a node."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote

EXPORT = Path(__file__).parents[2] / "exports"


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kg", "view", *arguments, "--print"]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_address_of_a_node():
    told = run(str(EXPORT), "lora")
    assert told.returncode == 0
    address = told.stdout.strip()
    assert address.startswith("file:///")
    assert unquote(address).endswith("/exports/graph.html#n=entity/low-rank-adaptation")


def test_folder_without_a_page_is_told_in_one_line(tmp_path):
    told = run(str(tmp_path))
    assert told.returncode == 2
    assert len(told.stderr.splitlines()) == 1
    assert "is not an export folder (graph.html)" in told.stderr
