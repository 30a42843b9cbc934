"""The coder's version: a fingerprint of everything that decides what is claimed (words, names, learned counts, rules)."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from marsad.theatres.load import available

DECIDING = ("text", "grammar", "languages", "theatres", "resolve", "extract")
ENDINGS = (".py", ".tsv", ".toml")
LENGTH = 12


def fingerprint(*folders: str) -> str:
    """Twelve hexadecimal digits that change whenever a file of these folders changes; without any, of those that decide what is claimed."""
    digest = hashlib.sha256()
    for folder in folders or DECIDING:
        for path in _files(files("marsad") / folder):
            digest.update(path.name.encode())
            digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:LENGTH]


@cache
def theatres_fingerprint(names: tuple[str, ...]) -> str:
    """Twelve hexadecimal digits that change with the theatres chosen (names or folders) and with what is in the folders."""
    digest = hashlib.sha256()
    for name in names:
        folder = Path(name)
        digest.update(name.encode() if name in available() else b"folder")
        for path in [] if name in available() else sorted(folder.glob("*.t*")):
            digest.update(path.name.encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:LENGTH]


def _files(folder: Traversable) -> list[Traversable]:
    found: list[Traversable] = []
    for path in sorted(folder.iterdir(), key=lambda p: p.name):
        if path.is_dir():
            found += _files(path)
        elif path.name.endswith(ENDINGS):
            found.append(path)
    return found
