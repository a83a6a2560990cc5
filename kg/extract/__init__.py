"""A paper → what it says: mentions, entities, roles, relations and results.

Importing this part is light; spaCy and the models are loaded when the first paper is read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.extract.version import extractor_version
from kg.extract.writing import (
    extraction_from_dict,
    extraction_to_dict,
    extraction_to_line,
    paper_from_dict,
    paper_to_dict,
)

if TYPE_CHECKING:
    from kg.extract.parallel import extract_in_processes
    from kg.extract.pipeline import extract_papers
    from kg.extract.registry import load_extractor

__all__ = [
    "extract_in_processes",
    "extract_papers",
    "extraction_from_dict",
    "extraction_to_dict",
    "extraction_to_line",
    "extractor_version",
    "load_extractor",
    "paper_from_dict",
    "paper_to_dict",
]


def __getattr__(name: str) -> Any:
    if name == "extract_papers":
        from kg.extract import pipeline

        return pipeline.extract_papers
    if name == "extract_in_processes":
        from kg.extract import parallel

        return parallel.extract_in_processes
    if name == "load_extractor":
        from kg.extract import registry

        return registry.load_extractor
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
