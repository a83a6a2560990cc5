"""Halves of surrogate pairs: no characters, though a ``str`` holds them; UTF-8 cannot say them."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["SURROGATE"]

#: One of them.
SURROGATE: Final = re.compile("[\ud800-\udfff]")
