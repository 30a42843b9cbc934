"""Tokens of forms: a form sent from another site cannot hold the one that belongs to the visitor's cookie.

The cookie is a secret that scripts cannot read; the token is made from it (and from the session, where there is one).
"""

from __future__ import annotations

import hmac
import re
import secrets

from starlette.requests import HTTPConnection

SEAT = "marsad_seat"
FIELD = "token"
HEADER = "x-marsad-token"
_SEAT = re.compile(r"[A-Za-z0-9_-]{43}")


def seat(request: HTTPConnection) -> str | None:
    """The visitor's secret from the cookie; None where there is none of ours."""
    given = request.cookies.get(SEAT, "")
    return given if _SEAT.fullmatch(given) else None


def new_seat() -> str:
    """A new secret of 256 bits."""
    return secrets.token_urlsafe(32)


def token(secret: str, session: str = "") -> str:
    """The token that the forms of this visitor carry."""
    return hmac.new(secret.encode(), f"form {session}".encode(), "sha256").hexdigest()


def fits(given: object, secret: str | None, session: str = "") -> bool:
    """True for the token of this visitor."""
    return secret is not None and isinstance(given, str) and hmac.compare_digest(given.encode(), token(secret, session).encode())
