"""The entry point of ``kg`` and ``python -m kg``: Ctrl-C is heeded from the first import on."""

from __future__ import annotations

import sys

__all__ = ["main"]


def main() -> None:
    """Run the command line and exit.

    Raises
    ------
    SystemExit
        Always: 130 when stopped from the keyboard, else as ``kg.cli.main`` has it.
    """
    try:
        # Loading takes a part of a second, in which a user may have thought better of it.
        from kg.cli.main import main as run

        run()
    except KeyboardInterrupt:
        sys.stderr.write("kg: stopped; earlier exports are whole\n")
        raise SystemExit(130) from None


if __name__ == "__main__":
    main()
