"""A knowledge graph of methods, datasets and concepts, read from research papers' abstracts."""

from __future__ import annotations

__all__ = ["__version__"]

__version__ = "0.1.0"
