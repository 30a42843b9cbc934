"""Taking a fetched file into a theatre's folder: read it, pass over what is known, add the rest, check the whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from marsad.exchange.gazetteers import READERS, format_of
from marsad.languages.ar.clitics import is_common_noun
from marsad.languages.ar.words import word
from marsad.text.fold import fold_key
from marsad.theatres.adding import Added, Places, add_actors, add_places
from marsad.theatres.boundaries import keep_boundaries
from marsad.theatres.fetched import FetchedActor, FetchedPlace, Unfit
from marsad.theatres.folder import append
from marsad.theatres.load import faults_in, load_folder, load_many

SHORT = 3  # letters of a name that may always be a word


@dataclass(frozen=True, slots=True)
class Taken:
    """What a file gave: its format, how much is new and known, what could not be used, what is wrong in the folder now, boundaries kept."""

    format: str
    places: int
    actors: int
    known: int
    unfit: list[Unfit]
    faults: list[str]
    boundaries: int = 0


def take(folder: Path, path: Path, format: str | None, options: Mapping[str, str]) -> Taken:
    """Adds what the file holds to the theatre in the folder; ValueError says what is wrong with either as a whole."""
    theatre = load_folder(folder)
    below = load_many(theatre.uses)
    country = options.get("country") or theatre.countries[0]
    chosen = format or format_of(path, bool(options.keys() - {"country"}))
    read = list(READERS[chosen](path, {**options, "country": country}))
    unfit = [one for one in read if isinstance(one, Unfit)]
    taken = {ident for t in (*below, theatre) for table in (t.places, t.actors, t.monitors) for ident in table}
    known = Places((*below, theatre), country)
    places = add_places((one for one in read if isinstance(one, FetchedPlace)), theatre, known, is_word, taken)
    every = (actor for t in (*below, theatre) for actor in t.actors.values())
    actors = add_actors((one for one in read if isinstance(one, FetchedActor)), theatre, every, country, taken)
    for kind, added in (("place", places), ("actor", actors)):
        _keep(folder, kind, added)
    bounded = {ident: p.polygons for p in read if isinstance(p, FetchedPlace) and p.polygons and (ident := known.same(p))}
    if bounded:
        keep_boundaries(folder, bounded)
    found = [*unfit, *places.unfit, *actors.unfit]
    return Taken(chosen, len(places.things), len(actors.things), places.known + actors.known, found, faults_in(folder), len(bounded))


def _keep(folder: Path, kind: str, added: Added) -> None:
    if added.things:
        append(folder, f"{kind}s.tsv", added.things)
        append(folder, f"{kind}_names.tsv", added.names)


def is_word(name: str) -> bool:
    """True for a name that is an ordinary word too, so that it stands for a place only where the context tells: «الباب», «جديدة»."""
    if " " in name:
        return False
    found = word(name)
    key = fold_key(name)
    return key.startswith("ال") or len(key) <= SHORT or bool(found.entries) or is_common_noun(key, found.entries)
