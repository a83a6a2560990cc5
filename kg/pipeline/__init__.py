"""Files in, export folder out: with ``kg.cli``, the only part that opens the user's files."""

from __future__ import annotations

from kg.pipeline.build import BuildReport, build_export, extract_pages
from kg.pipeline.export import load_graph
from kg.pipeline.inputs import Page, find_pages, read_pages

__all__ = [
    "BuildReport",
    "Page",
    "build_export",
    "extract_pages",
    "find_pages",
    "load_graph",
    "read_pages",
]
