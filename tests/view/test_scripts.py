"""The scripts of the page: linted by eslint, typed by tsc, unit-tested by node.

``npm ci --prefix tests/view/js`` puts the tools there (``make lint`` and ``make test`` do); without
node they are skipped.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent / "js"
NODE = shutil.which("node")
TOOLS = HERE / "node_modules" / ".bin"

needs_node = pytest.mark.skipif(NODE is None, reason="node is not installed")
needs_tools = pytest.mark.skipif(
    NODE is None or not TOOLS.is_dir(), reason="eslint and tsc are not installed"
)


def told(*command: object) -> str:
    """What a command says; nothing, if all is well."""
    done = subprocess.run(
        [str(one) for one in command], cwd=ROOT, capture_output=True, text=True, timeout=300
    )
    return "" if done.returncode == 0 else done.stdout + done.stderr


@needs_node
def test_what_the_scripts_work_out():
    assert told(NODE, "--test", *sorted(HERE.glob("*.test.mjs"))) == ""


@needs_tools
def test_eslint_finds_nothing():
    config = HERE / "eslint.config.mjs"
    assert told(TOOLS / "eslint", "--config", config, "--max-warnings", 0, "kg/view/page") == ""


@needs_tools
def test_tsc_finds_nothing():
    assert told(TOOLS / "tsc", "--project", HERE / "tsconfig.json") == ""


FAULT = "(function (KG) { 'use strict'; KG.byId('x').innerHTML = KG.figure('1'); })(window.KG);\n"


@needs_tools
def test_a_fault_is_found(tmp_path):
    """A broken setting must not pass for clean scripts."""
    eslint = [TOOLS / "eslint", "--config", HERE / "eslint.config.mjs", "--stdin"]
    done = subprocess.run(
        [*map(str, eslint), "--stdin-filename", "kg/view/page/fault.js"],
        cwd=ROOT, input=FAULT, capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    assert "no-restricted-properties" in done.stdout
    script = tmp_path / "fault.js"
    script.write_text(FAULT, "utf-8")
    files = [str(ROOT / "kg/view/page/kg.d.ts"), str(script)]
    settings = {"extends": str(HERE / "tsconfig.json"), "files": files, "include": []}
    (tmp_path / "tsconfig.json").write_text(json.dumps(settings), "utf-8")
    assert "TS2345" in told(TOOLS / "tsc", "--project", tmp_path / "tsconfig.json")
