"""A process that holds a copy of a store in memory and forks workers that share it.

    python -m kg.serve.nursery DB MIB

A look-up in memory takes a tenth of what it takes on disk, but a copy takes seconds to make: too
long for each worker, so one is made and all read the same pages. What is forked gives up its
rights as every worker does (``kg.serve.worker``); the nursery itself never sees a query.

Its standard input is a socket. It says ``{"ready": true}`` when the copy is there. Each byte that
comes with a socket has a worker forked that talks on it: ``{"born": PID}``, and when it has ended
``{"gone": PID, "code": N}``, below zero for the signal that ended it. Each is one line of JSON.
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import socket
import sys
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.serve.worker import answer_all

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["main"]


def main() -> None:
    """Copy the store named first on the command line, and fork until the input ends."""
    control = socket.socket(fileno=os.dup(0))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the watching process decides
    store = _copied(sys.argv[1])
    if store is None:
        _tell(control, {"error": "the store cannot be read"})
        return
    woken, wake = os.pipe()
    os.set_blocking(wake, False)
    signal.set_wakeup_fd(wake)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    _tell(control, {"ready": True})
    while True:
        ready, _, _ = select.select([control.fileno(), woken], [], [])
        if woken in ready:
            os.read(woken, 4096)
            for pid, code in _ended():
                _tell(control, {"gone": pid, "code": code})
        if control.fileno() in ready:
            asked, lines, _, _ = socket.recv_fds(control, 1, 1)
            if not asked:
                return
            pid = _fork(store, lines[0], (control.fileno(), woken, wake))
            os.close(lines[0])
            _tell(control, {"born": pid})


def _copied(place: str) -> ox.Store | None:
    # Another process reads it: the engine's threads on disk stay for ever, and a process that has
    # threads must not be forked.
    read, write = os.pipe()
    if (reader := os.fork()) == 0:
        with contextlib.suppress(BaseException), os.fdopen(write, "wb") as out:
            os.close(read)
            ox.Store.read_only(place).dump(out, format=ox.RdfFormat.N_QUADS)
            out.flush()
            os._exit(0)
        os._exit(1)
    os.close(write)
    store = ox.Store()
    with os.fdopen(read, "rb") as lines, contextlib.suppress(SyntaxError, ValueError, OSError):
        store.bulk_load(lines, format=ox.RdfFormat.N_QUADS)
    _, status = os.waitpid(reader, 0)
    return store if status == 0 else None


def _fork(store: ox.Store, line: int, ours: tuple[int, ...]) -> int:
    pid = os.fork()
    if pid:
        return pid
    code = 1
    try:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.setsid()
        os.dup2(line, 0)
        os.dup2(line, 1)
        for one in (line, *ours):
            os.close(one)
        with open(0, "rb") as requests, open(1, "wb") as answers:
            answer_all(store, requests, answers, memory=int(sys.argv[2]) << 20)
        code = 0
    finally:
        os._exit(code)


def _ended() -> Iterator[tuple[int, int]]:
    with contextlib.suppress(ChildProcessError):
        while (found := os.waitpid(-1, os.WNOHANG))[0]:
            yield found[0], os.waitstatus_to_exitcode(found[1])


def _tell(control: socket.socket, what: dict[str, Any]) -> None:
    control.sendall(json.dumps(what).encode() + b"\n")


if __name__ == "__main__":
    main()
