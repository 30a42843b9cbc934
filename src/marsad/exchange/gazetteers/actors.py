"""Lists of actors: followthemoney entities (https://followthemoney.tech, JSON lines), or a CSV whose columns the user names.

Persons are left out: a theatre holds bodies, forces, offices and sources, no private people.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from marsad.exchange.gazetteers.cells import arabic, is_arabic, latin, rows
from marsad.exchange.gazetteers.columns import cell, check, path_name
from marsad.theatres.codes import ACTOR_TYPES
from marsad.theatres.fetched import FetchedActor, Unfit

FIELDS = ("name_ar", "name_en", "type", "side", "begins", "ends", "names", "source")
SCHEMATA = {"PublicBody": "government", "Organization": "unidentified", "LegalEntity": "unidentified", "Company": "unidentified"}
NAMES = ("name", "alias", "weakAlias", "previousName", "abbreviation")
PERSONS = frozenset({"Person"})


def read_ftm(path: Path, _: Mapping[str, str]) -> Iterator[FetchedActor | Unfit]:
    """An actor for each organisation that has an Arabic name."""
    with path.open(encoding="utf-8-sig") as file:
        for number, line in enumerate(file, 1):
            if line.strip():
                yield from _entity(line, f"{path}:{number}")


def _entity(line: str, where: str) -> Iterator[FetchedActor | Unfit]:
    try:
        entity = json.loads(line)
        schema, given = entity["schema"], entity.get("properties", {})
    except (ValueError, KeyError, TypeError) as error:
        yield Unfit(where, f"no followthemoney entity: {error}")
        return
    if schema in PERSONS:
        yield Unfit(where, "a person; a theatre holds bodies, forces and offices only")
    if schema not in SCHEMATA:
        return
    every = [str(name) for key in NAMES for name in given.get(key, ())]
    ours = list(dict.fromkeys(name for text in every if is_arabic(name := arabic(text))))
    if not ours:
        yield Unfit(where, f"{entity.get('caption') or entity.get('id')} has no Arabic name")
        return
    english = next((latin(text) for text in every if text.isascii()), latin(str(entity.get("caption") or ours[0])))
    begins, ends = (str(next(iter(given.get(key, ())), "")) for key in ("incorporationDate", "dissolutionDate"))
    yield FetchedActor(ours[0], english, SCHEMATA[schema], "", begins, ends, tuple(ours[1:]), "followthemoney", where)


def read_csv(path: Path, options: Mapping[str, str]) -> Iterator[FetchedActor | Unfit]:
    """The actors of the file, columns named as for places."""
    for number, (where, row) in enumerate(rows(path)):
        if not number:
            check(path, row, options, FIELDS)
        get = {field: cell(row, options, field) for field in FIELDS}
        name, kind = arabic(get["name_ar"]), get["type"] or "unidentified"
        if not is_arabic(name):
            yield Unfit(where, f"name_ar {get['name_ar']!r} is no Arabic name; map the column that holds it: --map name_ar=COLUMN")
        elif kind not in ACTOR_TYPES:
            yield Unfit(where, f"type {kind!r} is unknown; it may be one of: {', '.join(ACTOR_TYPES)}")
        else:
            others = tuple(other for text in get["names"].split("|") if is_arabic(other := arabic(text)) and other != name)
            source = get["source"] or path_name(where)
            yield FetchedActor(name, latin(get["name_en"]), kind, get["side"], get["begins"], get["ends"], others, source, where)
