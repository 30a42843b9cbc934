"""Secrets: passwords hashed with Argon2id, one-time codes by RFC 6238, random tokens of which only the hash is kept."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
import struct
from functools import cache
from urllib.parse import quote

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

SHORTEST, LONGEST = 12, 256
STEP = 30  # seconds
DIGITS = 6
DRIFT = 1  # steps that a clock may be off
_HASHER = PasswordHasher()  # Argon2id with the parameters of RFC 9106 for little memory
_COMMON = ("password", "123456", "qwerty", "letmein", "admin", "marsad", "welcome", "كلمة السر", "iloveyou", "monkey", "dragon")


def unfit(password: str, login: str = "") -> str | None:
    """Why this cannot be a password, None where it can."""
    if not SHORTEST <= len(password) <= LONGEST:
        return f"a password has {SHORTEST} to {LONGEST} characters"
    bare = [password.casefold().replace(word, "") for word in (*_COMMON, login.casefold()) if word]
    if len(set(password)) < 5 or any(len(rest) < 5 for rest in bare):
        return "this password is guessed at once: take several words that do not belong together"
    return None


def hashed(password: str) -> str:
    """The password as it is kept."""
    return _HASHER.hash(password)


@cache
def _nobodys() -> str:
    return hashed(secrets.token_urlsafe(16))


def is_password(password: str, kept: str | None) -> bool:
    """True where this is the password that is kept; as slow where none is, so that the time tells nobody whether a login exists."""
    try:
        _HASHER.verify(kept or _nobodys(), password[:LONGEST])
    except (Argon2Error, InvalidHashError):
        return False
    return kept is not None


def new_token() -> str:
    """A random token of 256 bits."""
    return secrets.token_urlsafe(32)


def digest(token: str) -> str:
    """The token as it is kept: a random one needs no slow hash."""
    return hashlib.sha256(token.encode("utf-8", "surrogateescape")).hexdigest()


def new_totp() -> bytes:
    """A random secret for one-time codes."""
    return secrets.token_bytes(20)


def code(secret: bytes, step: int) -> str:
    """The one-time code of a step of 30 seconds (RFC 6238 with SHA-1, six digits, as authenticator apps have it).

    >>> code(b"12345678901234567890", 59 // 30), code(b"12345678901234567890", 1111111109 // 30)
    ('287082', '081804')
    """
    made = hmac.new(secret, struct.pack(">Q", step), "sha1").digest()
    at = made[-1] & 15
    number = int.from_bytes(made[at : at + 4]) & 0x7FFFFFFF
    return str(number % 10**DIGITS).zfill(DIGITS)


def step_of(given: str, secret: bytes, now: float, last: int) -> int | None:
    """The step that this code is of, None where it is of none near now, or of one at or before the `last` that was used."""
    wanted = given.replace(" ", "").encode()
    steps = range(int(now) // STEP - DRIFT, int(now) // STEP + DRIFT + 1)
    return next((s for s in steps if s > last and hmac.compare_digest(code(secret, s).encode(), wanted)), None)


def spelled(secret: bytes) -> str:
    """The secret as a person types it into an authenticator app."""
    return base64.b32encode(secret).decode().rstrip("=")


def address(secret: bytes, login: str) -> str:
    """The secret as the address that authenticator apps read."""
    return f"otpauth://totp/marsad:{quote(login)}?secret={spelled(secret)}&issuer=marsad&digits={DIGITS}&period={STEP}"
