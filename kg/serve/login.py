"""Who asks: the ``Authorization`` header that a server wants, by what it answers without one."""

from __future__ import annotations

import base64
import urllib.request
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from urllib.error import HTTPError

__all__ = ["Login"]

#: Answers to one who has not said who he is: the second is no challenge, but some give it.
_UNKNOWN: Final = frozenset({401, 403})


class Login:
    """A name and a password, or a token, and the way in which one server wants them.

    A password is not sent before the server asked for it, and as a digest (RFC 7616) where the
    server takes one: then it never goes over the wire. A token is sent at once.

    Parameters
    ----------
    url : str
        Where the requests go.
    user, password, token : str or None
        What to say; all None for nothing.
    """

    def __init__(self, url: str, user: str | None, password: str | None, token: str | None) -> None:
        self._basic: str | None = None
        self._token = token
        self._pair = None if token is not None or user is None else (user, password or "")
        self._challenge: dict[str, str] | None = None
        passwords = urllib.request.HTTPPasswordMgrWithDefaultRealm()
        if self._pair is not None:
            passwords.add_password(None, url, *self._pair)
        self._digest = urllib.request.HTTPDigestAuthHandler(passwords)

    def sign(self, request: urllib.request.Request) -> None:
        """Add to a request what the server is known to want.

        Parameters
        ----------
        request : Request
            Not sent yet.
        """
        if self._token is not None:
            request.add_unredirected_header("Authorization", f"Bearer {self._token}")
        elif self._challenge is not None:
            said = self._digest.get_authorization(request, self._challenge)
            request.add_unredirected_header("Authorization", f"Digest {said}")
        elif self._basic is not None:
            request.add_unredirected_header("Authorization", f"Basic {self._basic}")

    def learn(self, refusal: HTTPError) -> bool:
        """Take from a refusal what the server wants.

        Parameters
        ----------
        refusal : HTTPError
            The answer to a request.

        Returns
        -------
        bool
            Whether there is something new to say: then the request may be sent again.
        """
        if self._pair is None or refusal.code not in _UNKNOWN:
            return False
        for told in refusal.headers.get_all("www-authenticate") or ():
            scheme, _, rest = told.partition(" ")
            if scheme.lower() == "digest":
                fields = urllib.request.parse_keqv_list(urllib.request.parse_http_list(rest))
                is_new = self._challenge is None or fields.get("stale", "").lower() == "true"
                self._challenge = fields
                return is_new
        if self._basic is not None or self._challenge is not None:
            return False
        self._basic = base64.b64encode(":".join(self._pair).encode()).decode("ascii")
        return True
