"""What does not fit a command's options and arguments → one line: what, and what would be right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from kg.errors import InputError, shown
from kg.surrogates import SURROGATE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["check_words", "usage_line"]

#: Kind of error, as the library that reads values calls it → what would be right.
_WANTED: Final = {
    "float_parsing": "a number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
}

#: Name of a bound, as that library calls it → how it is told.
_BOUNDS: Final = {
    "ge": "{} or more",
    "le": "{} or less",
    "gt": "more than {}",
    "lt": "less than {}",
}


def usage_line(error: Any) -> str:
    """Tell what is wrong with the options and arguments of a command.

    Parameters
    ----------
    error : typer's UsageError
        What was raised. Newer typer has a click of its own, so its parts are told by their names.

    Returns
    -------
    str
        ``"--port: 'abc' is no whole number; see kg serve --help"``.
    """
    context = error.ctx
    command = "kg" if context is None else context.command_path
    kind = type(error).__name__
    if kind == "NoSuchOption":
        near = sorted(error.possibilities or ())
        told = f"{shown(error.option_name, quotes=False)}: there is no such option"
        told += f", did you mean {' or '.join(near)}?" if near else ""
    elif kind == "BadOptionUsage":
        told = f"{error.option_name}: needs a value"
    elif kind == "MissingParameter":
        told = f"{_name(error)}: is missing"
    elif kind == "BadParameter":
        told = f"{_name(error)}: {_bad_value(error)}"
    else:
        told = _plain_words(error)
    return f"{told}{'' if told.endswith('?') else ';'} see {command} --help"


def check_words(command: Any, words: Sequence[str]) -> None:
    """Refuse an empty word, which means nothing anywhere, and one that is no text.

    Parameters
    ----------
    command : typer's Group
        All of ``kg``.
    words : sequence of str
        What was typed. An unset variable of a shell leaves an empty word where a name was meant,
        and an empty path would be the folder that one is in.

    Raises
    ------
    InputError
        If a word, or the value behind a ``=``, is empty, or a word is not UTF-8.
    """
    switches = set(_switches(command))
    before = ""
    for word in words:
        if SURROGATE.search(word):
            what = f"{shown(word)} is not UTF-8"
            raise InputError("the command line", what, hint="give text and names in UTF-8")
        name, equals, value = word.partition("=")
        if word == "" or (name[:2] == "--" and equals and not value):
            option = name or before
            takes = option[:1] == "-" and option not in {"-", "--", *switches}
            where = option if takes else "the command line"
            what = "has an empty value" if takes else "has an empty word"
            raise InputError(where, what, hint="give one, or leave it out")
        before = "" if equals else word


def _switches(command: Any) -> Iterator[str]:
    for one in command.params:
        if getattr(one, "is_flag", False):
            yield from one.opts
    for inner in getattr(command, "commands", {}).values():
        yield from _switches(inner)


def _plain_words(error: Any) -> str:
    """Tell of words that are no command, or are too many."""
    message = str(error.message).rstrip(".").replace(". Did you mean", ", did you mean")
    return f"{message[:1].lower()}{message[1:]}"


def _name(error: Any) -> str:
    parameter = error.param
    if parameter is None:
        return "the command line"
    if parameter.param_type_name == "option":
        return str(max(parameter.opts, key=len))
    return str(parameter.display_name_raw).strip("[]").removesuffix("...")


def _bad_value(error: Any) -> str:
    causes = getattr(error.__cause__, "errors", None)
    if causes is None:
        return str(error.message).rstrip(".")
    first = causes()[0]
    kind, given, about = first["type"], first["input"], first.get("ctx", {})
    if kind in _WANTED:
        return f"{shown(str(given))} is no {_WANTED[kind].removeprefix('a ')}"
    bounds = [words.format(about[name]) for name, words in _BOUNDS.items() if name in about]
    if bounds:
        return f"{given} is out of range; give {' and '.join(bounds)}"
    return str(first["msg"]).removeprefix("Value error, ").rstrip(".")
