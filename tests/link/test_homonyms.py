"""One spelling, several things: what is set apart, and what is not."""

from __future__ import annotations

from typing import Any

import pytest

from kg.evaluate.gold import gold_extraction
from kg.link import Linking, Member, link

#: Words of papers on language models, and of papers on fluids; made up.
LANGUAGE = (
    "Pretrained language models answer questions, translate sentences, follow instructions, "
    "decode tokens, sample prompts, summarise documents, retrieve passages, rank candidates, tune "
    "adapters, align preferences, reward annotators, benchmark reasoning, quantise transformers."
)
LANGUAGE_TOO = (
    "Instructions and prompts steer pretrained transformers whose tokens encode sentences; "
    "adapters align language preferences, annotators rank documents, passages ground questions, "
    "benchmarks reward reasoning, decoding costs memory, heads and layers specialise on syntax."
)
FLUIDS = (
    "Viscous flows past cylinders shed vortices; turbulent boundary layers, Reynolds stresses, "
    "jets, plasmas, magnetic dynamos, neutron stars, accretion disks, superfluid helium, "
    "stratified oceans, convection cells, buoyancy and rotation govern their dissipation."
)


def read(paper: str, text: str, name: str, kind: str, role: str = "mentions") -> Any:
    """Make the extraction of a paper that has a text and names one thing in it."""
    record = {"id": paper, "title": f"Paper {paper}", "abstract": f"{text} We study {name} here."}
    entity = {"name": name, "type": kind, "role": role, "mentions": [name]}
    return gold_extraction(record, {"entities": [entity]})


def are_one(linking: Linking, left: tuple[str, str], right: tuple[str, str]) -> bool:
    return linking.group_of[Member(*left)] == linking.group_of[Member(*right)]


def pair(left: Any, right: Any) -> bool:
    names = [(one.paper.id, one.entities[0].name) for one in (left, right)]
    return are_one(link([left, right]), *names)


def test_word_is_two_things_where_papers_are_unlike_and_types_differ() -> None:
    one = read("p", LANGUAGE, "transfer", "Task")
    assert not pair(one, read("q", FLUIDS, "transfer", "Concept"))
    assert pair(one, read("q", LANGUAGE_TOO, "transfer", "Concept"))


@pytest.mark.parametrize("term", ["diffeomorphism", "neutrino", "graph neural network", "ImageNet"])
def test_term_means_one_thing_everywhere(term: str) -> None:
    assert pair(read("p", LANGUAGE, term, "Concept"), read("q", FLUIDS, term, "Concept"))


@pytest.mark.parametrize("field", ["robotics", "Mathematics", "neurobiology"])
def test_field_of_study_is_one_whatever_its_papers_speak_of(field: str) -> None:
    assert pair(read("p", LANGUAGE, field, "Task"), read("q", FLUIDS, field, "Concept"))


def test_short_texts_tell_nothing() -> None:
    assert pair(read("p", "", "temperature", "Concept"), read("q", "", "temperature", "Concept"))


@pytest.mark.parametrize(("name", "word"), [("SLoPe", "slope"), ("LaMP", "lamp"), ("MASH", "mash")])
def test_cased_name_is_not_the_ordinary_word(name: str, word: str) -> None:
    assert not pair(read("p", LANGUAGE, name, "Method"), read("q", FLUIDS, word, "Concept"))


@pytest.mark.parametrize(
    ("left", "right"),
    [("ADAM", "Adam"), ("PyTorch", "pytorch"), ("BLEU", "bleu"), ("SLoPe", "SLOPE")],
)
def test_case_of_one_name_does_not_count(left: str, right: str) -> None:
    assert pair(read("p", LANGUAGE, left, "Method"), read("q", LANGUAGE_TOO, right, "Method"))


def test_name_that_two_papers_coin_is_two_things() -> None:
    one = read("p", LANGUAGE, "PRISM", "Method", "proposes")
    other = read("q", FLUIDS, "PRISM", "Method", "proposes")
    assert not pair(one, other)
    user = read("r", LANGUAGE_TOO, "PRISM", "Method", "compares")
    linking = link([one, other, user])
    assert are_one(linking, ("p", "PRISM"), ("r", "PRISM"))
    assert not are_one(linking, ("q", "PRISM"), ("r", "PRISM"))


def test_capital_of_a_data_set_tells_it_from_the_word() -> None:
    data = read("p", LANGUAGE, "Natural Questions", "Dataset")
    assert not pair(data, read("q", LANGUAGE_TOO, "natural questions", "Concept"))
    assert pair(data, read("q", LANGUAGE_TOO, "Natural Questions", "Dataset"))


def test_order_of_papers_does_not_count() -> None:
    papers = [
        read(str(n), (LANGUAGE, FLUIDS)[n % 2], "transfer", ("Task", "Concept")[n % 2])
        for n in range(9)
    ]
    assert link(papers) == link(papers[::-1])
    assert len({group.key for group in link(papers).groups}) == 2
