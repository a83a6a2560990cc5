"""What holds for every response: headers, and which hosts may be asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from starlette.datastructures import MutableHeaders

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["Shield"]

#: For what is no page: a browser that is led to it runs and loads nothing.
_NOTHING: Final = "default-src 'none'; frame-ancestors 'none'; sandbox"

_HEADERS: Final = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "x-frame-options": "DENY",
    "content-security-policy": _NOTHING,
}


class Shield:
    """An ASGI application around another that puts safe headers on what has none.

    Parameters
    ----------
    app : ASGIApp
        The application.
    is_shared : bool
        Whether other sites' pages may read the answers.
    """

    def __init__(self, app: ASGIApp, *, is_shared: bool) -> None:
        self._app = app
        self._headers = dict(_HEADERS)
        if is_shared:
            self._headers["cross-origin-resource-policy"] = "cross-origin"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on.

        Parameters
        ----------
        scope, receive, send
            As ASGI has them.
        """

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, send_with_headers)
