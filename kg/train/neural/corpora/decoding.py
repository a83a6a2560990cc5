"""What the network says of documents → their mentions and relations, above thresholds."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, TypeVar

import torch

from kg.train.corpora.documents import Mention, Related
from kg.train.corpora.protocol import BOTH, NER, ONCE, score
from kg.train.neural.precision import half_precision

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.train.corpora.documents import Corpus, Document, Span
    from kg.train.neural.corpora.network import CorpusNetwork
    from kg.train.neural.corpora.passes import Labels, Passes

__all__ = ["Said", "Thresholds", "choose_thresholds", "decode", "read"]

_One = TypeVar("_One", Mention, Related)

_TRIED: Final = tuple(n / 20 for n in range(4, 17))


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From which chance on something is taken.

    Attributes
    ----------
    mention, relation : float
        Chances.
    """

    mention: float = 0.5
    relation: float = 0.5


@dataclass(frozen=True, slots=True)
class Said:
    """What the network says of a document.

    Attributes
    ----------
    mentions : tuple of (float, Mention)
        Each candidate's chance of being one, and its likeliest type; surest first.
    links : tuple of (float, Related)
        Each pair's chance of being related, and its likeliest relation; surest first.
    """

    mentions: tuple[tuple[float, Mention], ...]
    links: tuple[tuple[float, Related], ...]


@torch.inference_mode()
def read(
    network: CorpusNetwork, passes: Passes, labels: Labels, n_documents: int, *, size: int = 16
) -> list[Said]:
    """Read documents.

    Parameters
    ----------
    network : CorpusNetwork
        Trained.
    passes : Passes
        Of the documents.
    labels : Labels
        Of the corpus.
    n_documents : int
        Number of documents.
    size : int, optional
        Passes a batch.

    Returns
    -------
    list of Said
        One a document.
    """
    network.eval()
    mentions: list[list[tuple[float, Mention]]] = [[] for _ in range(n_documents)]
    links: list[list[tuple[float, Related]]] = [[] for _ in range(n_documents)]
    order = sorted(range(len(passes.places)), key=lambda one: passes.n_pieces[one])
    for at in range(0, len(order), size):
        chosen = order[at : at + size]
        batch = passes.take(chosen)
        with half_precision(batch.ids.device.type):
            found = network(batch, teach=False)
        firsts, widths, real = found.candidates
        rows = torch.arange(len(chosen))[:, None]
        chances = torch.softmax(found.stretches[rows, firsts, widths], -1)
        kinds = chances[..., 1:].argmax(-1)
        some = (1 - chances[..., 0]).tolist()
        spans: list[list[Span]] = []
        for row, (left, wide) in enumerate(zip(firsts.tolist(), widths.tolist(), strict=True)):
            offset = passes.places[chosen[row]][1]
            spans.append(
                [(offset + a, offset + a + b + 1) for a, b in zip(left, wide, strict=True)]
            )
        for row, (taken, types) in enumerate(zip(real.tolist(), kinds.tolist(), strict=True)):
            document = passes.places[chosen[row]][0]
            mentions[document] += [
                (some[row][one], Mention(spans[row][one], labels.types[types[one]]))
                for one, here in enumerate(taken)
                if here
            ]
        if not len(found.links):
            continue
        related = torch.softmax(found.links, -1)
        codes = (1 + related[:, 1:].argmax(-1)).tolist()
        chance = (1 - related[:, 0]).tolist()
        pairs = zip(*(one.tolist() for one in found.pairs), codes, chance, strict=True)
        for row, one, other, code, sure in pairs:
            name, back = labels.relation(code)
            ends = (spans[row][one], spans[row][other])
            head, tail = reversed(ends) if back else ends
            links[passes.places[chosen[row]][0]].append((sure, Related(head, tail, name)))
    return [
        Said(tuple(_surest(one)), tuple(_surest(other)))
        for one, other in zip(mentions, links, strict=True)
    ]


def _surest(found: list[tuple[float, _One]]) -> list[tuple[float, _One]]:
    return sorted(found, key=lambda one: (-one[0], one[1]))


def decode(document: Document, said: Said, thresholds: Thresholds) -> Document:
    """Take what is sure enough.

    Of two mentions that overlap the surer stays; a relation holds between mentions that were taken.

    Parameters
    ----------
    document : Document
        Its words and sentences.
    said : Said
        What the network says.
    thresholds : Thresholds
        How sure.

    Returns
    -------
    Document
        As read.
    """
    taken: list[Mention] = []
    free = [True] * len(document.words)
    for chance, one in said.mentions:
        first, last = one.span
        if chance >= thresholds.mention and all(free[first:last]):
            free[first:last] = [False] * (last - first)
            taken.append(one)
    spans = {one.span for one in taken}
    relations = tuple(
        one
        for chance, one in said.links
        if chance >= thresholds.relation and one.head in spans and one.tail in spans
    )
    return replace(document, mentions=tuple(sorted(taken)), relations=relations)


def choose_thresholds(
    documents: Sequence[Document], said: Sequence[Said], corpus: Corpus
) -> tuple[Thresholds, float]:
    """Choose the thresholds that give the best F1 of mentions, and then of relations.

    Parameters
    ----------
    documents : sequence of Document
        Of the dev part.
    said : sequence of Said
        What the network says of them.
    corpus : Corpus
        The corpus.

    Returns
    -------
    Thresholds
        The best.
    float
        Mean of both F1; of mentions alone where there are no relations.
    """

    def f1(thresholds: Thresholds, measure: str) -> float:
        found = [decode(one, other, thresholds) for one, other in zip(documents, said, strict=True)]
        return score(documents, found, corpus.symmetric)[measure].f1

    def best(tried: list[Thresholds], measure: str) -> tuple[float, Thresholds]:
        found = [(f1(one, measure), one) for one in tried]
        return max(found, key=lambda one: one[0])

    start = Thresholds()
    mention, start = best([replace(start, mention=one) for one in _TRIED], NER)
    if not corpus.relations:
        return start, mention
    measure = BOTH if corpus.symmetric else ONCE
    relation, start = best([replace(start, relation=one) for one in _TRIED], measure)
    return start, (mention + relation) / 2
