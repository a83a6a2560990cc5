"""``KnowledgeGraph`` → one HTML page, to be opened from disk: the map, and who says what."""

from __future__ import annotations

from kg.view.layout import find_topics
from kg.view.page import render_page
from kg.view.topics import name_topics

__all__ = ["find_topics", "name_topics", "render_page"]
