"""The command line: options in, words out. Everything it does is a call to the library."""

from __future__ import annotations

from kg.cli.main import main

__all__ = ["main"]
