"""Run the application until it is told to stop."""

from __future__ import annotations

import contextlib
import ipaddress
import socket
from typing import TYPE_CHECKING, Final

import uvicorn

from kg.errors import InputError
from kg.serve.app import LOOPBACK, make_app
from kg.serve.renew import Renewing
from kg.serve.site import Site

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kg.serve.renew import Source

__all__ = ["make_server", "open_socket", "serve"]

#: Seconds for which running requests may go on after the server was told to stop.
_STOP_S: Final = 1
#: Connections at once beyond which the server says 503 before it reads a request; at least so many.
_MIN_CONNECTIONS: Final = 256
_MAX_PORT: Final = 65_535


def open_socket(host: str, port: int) -> socket.socket:
    """Take a port into use.

    Parameters
    ----------
    host : str
        Address or name of this machine.
    port : int
        The port; 0 for any that is free.

    Returns
    -------
    socket
        Bound, not yet listening.

    Raises
    ------
    InputError
        If the address is not ours, or the port is none or in use.
    """
    if not 0 <= port <= _MAX_PORT:  # the system would take its last 16 bits
        raise InputError("--port", f"{port} is out of range", hint=f"give 0 to {_MAX_PORT}")
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with contextlib.ExitStack() as stack:
            opened = stack.enter_context(socket.socket(family, kind, protocol))
            opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            opened.bind(address)
            stack.pop_all()
    except OSError as error:
        told = error.strerror or error
        raise InputError(
            f"{host}:{port}", f"cannot be served on: {told}", hint="name another --host or --port"
        ) from None
    return opened


def make_server(
    served: Site | Source,
    host: str,
    origins: Sequence[str] = (),
    *,
    tell: Callable[[str], None] = lambda _: None,
) -> uvicorn.Server:
    """Make a server that is not yet running.

    Parameters
    ----------
    served : Site or Source
        What is served; a source is looked at again and again, and served anew when it changed.
    host : str
        Where; on a loopback address only requests to a name of this machine are answered.
    origins : sequence of str
        Sites whose pages may read the answers.
    tell : callable
        Told when a source changed.

    Returns
    -------
    uvicorn.Server
        To be run on an open socket.
    """
    hosts = (*LOOPBACK, host) if _is_loopback(host) else ("*",)
    app = (
        make_app(served, hosts=hosts, origins=origins)
        if isinstance(served, Site)
        else Renewing(served, hosts=hosts, origins=origins, tell=tell).app()
    )
    config = uvicorn.Config(
        app,
        lifespan="on",
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=_STOP_S,
        limit_concurrency=max(_MIN_CONNECTIONS, 4 * served.limits.n_waiting),
    )
    return uvicorn.Server(config)


def serve(
    served: Site | Source,
    host: str,
    port: int,
    *,
    origins: Sequence[str],
    tell: Callable[[str], None],
    tell_change: Callable[[str], None] = lambda _: None,
) -> None:
    """Serve a graph until a signal ends it.

    Parameters
    ----------
    served : Site or Source
        What is served; see ``make_server``.
    host, port
        Where.
    origins : sequence of str
        Sites whose pages may read the answers.
    tell : callable
        Told the address when the port is open.
    tell_change : callable
        Told when a source changed.
    """
    with open_socket(host, port) as opened:
        shown = f"[{host}]" if ":" in host else host
        tell(f"http://{shown}:{opened.getsockname()[1]}/")
        make_server(served, host, origins, tell=tell_change).run(sockets=[opened])


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
