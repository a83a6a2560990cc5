"""Papers that are about the same things."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.api.answer import Answer
from kg.vocabulary import EntityType, Role

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.api.index import Index
    from kg.api.publication import Publication
    from kg.api.thing import Thing

__all__ = ["SimilarPaper", "Similarity"]

#: How much a thing counts in a paper, by what it does there.
_WEIGHT: Final[Mapping[Role | None, float]] = {
    Role.PROPOSES: 1.0,
    Role.INTRODUCES: 1.0,
    Role.ADDRESSES: 1.0,
    Role.STUDIES: 1.0,
    Role.USES: 1.0,
    Role.COMPARES: 0.7,
    Role.REPORTS: 0.4,
    Role.MENTIONS: 0.4,
    None: 0.4,
}

#: What a metric counts beside other types: sharing "accuracy" makes no two papers alike.
_METRIC: Final = 0.3

#: Shared things that are named for a pair of papers.
_N_SHARED: Final = 5


@dataclass(frozen=True, slots=True)
class SimilarPaper:
    """A paper that is about the same things as another.

    Attributes
    ----------
    paper : Publication
        The paper.
    score : float
        Cosine of the two papers' vectors; 0 to 1.
    shared : tuple of Thing
        What both are about, the most telling first.
    """

    paper: Publication
    score: float
    shared: tuple[Thing, ...]


class Similarity:
    """Vectors of all papers over the things that they name; made once for a graph.

    Parameters
    ----------
    index : Index
        Of the graph.

    Notes
    -----
    A thing weighs ``log(N / n)``, where n of N papers name it (inverse document frequency: Spärck
    Jones, "A statistical interpretation of term specificity", J. Doc. 28, 1972), times the weight
    of its role in the paper. Papers are compared by the cosine of their vectors.
    """

    def __init__(self, index: Index) -> None:
        self._index = index
        n_papers = len(index.graph.papers)
        vectors: dict[str, dict[str, float]] = defaultdict(dict)
        postings: dict[str, list[tuple[str, float]]] = defaultdict(list)
        for node in index.graph.nodes:
            rare = math.log(n_papers / len(node.papers))
            rare *= _METRIC if node.type is EntityType.METRIC else 1.0
            for paper in node.papers:
                vectors[paper][node.id] = rare * _WEIGHT[index.role_of(paper, node.id)]
        for paper, vector in vectors.items():
            length = math.sqrt(sum(weight**2 for weight in vector.values())) or 1.0
            for node_id in vector:
                vector[node_id] /= length
                postings[node_id].append((paper, vector[node_id]))
        self._vectors, self._postings = vectors, postings

    def near(self, paper: Publication, n: int) -> Answer[SimilarPaper]:
        """Find the papers that are most like one.

        Parameters
        ----------
        paper : Publication
            The paper.
        n : int
            How many at most.

        Returns
        -------
        Answer of SimilarPaper
            Most alike first, then by title and id; never the paper itself.
        """
        mine = self._vectors.get(paper.id, {})
        scores: dict[str, float] = defaultdict(float)
        for node_id, weight in mine.items():
            for other, other_weight in self._postings[node_id]:
                scores[other] += weight * other_weight
        scores.pop(paper.id, None)
        of = self._index.graph.paper_of
        order = sorted(scores, key=lambda one: (-round(scores[one], 6), of[one].title, one))
        found = [self._pair(mine, one, scores[one]) for one in order[:n] if scores[one] > 0]
        return Answer(
            tuple(found),
            ("paper", "date", "score", "shared"),
            lambda one: (one.paper.link, one.paper.date, one.score, one.shared),
            f"papers like “{paper.title}”",
        )

    def _pair(self, mine: Mapping[str, float], other: str, score: float) -> SimilarPaper:
        theirs = self._vectors[other]
        shared = sorted(
            mine.keys() & theirs.keys(), key=lambda one: (-mine[one] * theirs[one], one)
        )
        things = tuple(self._index.thing(one) for one in shared[:_N_SHARED])
        return SimilarPaper(self._index.publication(other), round(score, 4), things)
