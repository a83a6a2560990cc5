"""What is installed is what is here."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import kg

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_installed_package_carries_the_ontology():
    wheel = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert wheel == {"packages": ["kg"], "force-include": {"ontology": "kg/_ontology"}}


def test_version_is_told_once():
    assert PROJECT["project"]["version"] == kg.__version__


def test_changelog_knows_the_version():
    newest = re.search(r"^## \[(\d+\.\d+\.\d+)\]", (ROOT / "CHANGELOG.md").read_text(), re.M)
    assert newest is not None
    assert newest[1] == kg.__version__


def test_every_dependency_is_pinned_for_make():
    pins = {
        re.split(r"[=<>\[ ]", line)[0].lower().replace("_", "-")
        for line in (ROOT / "constraints.txt").read_text().splitlines()
        if line and not line.startswith("#")
    }
    needs = [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["dev"]]
    names = {re.split(r"[=<>\[ ]", need)[0].lower() for need in needs}
    assert names <= pins
