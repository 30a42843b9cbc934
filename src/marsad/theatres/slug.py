"""Ids for what is new in a theatre: small Latin letters made of the English name, or of the Arabic one where there is none."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container

_LATIN = dict(
    zip(
        "ابتثجحخدذرزسشصضطظعغفقكلمنهويةىءأإآؤئ",
        "a b t th j h kh d dh r z s sh s d t z a gh f q k l m n h w y a a . a i a w y".split(),
        strict=True,
    )
)


def slug(english: str, arabic: str) -> str:
    """A part of an id.

    >>> slug("Kafr 'Amma", "كفر عمة"), slug("", "كفر عمة")
    ('kafr-amma', 'kfr-ama')
    """
    plain = unicodedata.normalize("NFKD", english).encode("ascii", "ignore").decode().lower().replace("'", "").replace("`", "")
    made = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    letters = "".join(" " if char == " " else _LATIN.get(char, "") for char in arabic)
    return made or re.sub(r"[^a-z0-9]+", "-", letters.replace(".", "")).strip("-") or "unnamed"


def free(ident: str, code: str, taken: Container[str]) -> str:
    """The id, or one of its own made with the code or a number where it is taken."""
    if ident not in taken:
        return ident
    if code and (made := f"{ident}-{slug(code, '')}") not in taken:
        return made
    return next(made for n in range(2, 1_000_000) if (made := f"{ident}-{n}") not in taken)
