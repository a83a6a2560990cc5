"""HTML pages from templates; every page's policy lets it run and load nothing but our own files."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import Response

__all__ = ["STATIC", "html_response"]

_PAGE: Final = Path(__file__).parent / "page"
STATIC: Final = Path(__file__).parent / "static"

_TEMPLATES: Final = Environment(
    loader=FileSystemLoader(_PAGE), autoescape=True, undefined=StrictUndefined
)


def html_response(template: str, *, status: int = 200, **values: object) -> Response:
    """Make a response of a template.

    Parameters
    ----------
    template : str
        Its name.
    status : int
        HTTP status.
    **values
        What the template names; text is escaped.

    Returns
    -------
    Response
        With a policy of its own: scripts, styles and requests only from and to this server.
    """
    nonce = secrets.token_urlsafe(16)
    page = _TEMPLATES.get_template(template).render(nonce=nonce, **values)
    policy = (
        "default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self' data:; "
        f"style-src 'self' 'nonce-{nonce}'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    )
    headers = {
        "content-type": "text/html; charset=utf-8",
        "content-security-policy": policy,
        "vary": "Accept",
    }
    return Response(page, status_code=status, headers=headers)
