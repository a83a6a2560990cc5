"""A paper of our own, read, with its entities as drafts."""

from collections.abc import Iterable
from functools import cache

from spacy.language import Language

from kg.extract.entities import DraftEntity
from kg.extract.reading import Reading, make_reader, read_paper
from kg.model import Mention, Paper, Span
from kg.vocabulary import EntityType

Described = tuple[str, EntityType, tuple[str, ...]]

TITLE = "FooNet: Sparse Training for Image Classification"
ABSTRACT = (
    "Stochastic gradient descent (SGD) is widely used for deep learning, but it suffers from slow "
    "convergence. We propose FooNet, a sparse network that extends BarNet with a gating module. "
    "Our method is evaluated on CIFAR-100 and ImageNet. FooNet outperforms BarNet by 4.6% accuracy "
    "on ImageNet and is 3 times faster than LoRA. It has 7 million weights and was made in 2021. "
    "Optimizers such as SGD and Adam are compared."
)

_ENTITIES = (
    ("FooNet", EntityType.METHOD, ("FooNet",)),
    ("image classification", EntityType.TASK, ("Image Classification",)),
    ("stochastic gradient descent", EntityType.METHOD, ("Stochastic gradient descent", "SGD")),
    ("convergence", EntityType.CONCEPT, ("convergence",)),
    ("BarNet", EntityType.METHOD, ("BarNet",)),
    ("gating module", EntityType.METHOD, ("gating module",)),
    ("CIFAR-100", EntityType.DATASET, ("CIFAR-100",)),
    ("ImageNet", EntityType.DATASET, ("ImageNet",)),
    ("accuracy", EntityType.METRIC, ("accuracy",)),
    ("LoRA", EntityType.METHOD, ("LoRA",)),
    ("Optimizers", EntityType.METHOD, ("Optimizers",)),
    ("Adam", EntityType.METHOD, ("Adam",)),
)


@cache
def nlp() -> Language:
    return make_reader()


def read(title: str, abstract: str) -> Reading:
    return read_paper(Paper("p", title, abstract), nlp())


def drafts_of(reading: Reading, entities: Iterable[Described]) -> tuple[DraftEntity, ...]:
    text = reading.paper.text
    return tuple(
        DraftEntity(name, kind, tuple(_mentions(text, surfaces)), 1.0)
        for name, kind, surfaces in entities
    )


def _mentions(text: str, surfaces: Iterable[str]) -> list[Mention]:
    found = []
    for surface in surfaces:
        start = text.find(surface)
        while start >= 0:
            found.append(Mention(Span(start, start + len(surface)), surface, "test"))
            start = text.find(surface, start + 1)
    return sorted(found, key=lambda one: one.span)


@cache
def case() -> tuple[Reading, tuple[DraftEntity, ...]]:
    reading = read(TITLE, ABSTRACT)
    return reading, drafts_of(reading, _ENTITIES)


def words_of(reading: Reading, span: Span) -> str:
    return reading.paper.text[span.start : span.end]
