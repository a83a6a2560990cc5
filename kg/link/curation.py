r"""What a curator decided: join, keep apart, rename, retype, reject; a file of tab-separated lines.

``join``, ``apart`` and ``rename`` have two names, ``retype`` a name and a type, ``reject`` a name;
a note may stand behind. Names are as people write them, so that decisions outlive every rebuild.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from kg.errors import InputError, shown
from kg.vocabulary import EntityType

__all__ = ["Action", "Decision", "read_decisions"]


class Action(StrEnum):
    """What can be decided."""

    JOIN = "join"
    APART = "apart"
    RENAME = "rename"
    RETYPE = "retype"
    REJECT = "reject"


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision.

    Attributes
    ----------
    action : Action
        What is to be done.
    name : str
        Any name of the thing.
    other : str
        The other name, the new name, or the type; empty for ``reject``.
    where : str
        Where it stands, for messages: ``"decisions.tsv:3"``.
    """

    action: Action
    name: str
    other: str = ""
    where: str = ""

    def __str__(self) -> str:
        told = f"{self.action} {shown(self.name)}"
        return (
            f"{self.where}: {told} {shown(self.other)}" if self.other else f"{self.where}: {told}"
        )


_HINT: Final = (
    "give an action (join, apart, rename, retype or reject), a name and, but for reject, what "
    "belongs to it, with tabs between"
)


def read_decisions(text: str, name: str) -> tuple[Decision, ...]:
    r"""Read decisions.

    Parameters
    ----------
    text : str
        One a line; empty lines and lines that begin with ``#`` are passed over.
    name : str
        What to call the file in messages.

    Returns
    -------
    tuple of Decision
        In the order of the lines.

    Raises
    ------
    InputError
        If a line is no decision, or two of them contradict each other; the message tells the line.

    Examples
    --------
    >>> [str(one) for one in read_decisions("join\tPINN\tphysics-informed net\n", "d.tsv")]
    ["d.tsv:1: join 'PINN' 'physics-informed net'"]
    >>> read_decisions("merge\tA\tB", "d.tsv")
    Traceback (most recent call last):
        ...
    kg.errors.InputError: d.tsv:1: unknown action 'merge'; give an action (join, apart, ...
    """
    decisions: list[Decision] = []
    said: dict[frozenset[str], Decision] = {}
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        one = _read_line(line.rstrip("\r"), f"{name}:{number}")
        if one.action in (Action.JOIN, Action.APART):
            pair = frozenset((one.name, one.other))
            before = said.setdefault(pair, one)
            if before.action is not one.action:
                raise InputError(one.where, f"contradicts {before.where}", hint="keep one of them")
        decisions.append(one)
    return tuple(decisions)


def _read_line(line: str, where: str) -> Decision:
    action, *rest = (part.strip() for part in line.split("\t"))
    if action not in list(Action):
        raise InputError(where, f"unknown action {shown(action)}", hint=_HINT)
    needed = 1 if action == Action.REJECT else 2
    if len(rest) < needed or not all(rest[:needed]):
        raise InputError(where, f"{action} lacks a name or what belongs to it", hint=_HINT)
    other = rest[1] if needed == 2 else ""
    if action == Action.RETYPE and other not in list(EntityType):
        known = ", ".join(EntityType)
        raise InputError(where, f"unknown type {shown(other)}", hint=f"give one of {known}")
    if action in (Action.JOIN, Action.APART) and rest[0] == other:
        raise InputError(where, "has one name twice", hint="give two names")
    return Decision(Action(action), rest[0], other, where)
