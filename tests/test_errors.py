"""Errors come whole out of a worker process."""

from __future__ import annotations

import pickle

import pytest

from kg.errors import InputError, NotFoundError, QueryError, ValueCheckError, VocabularyError


@pytest.mark.parametrize(
    "error",
    [
        InputError("--llm-url", "no answer after 4 tries", hint="start the server"),
        InputError("a.txt:3", "is no entry"),
        VocabularyError("relation", "destroys", ("extends", "uses")),
        NotFoundError("node", "PINNN", ("PINN",)),
        ValueCheckError("no mention"),
        QueryError("no query"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_error_survives_the_way_between_processes(error):
    back = pickle.loads(pickle.dumps(error))
    assert type(back) is type(error)
    assert str(back) == str(error)
