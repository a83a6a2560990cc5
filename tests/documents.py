"""The module ``docs/execute.py``, which belongs to no package."""

from __future__ import annotations

import importlib.util
from pathlib import Path

__all__ = ["execute"]

_SPEC = importlib.util.spec_from_file_location(
    "execute", Path(__file__).resolve().parent.parent / "docs" / "execute.py"
)
assert _SPEC is not None
assert _SPEC.loader is not None
execute = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(execute)
