"""The bytes of a page or file → papers. Knows nothing of paths, networks or what is in a text.

Every layout it reads is described where it is read: listing pages in ``listing``, JSON lines in
``json_lines``. What fits neither is an ``InputError`` that names the line.
"""

from __future__ import annotations

from kg.sources.merge import merge_papers
from kg.sources.read import read_source

__all__ = ["merge_papers", "read_source"]
