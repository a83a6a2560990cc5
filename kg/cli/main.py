"""Entry point: every deliberate error becomes one line and exit code 2; no traceback is shown."""

from __future__ import annotations

import errno
import os
import sys
from typing import Any

import typer
from rich.console import Console

from kg.cli import (  # noqa: F401 - they join the app
    ask,
    fetching,
    growing,
    pushing,
    review,
    score_merge,
    serving,
    tables,
    viewing,
)
from kg.cli.commands import app
from kg.cli.score import score_app
from kg.cli.streams import ready_streams
from kg.cli.usage import check_words, usage_line
from kg.errors import KgError, shown

__all__ = ["main"]

#: What options and arguments that do not fit raise. Newer typer carries a click of its own, so the
#: class is taken from typer, not from click.
UsageError: Any = typer.BadParameter.__mro__[1]

app.add_typer(score_app)

#: Set to anything to see the traceback of an internal error.
DEBUG_VARIABLE = "KG_DEBUG"


def main() -> None:
    """Run the command line and exit, or be stopped.

    Raises
    ------
    SystemExit
        0 if all went well, 2 for bad input or options, 1 for an internal error.
    KeyboardInterrupt
        If it is stopped from the keyboard; ``kg.__main__`` tells of it.
    """
    ready_streams()
    try:
        raise SystemExit(_run(sys.argv[1:]))
    except KgError as error:
        raise SystemExit(_tell(error.as_typed(), code=2)) from None
    except UsageError as error:
        if type(error).__name__ == "NoArgsIsHelpError":
            error.show()
            raise SystemExit(2) from None
        raise SystemExit(_tell(usage_line(error), code=2)) from None
    except typer.Abort:
        raise KeyboardInterrupt from None
    except BrokenPipeError:
        # The reader of our output has gone (`kg … | head`); there is nobody left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(0) from None
    except OSError as error:
        where = str(error.filename or "the output")
        if error.errno == errno.ENAMETOOLONG:
            where = shown(where, quotes=False)
        raise SystemExit(_tell(f"{where}: {error.strerror or error}", code=2)) from None
    except Exception as error:
        if os.environ.get(DEBUG_VARIABLE):
            raise
        told = f"internal error: {type(error).__name__}: {error}"
        hint = f"please report it; {DEBUG_VARIABLE}=1 shows where it happened"
        raise SystemExit(_tell(f"{told} ({hint})", code=1)) from None


def _run(words: list[str]) -> int:
    """Run a command; give its exit code. What it raises passes through."""
    # The library's own ``main`` would turn Ctrl-C and a closed pipe into exit codes, wordlessly.
    command = typer.main.get_command(app)
    check_words(command, words)
    try:
        with command.make_context("kg", list(words)) as context:
            command.invoke(context)
        sys.stdout.flush()
    except typer.Exit as ended:
        sys.stdout.flush()
        return ended.exit_code
    return 0


def _tell(message: str, *, code: int) -> int:
    line = " ".join(message.split())
    Console(stderr=True, highlight=False, markup=False, soft_wrap=True).print(f"kg: {line}")
    return code
