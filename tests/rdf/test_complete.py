"""Names are completed from the graph's own labels, the best known first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.errors import NotFoundError, QueryError
from kg.rdf import ask_named, complete, complete_parameters
from tests.rdf.small import id_of

if TYPE_CHECKING:
    from kg.rdf import Store


def texts(store: Store, text: str, kind: str, *, limit: int = 10) -> list[str]:
    return [one.text for one in complete(store, text, kind, limit=limit)]


def test_what_begins_so_comes_before_what_holds_it(store):
    assert texts(store, "bert", "Method") == ["BERT", "RoBERTa"]
    assert texts(store, "model", "Method") == ["language model"]
    assert texts(store, "trans", "Entity") == ["Transformer", "transfer", "machine translation"]


def test_the_best_known_come_first(store):
    found = complete(store, "", "Dataset")
    assert [one.text for one in found] == ["GLUE", "SQuAD", "WMT14"]
    assert [one.n_links for one in found] == sorted((one.n_links for one in found), reverse=True)
    assert texts(store, "", "Dataset", limit=1) == ["GLUE"]


def test_years_and_papers(store):
    assert texts(store, "201", "integer") == ["2019", "2018", "2017"]
    assert texts(store, "robert", "Paper") == ["RoBERTa trains longer"]


def test_one_fitting_name_is_taken(store):
    whole, completed = complete_parameters(store, "methods-on-dataset", {"dataset": "squ"})
    assert completed == {"dataset": "SQuAD"}
    assert whole["dataset"].endswith(id_of("SQuAD"))
    assert ask_named(store, "methods-on-dataset", whole).rows == (("ELMo", "1"), ("RoBERTa", "1"))


def test_a_whole_name_is_no_beginning(store):
    whole, completed = complete_parameters(store, "extensions-of", {"method": "bert"})
    assert completed == {}
    assert whole["method"].endswith(id_of("BERT"))


def test_several_fitting_names_are_told(store):
    with pytest.raises(QueryError, match="several names: BERT, RoBERTa"):
        complete_parameters(store, "extensions-of", {"method": "ber"})


@pytest.mark.parametrize("text", ["zzz", "", " "])
def test_nothing_that_fits_is_an_error(store, text):
    with pytest.raises(NotFoundError, match="no dataset"):
        complete_parameters(store, "methods-on-dataset", {"dataset": text})
