"""What can go wrong, told to the one who must act.

The tree::

    KgError
    ├── InputError        a page, file or option cannot be read as what it should be
    │   └── ArgumentError an argument in Python, an option on the command line
    ├── VocabularyError   a type, role or relation that the vocabulary does not have
    ├── ValueCheckError   a value that breaks its own rules (a mention that is not in its text, …)
    ├── NotFoundError     a node, paper or named question that the graph does not have
    ├── QueryError        a SPARQL query that cannot be run
    └── ReadOnlyError     a graph that somebody wants to change
"""

from __future__ import annotations

import reprlib
from functools import partial
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "OPTIONS",
    "ArgumentError",
    "InputError",
    "KgError",
    "NotFoundError",
    "QueryError",
    "ReadOnlyError",
    "ValueCheckError",
    "VocabularyError",
    "shown",
]

#: Characters of a user's words that a message repeats; they are there to be found again.
_MAX_SHOWN: Final = 60


_REPR: Final = reprlib.Repr()
_REPR.maxstring = _REPR.maxother = _MAX_SHOWN


def shown(given: object, *, quotes: bool = True) -> str:
    """Repeat in a message what a user gave: as Python has it, and cut where it is long.

    Parameters
    ----------
    given : object
        Words, or whatever else stood where something was wanted.
    quotes : bool
        Whether words stand in quotes.

    Returns
    -------
    str
        Printable, on one line.

    Examples
    --------
    >>> shown("LoRA")
    "'LoRA'"
    >>> len(shown("x" * 100_000))
    62
    >>> shown(list(range(100)))
    '[0, 1, 2, 3, 4, 5, ...]'
    """
    if not isinstance(given, str):
        return _cut(_REPR.repr(given), 2 * _MAX_SHOWN)
    told = repr(_cut(given, _MAX_SHOWN))
    return told if quotes else told[1:-1]


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


class KgError(Exception):
    """Root of every deliberate error of ``kg``; the command line prints it and exits with 2."""

    def as_typed(self) -> str:
        """Tell it to one who typed options on the command line."""
        return str(self)


class InputError(KgError):
    """Input that cannot be read: where, what, and what would be right.

    Parameters
    ----------
    where : str
        The file, with the line where one is known: ``"pages.txt:17"``.
    what : str
        What is wrong there.
    hint : str, optional
        What would be right.

    Examples
    --------
    >>> str(
    ...     InputError(
    ...         "papers.jsonl:17", "field 'abstract' is missing", hint="give id, title, abstract"
    ...     )
    ... )
    "papers.jsonl:17: field 'abstract' is missing; give id, title, abstract"
    """

    def __init__(self, where: str, what: str, *, hint: str | None = None) -> None:
        super().__init__(where, what, hint)
        self.where = where
        self.what = what
        self.hint = hint

    def __reduce__(self) -> tuple[Any, ...]:
        # By default an error is made anew from its args alone, and hint is given by name: without
        # this an error in a worker process would be lost on its way.
        return partial(type(self), hint=self.hint), (self.where, self.what)

    def __str__(self) -> str:
        told = f"{self.where}: {self.what}"
        return told if self.hint is None else f"{told}; {self.hint}"


#: Name of an argument in Python → that of the option which says the same on the command line.
OPTIONS: Final = {
    "base_iri": "--base-iri",
    "curation": "--curation",
    "extractor": "--extractor",
    "gliner_model": "--gliner-model",
    "lexicon": "--lexicon",
    "llm_model": "--llm-model",
    "llm_url": "--llm-url",
    "min_confidence": "--min-confidence",
    "out": "--out",
    "provenance": "--provenance",
    "rdf": "--rdf",
    "title": "--title",
    "wait": "--wait",
}


class ArgumentError(InputError):
    """An argument, or the option that says the same, with a value that does not fit.

    ``where`` is the argument's name in Python, of which ``as_typed`` makes the option's.

    Examples
    --------
    >>> error = ArgumentError("min_confidence", "3 is out of range", hint="give 0 to 1")
    >>> str(error)
    'min_confidence: 3 is out of range; give 0 to 1'
    >>> error.as_typed()
    '--min-confidence: 3 is out of range; give 0 to 1'
    """

    def as_typed(self) -> str:
        """Tell it by the name of the option."""
        return str(InputError(OPTIONS.get(self.where, self.where), self.what, hint=self.hint))


class VocabularyError(KgError):
    """A word that is not in a closed vocabulary.

    Examples
    --------
    >>> str(VocabularyError("relation", "outperfroms", ("extends", "outperforms")))
    "unknown relation 'outperfroms'; known: extends, outperforms"
    """

    def __init__(self, kind: str, word: str, known: Sequence[str]) -> None:
        super().__init__(kind, word, tuple(known))
        self.kind = kind
        self.word = word
        self.known = tuple(known)

    def __str__(self) -> str:
        return f"unknown {self.kind} {shown(self.word)}; known: {', '.join(self.known)}"


class ValueCheckError(KgError, ValueError):
    """A value that breaks its own rules; raised where it is made."""


class NotFoundError(KgError, LookupError):
    """Something asked for by name that is not there: with what is near, else some that there are.

    Examples
    --------
    >>> str(NotFoundError("node", "PINNN", ("PINN",)))
    "no node 'PINNN'; did you mean PINN?"
    >>> str(NotFoundError("dataset", "x", known=("GLUE", "SQuAD")))
    "no dataset 'x'; there are GLUE, SQuAD, …"
    """

    def __init__(
        self, kind: str, name: str, near: Sequence[str] = (), known: Sequence[str] = ()
    ) -> None:
        super().__init__(kind, name, tuple(near), tuple(known))
        self.kind = kind
        self.name = name
        self.near = tuple(near)
        self.known = tuple(known)

    def __str__(self) -> str:
        told = f"no {self.kind} {shown(self.name)}"
        if self.near:
            return f"{told}; did you mean {', '.join(self.near)}?"
        return f"{told}; there are {', '.join(self.known)}, …" if self.known else told


class QueryError(KgError):
    """A SPARQL query that the store refuses; the text says where."""


class ReadOnlyError(KgError, AttributeError):
    """Something that never changes was to be changed.

    Examples
    --------
    >>> str(ReadOnlyError("graph", "methods"))
    "a graph never changes: 'methods' cannot be set"
    """

    def __init__(self, kind: str, field: str) -> None:
        super().__init__(kind, field)
        self.kind = kind
        self.field = field

    def __str__(self) -> str:
        return f"a {self.kind} never changes: {self.field!r} cannot be set"
