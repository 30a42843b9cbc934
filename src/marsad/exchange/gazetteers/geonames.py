"""GeoNames: a country's dump (19 columns, no header, https://download.geonames.org/export/dump/), or an extract of it as CSV."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path

from marsad.exchange.gazetteers.cells import arabic, degrees, is_arabic, latin, rows
from marsad.theatres.fetched import FetchedPlace, Unfit

SOURCE = "GeoNames"
CITY, TOWN = 100_000, 10_000  # people
COLUMNS = "geonameid name asciiname alternatenames lat lon class code cc cc2 admin1 admin2 admin3 admin4 population".split()
KINDS = {
    "ADM1": "governorate", "ADM2": "district", "ADM3": "subdistrict", "PPLC": "city", "PPLA": "city", "PPLX": "quarter", "AIRP": "airport",
    "AIRB": "base", "AIRF": "airport", "CMPRF": "camp", "DAM": "dam", "MT": "mountain", "MTS": "mountain", "HLL": "hill", "WAD": "valley",
    "ISL": "island", "LK": "lake", "PRT": "port", "BDG": "bridge", "STM": "river", "DSRT": "desert", "OILF": "field", "PRN": "prison",
    "HSP": "hospital",
}  # fmt: skip


def is_geonames(first: str) -> bool:
    """True for a line of a dump, and for the header of an extract."""
    return first.count("\t") >= 18 or first.startswith("geonameid,")


def read(path: Path, options: Mapping[str, str]) -> Iterator[FetchedPlace | Unfit]:
    """The settlements and areas that have an Arabic name; `country` (ISO code) leaves out the others."""
    country = options.get("country", "").upper()
    for where, row in _rows(path):
        kind = _kind(row)
        if kind is None or (country and row.get("cc") != country):
            continue
        names = [name for text in row["alternatenames"].replace("|", ",").split(",") if is_arabic(name := arabic(text))]
        point = degrees(row["lat"], row["lon"], where)
        if isinstance(point, Unfit):
            yield point
        elif not names:
            yield Unfit(where, f"{row['name']} has no Arabic name")
        else:
            own, parents = _codes(row)
            best, *others = dict.fromkeys(names)
            yield FetchedPlace(best, latin(row["name"]), kind, *point, own, parents, tuple(others), SOURCE, where)


def _rows(path: Path) -> Iterator[tuple[str, dict[str, str]]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        first = file.readline()
        if "\t" not in first:
            for where, row in rows(path):
                yield (
                    where,
                    {
                        "class": "P",
                        "code": "PPL",
                        **row,
                        "cc": row["country"],
                        "admin1": row["admin1code"],
                        "alternatenames": row["arabic_names"],
                    },
                )
            return
        file.seek(0)
        for number, cells in enumerate(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE), 1):
            if len(cells) >= len(COLUMNS):
                yield f"{path}:{number}", dict(zip(COLUMNS, cells, strict=False))


def _kind(row: dict[str, str]) -> str | None:
    if row["code"] in KINDS:
        return KINDS[row["code"]]
    if row["class"] != "P":
        return None
    people = int(row["population"]) if row.get("population", "").isdigit() else 0
    return "city" if people >= CITY else "town" if people >= TOWN else "village"


def _codes(row: dict[str, str]) -> tuple[str, tuple[str, ...]]:
    """The row's own code and those of the areas above it, as country.admin1.admin2."""
    parts = [row["cc"], row.get("admin1", ""), row.get("admin2", ""), row.get("admin3", "")]
    full = [".".join(parts[: n + 1]) for n in range(1, 4) if parts[n]]
    if row["code"] in ("ADM1", "ADM2", "ADM3") and full:
        return full[-1], tuple(reversed(full[:-1]))
    return f"GN{row['geonameid']}", tuple(reversed(full))
