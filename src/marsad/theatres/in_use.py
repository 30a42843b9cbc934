"""Which theatres coding looks names up in: all that ship with marsad, or those that were chosen by name or folder."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from marsad.theatres.load import available, load_many

_chosen: tuple[str, ...] = ()


def in_use() -> tuple[str, ...]:
    """The names or folders of the theatres that names are looked up in, in order."""
    return _chosen or available()


def is_chosen() -> bool:
    """True where theatres were chosen, False where all that ship are used and the report's own words tell which apply."""
    return bool(_chosen)


def use(theatres: Iterable[str]) -> tuple[str, ...]:
    """Looks names up in these theatres (names or folders) and those they build on from now on; in all that ship where none is given.

    Returns what was in use before. LookupError says which is not there, ValueError what is wrong in a file.
    """
    global _chosen
    wanted = tuple(dict.fromkeys(name if name in available() else _absolute(name) for name in theatres))
    before = _chosen
    load_many(wanted)
    _chosen = wanted
    return before


def _absolute(name: str) -> str:
    """A folder by its full path, so that it stays the same wherever the program is."""
    return str(Path(name).resolve()) if Path(name).is_dir() else name
