"""Standard streams that can always be written to and read from."""

from __future__ import annotations

import io
import os
import sys

__all__ = ["ready_streams"]


def ready_streams() -> None:
    """Make standard input, output and error usable, whatever the caller did to them.

    Notes
    -----
    A stream that was closed (``>&-``) leaves its number to the next file that is opened, into which
    anything printed would go: it becomes the null device. A character that the encoding of the
    output has not (``LANG=C``) is written as its escape.
    """
    while (handle := os.open(os.devnull, os.O_RDWR)) <= 2:
        os.set_inheritable(handle, True)
    os.close(handle)
    if sys.stdin is None:
        sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
    for number, name in ((1, "stdout"), (2, "stderr")):
        stream = getattr(sys, name)
        if stream is None:
            stream = open(number, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
            setattr(sys, name, stream)
        if isinstance(stream, io.TextIOWrapper) and stream.errors in {"strict", "surrogateescape"}:
            stream.reconfigure(errors="backslashreplace")
