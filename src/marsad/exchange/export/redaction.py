"""What is hidden before an export is made: a profile from a TOML file.

persons = true            # names that no theatre knows, where people stand: speakers, sources, participants, sides
places = "governorate"    # nothing finer than country, governorate, district or town
sources = true            # outlets, monitors and all who say something
texts = false             # of the reports' texts the quotes alone
names = ["…"]             # these too, wherever they stand
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from marsad.exchange.sources import from_toml

LEVELS: dict[str, frozenset[str]] = {
    "country": frozenset({"country"}),
    "governorate": frozenset({"country", "governorate"}),
    "district": frozenset({"country", "governorate", "district", "region"}),
    "town": frozenset({"country", "governorate", "district", "subdistrict", "region", "city", "town", "village"}),
}


@dataclass(frozen=True, slots=True)
class Redaction:
    """What is hidden; `places` is the finest level that stays, empty where all do."""

    persons: bool = False
    places: str = ""
    sources: bool = False
    texts: bool = True
    names: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """What the loss list says of it; the names themselves are not told."""
        told = {"persons": self.persons, "places": self.places or "all", "sources": self.sources, "texts": self.texts}
        return told | {"names": len(self.names)}


def load(path: Path) -> Redaction:
    """The profile that the file holds; raises ValueError with what would be right."""
    found = from_toml(path, "profile")
    known = {one.name for one in fields(Redaction)}
    for name, value in found.items():
        if name not in known:
            raise ValueError(f"{path}: {name} means nothing here; there are: {', '.join(sorted(known))}")
        if name in ("persons", "sources", "texts") and not isinstance(value, bool):
            raise ValueError(f"{path}: {name} must be true or false")
    if found.get("places", "country") not in LEVELS:
        raise ValueError(f"{path}: places must be one of {', '.join(LEVELS)}")
    names = found.get("names", [])
    if not isinstance(names, list) or not all(isinstance(one, str) and one.strip() for one in names):
        raise ValueError(f'{path}: names must be a list of names: ["…"]')
    made = Redaction(**{**found, "names": tuple(names)})
    if made == Redaction():
        raise ValueError(f"{path} hides nothing; write persons = true, places = …, sources = true, texts = false or names = […]")
    return made
