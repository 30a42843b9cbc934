"""theatre.toml: a theatre's names, countries, time zone, sides, bounds of its countries and the theatres it builds on."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from importlib.resources.abc import Traversable
from typing import Any

ZONE = re.compile(r"UTC|[A-Z][A-Za-z]+(?:/[A-Z][A-Za-z_-]+)+")
REQUIRED = {"name_ar": str, "name_en": str, "countries": list, "timezone": str, "uses": list, "sides": dict, "bounds": dict, "notes": list}


@dataclass(frozen=True, slots=True)
class Settings:
    """What theatre.toml says; `bounds` are south, north, west, east in degrees; `sides` map a code to its labels ar, en."""

    name: str
    name_ar: str
    name_en: str
    countries: tuple[str, ...]
    timezone: str
    uses: tuple[str, ...]
    sides: Mapping[str, tuple[str, str]]
    bounds: Mapping[str, tuple[float, float, float, float]]
    notes: tuple[str, ...]

    def as_fields(self) -> dict[str, Any]:
        """The settings by name, for the theatre that holds them."""
        return {f.name: getattr(self, f.name) for f in fields(self)}


def read_settings(folder: Traversable, known: Collection[str]) -> Settings:
    """The settings in the folder's theatre.toml; `known` are the theatres it may build on; ValueError says what is wrong."""
    where = f"{folder.name}/theatre.toml"
    raw = _parse(folder, where)
    for key, kind in REQUIRED.items():
        if not isinstance(raw.get(key), kind):
            raise ValueError(f"{where}{_line(folder, key)}: {key} must stand there as a {_WORDS[kind]}")
    _check(folder, where, raw, known)
    return Settings(
        folder.name,
        raw["name_ar"],
        raw["name_en"],
        tuple(raw["countries"]),
        raw["timezone"],
        tuple(raw["uses"]),
        {code: (labels[0], labels[1]) for code, labels in raw["sides"].items()},
        {country: (float(b[0]), float(b[1]), float(b[2]), float(b[3])) for country, b in raw["bounds"].items()},
        tuple(raw["notes"]),
    )


_WORDS = {str: "string", list: "list", dict: "table"}


def _parse(folder: Traversable, where: str) -> dict[str, Any]:
    try:
        return tomllib.loads((folder / "theatre.toml").read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise ValueError(f"{where} cannot be read as UTF-8 text: {error}") from None
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"{where}: {error}") from None


def _check(folder: Traversable, where: str, raw: dict[str, Any], known: Collection[str]) -> None:
    for used in raw["uses"]:
        if used not in known:
            raise ValueError(f"{where}{_line(folder, 'uses')}: there is no theatre {used!r}; there are: {', '.join(known)}")
    for code, labels in raw["sides"].items():
        if not (isinstance(labels, list) and len(labels) == 2):
            raise ValueError(f"{where}{_line(folder, code)}: side {code} needs two labels, Arabic and English")
    for country, box in raw["bounds"].items():
        if not (isinstance(box, list) and len(box) == 4 and box[0] < box[1] and box[2] < box[3]):
            raise ValueError(f"{where}{_line(folder, country)}: bounds of {country} must be [south, north, west, east]")
    if not ZONE.fullmatch(raw["timezone"]):
        raise ValueError(f"{where}{_line(folder, 'timezone')}: {raw['timezone']!r} is no time zone; write as Asia/Damascus")


def _line(folder: Traversable, key: str) -> str:
    lines = (folder / "theatre.toml").read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines, 1):
        if line.partition("=")[0].strip() == key or line.strip() == f"[{key}]":
            return f", line {number}"
    return ", line 1"
