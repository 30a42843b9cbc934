"""Loading a theatre from its folder: theatre.toml, six tables and four that may be missing, all checked against the codes and each other.

`load("syria")` reads the folder that ships with marsad, `load_folder(path)` any other; what is wrong in a file raises
ValueError with file, line and what would be right. Columns: see COLUMNS; codes: codes.py; the TSV itself: table.py.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from marsad.theatres.faults import Faults
from marsad.theatres.holders import HOLDERS, read_holders
from marsad.theatres.names import read_names
from marsad.theatres.rows import COLUMNS, read_actors, read_monitors, read_places
from marsad.theatres.settings import read_settings
from marsad.theatres.table import Table, read_table
from marsad.theatres.things import Actor, Definition, Holder, Monitor, NameForm, Place, Theatre, Tie
from marsad.theatres.ties import OPTIONAL, read_areas, read_definitions, read_ties

__all__ = [
    "Actor", "Definition", "Holder", "Monitor", "NameForm", "Place", "Theatre", "Tie",
    "available", "collector_paused", "load", "load_folder", "load_many",
]  # fmt: skip


@cache
def available() -> tuple[str, ...]:
    """The names of the theatres that ship with marsad, in order of the alphabet."""
    return tuple(sorted(p.name for p in files(__package__).iterdir() if (p / "theatre.toml").is_file()))


def load(name: str) -> Theatre:
    """The theatre that ships under this name or lies in this folder; LookupError names those there are, ValueError says what is wrong."""
    if name in available():
        return _load(name)
    if (folder := Path(name)).is_dir():
        return _load(str(folder.resolve()))
    raise LookupError(f"there is no theatre {name!r}, nor a folder of that name; there are: {', '.join(available())}")


@cache
def _load(name: str) -> Theatre:
    return load_folder(files(__package__) / name if name in available() else Path(name))


def load_many(names: Iterable[str]) -> tuple[Theatre, ...]:
    """The theatres of these names and those they build on, each once, those built on first."""
    found: dict[str, Theatre] = {}
    for name in names:
        theatre = load(name)
        found |= {t.name: t for t in load_many(theatre.uses) if t.name not in found}
        found.setdefault(name, theatre)
    return tuple(found.values())


@contextmanager
def collector_paused() -> Iterator[None]:
    """Nothing that loading makes can form a cycle or is let go again: the collector need not look through it, now or later."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.freeze()
            gc.enable()


@collector_paused()
def load_folder(folder: Traversable) -> Theatre:
    """The theatre in this folder, which may build on theatres that ship or stand beside it; ValueError says what is wrong."""
    return _read(folder, Faults())


@collector_paused()
def faults_in(folder: Traversable) -> list[str]:
    """All that is wrong in a theatre's folder, each with file, line, column and what would be right; empty where all is well."""
    faults = Faults(gather=True)
    try:
        _read(folder, faults)
    except ValueError as error:
        return [str(error), *map(str, faults.found)]
    return list(map(str, faults.found))


def _read(folder: Traversable, faults: Faults) -> Theatre:
    settings = read_settings(folder, available())
    used = load_many(settings.uses)
    tables = {file: read_table(folder, file, columns, faults) for file, columns in COLUMNS.items()}
    place_forms, actor_forms, monitor_forms = (read_names(tables[f"{kind}_names.tsv"]) for kind in ("place", "actor", "monitor"))
    actors_above, monitors_above = _known(t.actors for t in used), _known(t.monitors for t in used)
    actors = read_actors(tables["actors.tsv"], actor_forms, actors_above, settings.sides)
    monitors = read_monitors(tables["monitors.tsv"], monitor_forms, monitors_above)
    ties, definitions, areas, holders = (_if_there(folder, file, columns, faults) for file, columns in (OPTIONAL | HOLDERS).items())
    places_above = _known(t.places for t in used)
    places = read_places(tables["places.tsv"], place_forms, places_above, settings.bounds)
    return Theatre(
        **settings.as_fields(),
        places=places,
        actors=actors,
        monitors=monitors,
        ties=read_ties(ties, actors, actors_above | monitors_above | monitors.keys()),
        definitions=read_definitions(definitions, monitors_above | monitors.keys()),
        areas=read_areas(areas, places_above | places.keys()) if areas.rows else {},
        holders=read_holders(holders, actors),
    )


def _if_there(folder: Traversable, file: str, columns: str, faults: Faults) -> Table:
    """The table, or one without rows where the folder has no such file."""
    there = (folder / file).is_file()
    return read_table(folder, file, columns, faults) if there else Table(f"{folder.name}/{file}", [], faults)


def _known(ids: Iterable[Mapping[str, object]]) -> frozenset[str]:
    return frozenset().union(*ids)
