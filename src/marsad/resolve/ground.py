"""What a report's names are resolved on: what it is about, its day, the places seen in its text, and the names told before."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields
from functools import cache

from marsad.model.claim import KINDS, PLACE_FIELDS, Claim, Name
from marsad.model.mention import Place
from marsad.resolve.around import Around
from marsad.resolve.choose import Chosen
from marsad.resolve.home import Home, home_of, without
from marsad.resolve.short import Fuller, fuller_names
from marsad.resolve.weigh import Signs


@dataclass(frozen=True)
class Ground:
    """`home` is what the report is about, `day` its day, `around` its text and places, `actors` are the names of actors in their
    order, `fuller` those of several words; `meant` keeps what an actor's name was found to mean."""

    home: Home
    day: dt.date | None
    around: Around
    fuller: Fuller = field(default_factory=dict)
    actors: Sequence[Name] = ()
    own: Counter[tuple[str, str | None]] = field(default_factory=Counter)
    meant: dict[Name, Chosen] = field(default_factory=dict)
    told: dict[tuple[str, str | None], Signs] = field(default_factory=dict)

    def signs(self, name: Name) -> Signs:
        """What there is to tell an actor's name by: what the report is about besides it, and the day; made once for all its mentions."""
        key = name.text, name.id
        if key not in self.told:
            self.told[key] = Signs(self.besides(name), self.day)
        return self.told[key]

    def besides(self, name: Name) -> Home:
        """What the report is about without this name, which is no sign for itself wherever it stands."""
        return without(self.home, name.id, self.own[name.text, name.id]) if name.id else self.home


def ground_of(claims: Iterable[Claim], day: dt.date | None, text: str, places: Iterable[Place]) -> Ground:
    """What the names of these claims are resolved on; `places` are the mentions seen in the text."""
    seen = sorted(places, key=lambda p: p.span)
    told = [(key, name) for claim in claims for key, names in names_of(claim) for name in names]
    claimed = {name.span for _, name in told}
    named = [(name.text, name.id) for _, name in told] + [(p.text, p.id) for p in seen if p.span not in claimed and p.head is not None]
    actors = sorted({name for key, name in told if key not in PLACE_FIELDS}, key=lambda name: (name.span, name.id or ""))
    return Ground(home_of([ident for _, ident in named]), day, Around(text, seen), fuller_names(actors), actors, Counter(named))


def names_of(claim: Claim) -> list[tuple[str, tuple[Name, ...]]]:
    """The fields of the claim that hold names, those that are empty left out."""
    return [(key, names) for key in name_fields(claim.kind) if (names := getattr(claim, key))]


@cache
def name_fields(kind: str) -> Sequence[str]:
    """The fields of a kind of claim that hold names."""
    return [f.name for f in fields(KINDS[kind]) if f.type == "tuple[Name, ...]"]
