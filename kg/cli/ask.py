"""``kg ask``: questions by name, with their parameters completed from the graph's own names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final

import typer

from kg.cli.commands import Folder, app
from kg.cli.options import AnswerFormat, Memory, Timeout  # noqa: TC001 - typer reads them
from kg.errors import InputError, shown

if TYPE_CHECKING:
    from kg.rdf import NamedQuestion, Store

__all__ = ["ask", "named_options"]

#: Settings of a command that takes the parameters of a question as options.
_OPEN: Final = {"allow_extra_args": True, "ignore_unknown_options": True}


@app.command(context_settings=_OPEN)
def ask(
    context: typer.Context,
    folder: Folder,
    question: Annotated[
        str | None,
        typer.Argument(metavar="QUESTION", help="Name of a question; without one, all are listed."),
    ] = None,
    output: AnswerFormat = None,
    timeout: Timeout = 60.0,
    memory: Memory = 1024,
) -> None:
    """Ask a question by its name; names may be given by their beginning.

    Values of parameters stand in their order, or as options with the parameter's name. Without
    them, the question tells what it needs and which names of the graph fit.

    Examples: `kg ask graph` · `kg ask graph methods-on-dataset ImageNet` ·
    `kg ask graph leaderboard --dataset SQuAD --metric F1`
    """
    from kg import rdf
    from kg.cli import show
    from kg.cli.asking import ask_place
    from kg.pipeline.store import find_store
    from kg.rdf.disk import open_disk_store
    from kg.rdf.named import bind_question

    if question is None:
        if context.args:
            raise InputError("kg ask", f"no question for {shown(context.args[0])}", hint="name one")
        show.print_questions(rdf.named_questions())
        return
    wanted = rdf.find_question(question)
    given = named_options(wanted, context.args)
    with find_store(folder) as place:
        store = open_disk_store(place)
        if len(given) < len(wanted.parameters):
            _print_needs(store, wanted, given)
            return
        whole, completed = rdf.complete_parameters(store, wanted.name, given)
        text = bind_question(store, wanted.name, whole)
        result = ask_place(place, text, store.base_iri, timeout_s=timeout, memory_mb=memory)
    if output in {None, "table"}:
        asked = [f"{name} = {completed.get(name, text)}" for name, text in given.items()]
        told = f"{wanted.title} {', '.join(asked)}".rstrip()
        show.print_remark(told, drawn=output == "table")
    show.print_result(result, output)


def named_options(question: NamedQuestion, words: list[str]) -> dict[str, str]:
    """Read what stands behind a question's name.

    Parameters
    ----------
    question : NamedQuestion
        The question.
    words : list of str
        ``--dataset GSM8K``, ``--dataset=GSM8K``, or ``GSM8K`` for the next parameter that has no
        value yet.

    Returns
    -------
    dict of str to str
        Values by the parameters' names, in the question's order.

    Raises
    ------
    InputError
        If an option is no parameter, has no value or is given twice, or there are more values than
        parameters.
    """
    names = [one.name for one in question.parameters]
    known = ", ".join(f"--{name}" for name in names) or "none"
    given: dict[str, str] = {}
    values: list[str] = []
    rest = list(words)
    while rest:
        word = rest.pop(0)
        if not word.startswith("--"):
            values.append(word)
            continue
        name, equals, value = word.removeprefix("--").partition("=")
        if name not in names:
            hint = f"it has: {known}"
            raise InputError(question.name, f"has no parameter {shown(word)}", hint=hint)
        if not equals and not rest:
            raise InputError(question.name, f"needs a value behind --{name}")
        if name in given:
            raise InputError(question.name, f"has --{name} twice", hint="give it once")
        given[name] = value if equals else rest.pop(0)
    for name in names:
        if name not in given and values:
            given[name] = values.pop(0)
    if values:
        told = f"has no parameter for {shown(values[0])}"
        raise InputError(question.name, told, hint=f"it has: {known}")
    return {name: given[name] for name in names if name in given}


def _print_needs(store: Store, question: NamedQuestion, given: dict[str, str]) -> None:
    """Tell what a question needs to know, with names that fit."""
    from kg.cli import show
    from kg.rdf import complete

    show.print_remark(question.title)
    rows = []
    for one in question.parameters:
        if one.name in given:
            names = given[one.name]
        else:
            found = complete(store, "", one.type, limit=5)
            names = ", ".join(found_one.text for found_one in found) or one.example
        rows.append((f"--{one.name}", one.description, names))
    show.print_table(("parameter", "is", "for example"), rows)
