"""``KnowledgeGraph`` → one HTML page, to be opened from disk: the map, and who says what."""

from __future__ import annotations

from kg.view.page import render_page

__all__ = ["render_page"]
