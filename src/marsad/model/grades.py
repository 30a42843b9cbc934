"""The grades a person may give: each scale's codes with their names in Arabic and English, from grades.tsv.

Airwars' five grades of a claim, the Admiralty code's two (source, information), the labels of SJAC.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files

COLUMNS = ["scale", "code", "ar", "en", "means"]


@dataclass(frozen=True, slots=True)
class Grade:
    """What a grade is called in each language, and what it means."""

    ar: str
    en: str
    means: str


def _read() -> dict[str, dict[str, Grade]]:
    head, *lines = files("marsad.model").joinpath("grades.tsv").read_text(encoding="utf-8").splitlines()
    if head.split("\t") != COLUMNS:
        raise ValueError(f"grades.tsv:1: the columns should be {' '.join(COLUMNS)}")
    found: dict[str, dict[str, Grade]] = {}
    for number, line in enumerate(lines, 2):
        cells = line.split("\t")
        if len(cells) != len(COLUMNS) or not all(cells) or cells[1] in found.get(cells[0], {}):
            raise ValueError(f"grades.tsv:{number}: {len(COLUMNS)} cells, none empty, each code once in its scale")
        found.setdefault(cells[0], {})[cells[1]] = Grade(*cells[2:])
    return found


GRADES = _read()
