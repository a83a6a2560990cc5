"""A paper → what it says: mentions, entities, roles, relations and results.

Importing this part is light; spaCy and the models are loaded when the first paper is read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.extract.writing import extraction_from_dict, extraction_to_dict

if TYPE_CHECKING:
    from kg.extract.pipeline import EXTRACTOR, extract_papers

__all__ = ["EXTRACTOR", "extract_papers", "extraction_from_dict", "extraction_to_dict"]


def __getattr__(name: str) -> Any:
    if name in {"EXTRACTOR", "extract_papers"}:
        from kg.extract import pipeline

        return getattr(pipeline, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
