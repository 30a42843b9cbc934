"""What a format is: how it is written, which fields of ours it carries and where, and what becomes coarser in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from marsad.exchange.export.content import Content
from marsad.exchange.export.figures import Profile


@dataclass(frozen=True, slots=True)
class Made:
    """An export: the bytes of its file (or of each of its files), how many rows, and which records were left out and why."""

    files: Mapping[str, bytes]
    rows: int
    left_out: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Format:
    """One format. `carries`: our field (`incidents.when`) -> where it stands in the file, whole and as it was.

    `coarser`: our field -> what becomes of it; every other field is lost, `why` says why. `several`: it makes a folder of files.
    `profile` names how vague numbers become figures.
    """

    name: str
    suffix: str
    label: str
    write: Callable[[Content, Profile], Made]
    carries: Mapping[str, str]
    why: str
    coarser: Mapping[str, str] = field(default_factory=dict)
    profile: str = "bounds"
    needs: tuple[str, ...] = ()
    binary: bool = False
    several: bool = False
