"""The graph as a person asks it from Python: ``Graph`` and the values that it answers with."""

from __future__ import annotations

from kg.api.answer import Answer
from kg.api.compare import Aspect, Comparison
from kg.api.fact import Fact, Neighbor, Quote
from kg.api.graph import Graph
from kg.api.grow import add, remove
from kg.api.leaderboard import Leaderboard, Standing
from kg.api.make import build, load
from kg.api.path import Path
from kg.api.publication import Papers, Publication
from kg.api.score import Score
from kg.api.similar import SimilarPaper
from kg.api.sparql import Row, Rows
from kg.api.thing import Thing
from kg.api.things import Things
from kg.api.trends import Series, Trend

__all__ = [
    "Answer",
    "Aspect",
    "Comparison",
    "Fact",
    "Graph",
    "Leaderboard",
    "Neighbor",
    "Papers",
    "Path",
    "Publication",
    "Quote",
    "Row",
    "Rows",
    "Score",
    "Series",
    "SimilarPaper",
    "Standing",
    "Thing",
    "Things",
    "Trend",
    "add",
    "build",
    "load",
    "remove",
]
