"""Rule records → the page that documents them.

::

    python -m kg.train.rules --out docs/extraction-rules.md
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from kg.extract.patterns import render_rules

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the page.

    Parameters
    ----------
    arguments : sequence of str, optional
        Of the command line.

    Returns
    -------
    int
        0.
    """
    parser = argparse.ArgumentParser(description="Write the page of extraction rules.")
    parser.add_argument("--out", type=Path, default=Path("docs/extraction-rules.md"))
    options = parser.parse_args(arguments)
    options.out.write_text(render_rules(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
