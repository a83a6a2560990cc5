"""What is installed is what is here."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import kg

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_every_package_is_listed():
    listed = set(PROJECT["tool"]["setuptools"]["packages"])
    there = {
        ".".join(path.parent.relative_to(ROOT).parts) for path in (ROOT / "kg").rglob("__init__.py")
    }
    assert listed == there | {"kg._ontology"}


def test_every_data_file_is_in_a_folder_that_is_packed():
    packed = PROJECT["tool"]["setuptools"]["package-data"]
    for path in (ROOT / "kg").rglob("*"):
        if path.is_dir() or path.suffix in (".py", ".pyc", ".typed"):
            continue
        package = ".".join(path.relative_to(ROOT).parts[:2])
        folder = path.relative_to(ROOT).parts[2]
        assert f"{folder}/*" in packed.get(package, []), path


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
