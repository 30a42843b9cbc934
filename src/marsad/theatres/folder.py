"""Writing a theatre's folder: a new one with its headings, and new rows at the end of its tables."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from marsad.theatres.rows import COLUMNS

TOML = """# What this theatre covers; docs/theatres.md says what each key holds. The six tables beside this file hold its names.
name_ar = {ar}
name_en = {en}
countries = [{country}]
timezone = "{zone}"
uses = [{uses}]
notes = []

[sides]
unknown = ["غير محدد", "not determined"]

[bounds]
{bounds}
"""


def create(folder: Path, *, ar: str, en: str, country: str, zone: str, uses: Sequence[str], bounds: Sequence[float] | None) -> None:
    """Makes the folder with a theatre.toml and six empty tables; FileExistsError where something is there already."""
    folder.mkdir(parents=True)
    said = {"ar": _text(ar), "en": _text(en), "country": _text(country), "zone": zone, "uses": ", ".join(map(_text, uses))}
    box = f"{country} = [{', '.join(map(str, bounds))}]" if bounds else f"# {country} = [south, north, west, east]"
    _write(folder / "theatre.toml", TOML.format(**said, bounds=box))
    for file, columns in COLUMNS.items():
        _write(folder / file, columns.replace("?", "").replace(" ", "\t") + "\n")


def append(folder: Path, file: str, rows: Iterable[Sequence[str]]) -> None:
    """Adds rows to a table; the old file stands until the new one is whole."""
    path = folder / file
    old = path.read_text(encoding="utf-8-sig").rstrip("\n")
    _write(path, "\n".join((old, *("\t".join(row) for row in rows))) + "\n")


def _text(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _write(path: Path, text: str) -> None:
    made = path.with_name(path.name + ".new")
    made.write_text(text, encoding="utf-8", newline="\n")
    os.replace(made, path)
