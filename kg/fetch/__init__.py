"""Papers from where they are: Hugging Face, arXiv, OAI-PMH, OpenAlex, Semantic Scholar, Zotero.

The only part that uses the network. Every source is a function that yields ``Batch`` after
``Batch``, and each batch says from where to go on: so a fetch that was cut off can be resumed.
"""

from __future__ import annotations

from kg.fetch.batch import Batch, Fetch, resume

__all__ = ["Batch", "Fetch", "resume"]
