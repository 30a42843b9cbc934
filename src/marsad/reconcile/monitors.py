"""Monitors beside incidents: who reports one, confirms it, does not confirm it, denies it, or is silent; each with its claims.

Only incidents beside a ceasefire have rows, and only monitors that are heard of one of the same day: the silence of others is no news.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from marsad.model.claim import Incident, Statement
from marsad.model.record import Heard, Ref
from marsad.model.record import Incident as Record
from marsad.reconcile.names import actor_of
from marsad.reconcile.sources import origin
from marsad.reconcile.told import Telling, Told
from marsad.reconcile.words import codes
from marsad.resolve.gazetteer import thing
from marsad.theatres.load import Monitor

REACH = 250  # characters
ORDER = ("denies", "does_not_confirm", "confirms", "reports")


class Said(NamedTuple):
    """What a monitor says of the incident claim `about`, in which claim."""

    monitor: str
    says: str
    about: Ref
    claim: Ref


def of_report(report: Telling) -> list[Said]:
    """What the monitors that a report names say of its incidents: as the source of a claim, or in words of their own."""
    acts = [t for t in report.told if isinstance(t.claim, Incident)]
    found = [Said(who, "reports", t.ref, t.ref) for t in acts if t.claim.source and is_monitor(who := origin(t))]
    for told in report.told:
        if isinstance(told.claim, Statement) and (about := _about(told, acts)) and (says := _says(told)):
            ids = {actor_of(n, report.home, report.day) for n in told.claim.speaker}
            found += [Said(who, says, about.ref, told.ref) for who in sorted(i for i in ids if i) if is_monitor(who)]
    return found


def is_monitor(ident: str) -> bool:
    """True for the id of a monitor that a theatre lists."""
    return isinstance(thing(ident), Monitor)


def _says(told: Told) -> str:
    """`confirms`, `does_not_confirm` or `denies` by the words of the statement, empty where it only says."""
    assert isinstance(told.claim, Statement)
    said = codes("confirm", told.words) or codes("confirm", told.report.near(told.claim, told.sentence))
    if "does_not_confirm" in said:
        return "does_not_confirm"
    return "denies" if told.claim.act == "deny" else "confirms" if said else ""


def _about(told: Told, acts: list[Told]) -> Told | None:
    """The first act after the verb in its sentence."""
    after = [t for t in acts if t.sentence == told.sentence and 0 <= t.claim.span.start - told.claim.span.start <= REACH]
    return min(after, key=lambda t: t.claim.span, default=None)


class Stood(NamedTuple):
    """What monitors are set beside of an incident: its id, the day by which it is set beside others, its claims."""

    id: str
    day: str
    claims: tuple[Ref, ...]


def stood(one: Record) -> Stood:
    """What monitors are set beside of this incident."""
    return Stood(one.id, day_of(one), one.claims)


def matrix(incidents: Iterable[Record], said: Iterable[Said]) -> list[Heard]:
    """For each incident and each monitor heard of one of its first day what it says; the strongest word of several, `silent` where none."""
    return list(of_days([stood(one) for one in incidents], said))


def of_days(incidents: Sequence[Stood], said: Iterable[Said]) -> Iterator[Heard]:
    """The same, of what stood of the incidents."""
    of_ref: dict[Ref, list[Said]] = {}
    for word in said:
        of_ref.setdefault(word.about, []).append(word)
    found = {one.id: [word for ref in one.claims for word in of_ref.get(ref, ())] for one in incidents}
    heard: dict[str, set[str]] = {}
    for one in incidents:
        heard.setdefault(one.day, set()).update(word.monitor for word in found[one.id])
    for one in incidents:
        yield from (heard_of(one.id, monitor, found[one.id]) for monitor in sorted(heard[one.day]))


def first_day(one: Record) -> str | None:
    """The first day of an incident, None where none is known."""
    return str(one.when.value[0]) if one.when.value else None


def day_of(one: Record) -> str:
    """The day by which an incident is set beside others: its first, its id where none is known."""
    return first_day(one) or one.id


def heard_of(incident: str, monitor: str, found: Iterable[Said]) -> Heard:
    """What a monitor says of the incident, by all that is said of it."""
    said = [one for one in found if one.monitor == monitor]
    says = next((word for word in ORDER if any(one.says == word for one in said)), "silent")
    return Heard(incident, monitor, says, tuple(sorted({one.claim for one in said if one.says == says})))
