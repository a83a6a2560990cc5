"""An export folder is replaced as a whole, whatever happens on the way."""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING

import pytest

from kg.errors import InputError
from kg.pipeline import folder
from kg.pipeline.folder import replace_file, replace_folder

if TYPE_CHECKING:
    from pathlib import Path

OURS = frozenset({"build.json", "graph.json", "graph.ttl"})


def write_export(target: Path, word: str) -> None:
    with replace_folder(target, ours=OURS) as staging:
        for name in sorted(OURS):
            (staging / name).write_text(word * 1000)


def read_export(target: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in sorted(target.iterdir())}


OLD = dict.fromkeys(sorted(OURS), "old" * 1000)
NEW = dict.fromkeys(sorted(OURS), "new" * 1000)


def test_replace_folder_makes_a_new_one(tmp_path):
    write_export(tmp_path / "deep" / "out", "new")
    assert read_export(tmp_path / "deep" / "out") == NEW
    assert [path.name for path in (tmp_path / "deep").iterdir()] == ["out"]


def write_half(staging: Path) -> None:
    staging.write_text("half")
    raise RuntimeError


def test_replace_folder_leaves_the_old_one_when_the_block_fails(tmp_path):
    write_export(tmp_path / "out", "old")
    failing = replace_folder(tmp_path / "out", ours=OURS)
    with pytest.raises(RuntimeError), failing as staging:
        write_half(staging / "graph.json")
    assert read_export(tmp_path / "out") == OLD
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_replace_folder_carries_over_what_is_not_ours(tmp_path):
    write_export(tmp_path / "out", "old")
    (tmp_path / "out" / "notes").mkdir()
    (tmp_path / "out" / "notes" / "mine.txt").write_text("mine")
    write_export(tmp_path / "out", "new")
    assert (tmp_path / "out" / "notes" / "mine.txt").read_text() == "mine"
    assert (tmp_path / "out" / "graph.json").read_text() == NEW["graph.json"]


def test_replace_folder_refuses_a_folder_that_kg_did_not_write(tmp_path):
    (tmp_path / "thesis.tex").write_text("years of work")
    with pytest.raises(InputError, match="did not write"), replace_folder(tmp_path, ours=OURS):
        pass
    assert (tmp_path / "thesis.tex").read_text() == "years of work"


def test_replace_folder_refuses_a_file(tmp_path):
    (tmp_path / "out").write_text("a file")
    with pytest.raises(InputError, match="is a file"), replace_folder(tmp_path / "out", ours=OURS):
        pass


def test_replace_folder_tells_the_second_of_two_builds(tmp_path):
    with (
        replace_folder(tmp_path / "out", ours=OURS),
        pytest.raises(InputError, match="another build"),
        replace_folder(tmp_path / "out", ours=OURS),
    ):
        pass


def test_replace_folder_works_without_an_exchange(tmp_path, monkeypatch):
    monkeypatch.setattr(folder, "exchange", lambda _one, _other: False)
    write_export(tmp_path / "out", "old")
    write_export(tmp_path / "out", "new")
    assert read_export(tmp_path / "out") == NEW
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_replace_folder_follows_a_link(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "out").symlink_to(tmp_path / "real")
    write_export(tmp_path / "out", "new")
    assert (tmp_path / "out").is_symlink()
    assert read_export(tmp_path / "real") == NEW


def write_until_killed(target: Path, n_steps: int) -> int:
    """Replace the folder in a child that is killed at its n-th step; its signal, or 0."""
    child = os.fork()
    if child == 0:
        done = 0

        def count(event: str, _arguments: tuple[object, ...]) -> None:
            nonlocal done
            if event.startswith(("open", "os.", "shutil.", "ctypes.", "fcntl.")):
                done += 1
                if done == n_steps + 1:  # `os.kill` is a step itself
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(count)
        write_export(target, "new")
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="counts Linux system calls")
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_replace_folder_killed_at_any_step_leaves_the_old_or_the_new(tmp_path):
    target = tmp_path / "out"
    outcomes = []
    for n_steps in range(200):
        write_export(target, "old")
        code = write_until_killed(target, n_steps)
        found = read_export(target)
        assert found in (OLD, NEW), f"killed at step {n_steps}"
        outcomes.append(found == NEW)
        if code == 0:
            break
    assert code == 0, "the child never got to its end"
    assert not outcomes[0]
    assert outcomes[-1]
    write_export(target, "old")
    assert [path.name for path in tmp_path.iterdir()] == ["out"], "the next build clears up"


def test_replace_file_leaves_the_old_one_when_the_block_fails(tmp_path):
    target = tmp_path / "out.jsonl"
    target.write_text("old")
    with pytest.raises(RuntimeError), replace_file(target) as staging:
        write_half(staging)
    assert target.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["out.jsonl"]


def test_replace_file_refuses_what_is_no_plain_file(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(InputError, match="no plain file"), replace_file(tmp_path / "pipe"):
        pass


@pytest.mark.parametrize("length", [250, 300])  # the second cannot even be asked for
def test_replace_file_tells_of_a_name_that_is_too_long(tmp_path, length):
    target = tmp_path / ("x" * length)
    with pytest.raises(InputError, match="File name too long") as told, replace_file(target) as at:
        at.write_text("new", encoding="utf-8")
    assert told.value.where == str(target)
    assert list(tmp_path.iterdir()) == []


def test_replace_file_follows_a_link(tmp_path):
    (tmp_path / "link").symlink_to(tmp_path / "real")
    with replace_file(tmp_path / "link") as staging:
        staging.write_text("new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text() == "new"


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_replace_folder_without_an_exchange_killed_at_any_step_loses_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr(folder, "exchange", lambda _one, _other: False)
    target, aside = tmp_path / "out", tmp_path / ".out.before"
    write_export(target, "old")
    (target / "notes.txt").write_text("mine")
    gone = 0
    for n_steps in range(200):
        code = write_until_killed(target, n_steps)
        gone += not target.exists()
        found = read_export(target if target.exists() else aside)
        assert found.pop("notes.txt") == "mine"
        assert found in (OLD, NEW), f"killed at step {n_steps}"
        write_export(target, "old")
        assert read_export(target) == {**OLD, "notes.txt": "mine"}, f"killed at step {n_steps}"
        if code == 0:
            break
    assert code == 0, "the child never got to its end"
    assert gone, "no step was between the two"
