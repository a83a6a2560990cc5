"""A knowledge graph of methods, datasets and concepts, read from research papers' abstracts.

>>> import kg
>>> g = kg.load("exports")  # or kg.build("pages/*.txt")
>>> g.datasets["imagenet"].name
'ImageNet'
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.api import Graph, add, build, load, remove
    from kg.errors import (
        ArgumentError,
        InputError,
        KgError,
        NotFoundError,
        QueryError,
        ReadOnlyError,
        ValueCheckError,
        VocabularyError,
    )

__all__ = [
    "ArgumentError",
    "Graph",
    "InputError",
    "KgError",
    "NotFoundError",
    "QueryError",
    "ReadOnlyError",
    "ValueCheckError",
    "VocabularyError",
    "__version__",
    "add",
    "build",
    "load",
    "remove",
]

__version__ = "0.1.0"

#: Name → module that has it. Loaded when it is first used: ``import kg`` costs nothing.
_HOMES = {
    **dict.fromkeys(("Graph", "add", "build", "load", "remove"), "kg.api"),
    **dict.fromkeys([name for name in __all__ if name.endswith("Error")], "kg.errors"),
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'kg' has no attribute {name!r}")
    value = getattr(importlib.import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
