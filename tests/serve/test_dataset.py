"""What a query says of its data set, read in time that grows with its length and no faster."""

from __future__ import annotations

import time

import pytest

from kg.serve.dataset import named_in
from kg.serve.refused import RefusedError

#: Parts that, repeated, once had a tokeniser look at the rest again at each.
PARTS = (
    "a.",
    "a-",
    ".",
    "\\'''\n",
    '\\"""\n',
    "'\\\n",
    "<a",
    "<",
    "?a",
    "a:b.",
    "FROM x",
    "BASE<",
    "FROM<a>",
)


@pytest.mark.parametrize("part", PARTS)
def test_long_texts_are_read_at_once(part):
    begun = time.process_time()
    named_in(part * (250_000 // len(part)), base_iri="http://d/", prefixes={})
    assert time.process_time() - begun < 10


@pytest.mark.parametrize(
    "query",
    ["BASE <a/> " * 25_000, f"BASE <{'a/' * 50_000}> " + "FROM <b> " * 10_000],
)
def test_addresses_that_grow_are_refused(query):
    with pytest.raises(RefusedError) as caught:
        named_in(query, base_iri="http://d/", prefixes={})
    assert caught.value.status == 400


def test_graphs_are_found_beside_strings_and_comments():
    query = '''# FROM <no>
        SELECT ("""FROM <no> \\""" """ AS ?a) ('FROM <no>' AS ?b) FROM <a>#FROM <no>
        FROM NAMED k.g-1:b.c { ?s ?p "FROM" , <no> }'''
    found = named_in(query, base_iri="http://d/", prefixes={"k.g-1": "http://e/"})
    assert found == ("http://d/a", "http://e/b.c")
