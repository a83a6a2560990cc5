"""Runs the code of documents and compares, or writes, what it prints.

    python docs/execute.py docs/api.md docs/tutorial.md           # says what is not true any more
    python docs/execute.py --write docs/api.md docs/tutorial.md   # writes what it prints now

A document's blocks run from top to bottom, in an empty folder that holds copies of ``examples/``
and ``exports/``: ``python`` in one namespace, the ``kg`` commands and ``mkdir``, ``cp``, ``cat`` of
``sh`` blocks one by one. A ``text`` block right behind one holds its output; times are left out.

What the example listing says is not read again: its extractions are those of ``exports/``, if the
extractor is still the one that made them. Another processor rounds differently, so that one thing
in a thousand would come out differently there (docs/decisions/0010).
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import os
import re
import shlex
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from kg.extract.registry import load_extractor
from kg.pipeline import build
from kg.pipeline.reuse import EXTRACTIONS, extract_new as extract_texts, read_known

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from contextlib import AbstractContextManager

    from kg.config import Config

__all__ = ["example_is_known", "render", "run_document"]

ROOT = Path(__file__).resolve().parent.parent

_BLOCK = re.compile(r"```(python|sh)\n(.*?)```\n(\n```text\n.*?```\n)?", re.DOTALL)
_TIMES = re.compile(r"^seconds .*?(?=^open )", re.MULTILINE | re.DOTALL)


def run_document(path: Path) -> list[tuple[str, str]]:
    """Run a document.

    Parameters
    ----------
    path : Path
        A Markdown file.

    Returns
    -------
    list of (str, str)
        Code and output of each block, in order.
    """
    space: dict[str, object] = {"__name__": "document"}
    done = []
    text = path.read_text(encoding="utf-8")
    with _folder(), example_is_known():
        for language, code, _ in _BLOCK.findall(text):
            told = io.StringIO()
            with contextlib.redirect_stdout(told):
                if language == "python":
                    exec(compile(code, path.name, "exec", dont_inherit=True), space)
                else:
                    _run_shell(code)
            lines = (line.rstrip() for line in _TIMES.sub("", told.getvalue()).splitlines())
            done.append((code, "\n".join(lines).strip("\n")))
    return done


def render(path: Path) -> str:
    """Give a document with the output that its code has now.

    Parameters
    ----------
    path : Path
        A Markdown file.

    Returns
    -------
    str
        Its text; only ``text`` blocks behind code differ.
    """
    outputs = iter(run_document(path))

    def replace(found: re.Match[str]) -> str:
        _, output = next(outputs)
        block = f"```{found[1]}\n{found[2]}```\n"
        return block if found[3] is None else f"{block}\n```text\n{output}\n```\n"

    return _BLOCK.sub(replace, path.read_text(encoding="utf-8"))


@contextlib.contextmanager
def _folder() -> Iterator[None]:
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        for name in ("examples", "exports"):
            shutil.copytree(ROOT / name, Path(folder) / name)
        os.chdir(folder)
        try:
            yield
        finally:
            os.chdir(before)


def example_is_known() -> AbstractContextManager[object]:
    """Let builds take what the example listing says from the committed export.

    Returns
    -------
    context manager
        While it lasts, a text of ``examples/landmarks.txt`` is not read again, if extractor and
        threshold are those of ``exports/``.
    """
    exports = ROOT / "exports"
    told = json.loads((exports / "build.json").read_text("utf-8"))
    known = read_known(exports / EXTRACTIONS)

    def extract_new(papers: Any, also: Mapping[Any, Any], config: Config, **options: Any) -> Any:
        same = (
            load_extractor(config.extractor).version == told["extractor"]
            and config.min_confidence == told["min_confidence"]
            and not config.lexicon
        )
        return extract_texts(papers, {**known, **also} if same else also, config, **options)

    return patch.object(build, "extract_new", extract_new)


def _run_shell(code: str) -> None:
    from typer.testing import CliRunner

    from kg.cli.commands import app

    for line in code.replace("\\\n", " ").splitlines():
        command = shlex.split(line, comments=True)
        if not command or command[0] in {"python", "python3", "pip", "make", "source"}:
            continue  # what sets up, before there is anything to run
        if command[0] == "mkdir":
            Path(command[-1]).mkdir(parents=True, exist_ok=True)
        elif command[0] == "cp":
            shutil.copy(command[1], command[2])
        elif command[0] == "kg":
            with (
                patch("kg.cli.table.on_terminal", return_value=True),
                patch("kg.cli.show.on_terminal", return_value=True),
            ):  # what a reader of the document sees
                done = CliRunner().invoke(app, command[1:])
            sys.stdout.write(done.output)
            if done.exit_code:
                raise SystemExit(f"{line}: exit code {done.exit_code}") from done.exception
        else:
            raise SystemExit(f"a document must not run {command[0]!r}")


def main() -> int:
    """Run the documents that are named.

    Returns
    -------
    int
        1 if one is not true any more and was not written.
    """
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("documents", nargs="+", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    stale = []
    for path in options.documents:
        now = render(path)
        if now == path.read_text(encoding="utf-8"):
            continue
        stale.append(str(path))
        if options.write:
            path.write_text(now, encoding="utf-8", newline="\n")
    if stale:
        sys.stdout.write(f"{'written' if options.write else 'stale'}: {', '.join(stale)}\n")
    return int(bool(stale) and not options.write)


if __name__ == "__main__":
    raise SystemExit(main())
