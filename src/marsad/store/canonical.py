"""Canonical JSON and hashes: the bytes that the ledger's chain and the claims' hashes are made over.

Canonical means: keys sorted, no spaces, characters as themselves in UTF-8. docs/store.md says how to check by hand.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable
from typing import Any

from marsad.store.errors import ReportRefused


def canonical(value: Any) -> str:
    """The value as canonical JSON.

    >>> canonical({"b": [1, None], "a": "حلب"})
    '{"a":"حلب","b":[1,null]}'
    """
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def digest(text: str) -> str:
    """The SHA-256 of the text in UTF-8, as 64 hexadecimal digits.

    Bytes that are no UTF-8, which only a damaged file holds, are hashed as they are.
    """
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()


def claims_digest(rows: Iterable[str]) -> str:
    """The hash of one coding run's claims: of their canonical JSON, in order, a line feed between two."""
    return digest("\n".join(rows))


def now() -> str:
    """This moment in UTC, ISO 8601 to the millisecond, ending in Z."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def sound(value: str | None, what: str) -> None:
    """Nothing, where the string is valid Unicode.

    Raises ReportRefused: a lone surrogate cannot be kept, with its place and what to do.
    """
    try:
        (value or "").encode("utf-8")
    except UnicodeEncodeError as error:
        code = ord(error.object[error.start])
        raise ReportRefused(
            f"{what} holds the lone surrogate U+{code:04X} at character {error.start}, which is half a character and cannot be kept: "
            "decode its bytes with the right encoding and add it again"
        ) from None
