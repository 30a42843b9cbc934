"""ETH/PRIO Civil Conflict CeaseFire CSV: 87 columns, a row for each ceasefire and party; days begin at midnight.

What begins late on one evening is in effect the next day. A local calm takes parties, brokers and class from the arrangement that
it lies under where the claims name none of its own. -1 is that data set's "unclear".
"""

from __future__ import annotations

import datetime as dt
import math

from marsad.exchange.export.cells import table
from marsad.exchange.export.content import Content, Row
from marsad.exchange.export.events import Side, declared, outlets, sides, truce
from marsad.exchange.export.fields import linked
from marsad.exchange.export.figures import Profile
from marsad.exchange.export.format import Format, Made
from marsad.exchange.export.ucdp import DYAD, GOVERNMENT, INSURGENTS, SYRIA, known
from marsad.resolve.gazetteer import above, thing
from marsad.resolve.index import key_of

LINKS = [f"link_id{n}" for n in range(1, 36)]
COLUMNS = [
    *(
        "cc,cf_id,uniq_id,location,region,link,ucdp_actor_id,actor_name,ucdp_acd_id,ucdp_dyad,pax_id,cf_dec_yr,cf_dec_month,cf_dec_day,"
        "cf_effect_yr,cf_effect_month,cf_effect_day,evidence_onset,side,partial,written,fixed,fixed_time,nsa_frac,p_humanitarian,"
        "p_peaceprocess,p_holiday,p_election,p_other,p_other_comment,p_unclear,ceasefire_class,timing,cf_pp,mediator_nego,mediator_send,"
        "implement,enforcement,ddr,splinter,ended,end_yr,end_month,end_day,evidence_end,comment,factivia_source,factivia_page,truce,"
        "recentadditions"
    ).split(","),
    *LINKS,
    "coder",
    "id",
]
UNCLEAR = -1
_DECLARED = frozenset({"agreed", "started", "extended", "holding", "violated", "ended", "suspended"})
_LATE = ("/night", "/midnight")
_HOUR_LATE = 21
_WATCHED = frozenset("مراقبة لمراقبة المراقبة مراقبين مراقبون مراقبو آلية لجنة".split())


def write(content: Content, profile: Profile) -> Made:
    """A row for each party of each ceasefire that is told of as declared; calls and proposals are left out."""
    every = content.records["ceasefires"]
    found = [c for c in every if _DECLARED & {action for _, action, _ in c["history"]} and declared(c)]
    left = [(c["id"], "called for or negotiated only, or no day is told") for c in every if c not in found]
    found.sort(key=lambda c: (declared(c), effect(c) or "", c["id"]))
    numbers = {c["id"]: n for n, c in enumerate(found, 1)}
    rows = [row for c in found for row in _rows(content, c, numbers)]
    return Made({"ethprio.csv": table(COLUMNS, rows)}, len(rows), tuple(left))


def _rows(content: Content, record: Row, numbers: dict[str, int]) -> list[Row]:
    chain = up(content, record)
    parties = _parties(content, chain)
    shared = _terms(content, record, chain, numbers, len(parties))
    ids = {known(side)[0] for side in parties}
    if {GOVERNMENT, INSURGENTS} <= ids:
        shared |= {"ucdp_acd_id": SYRIA, "ucdp_dyad": DYAD}
    return [shared | {"ucdp_actor_id": known(side)[0], "actor_name": known(side)[1]} for side in parties] or [shared | {"actor_name": ""}]


def up(content: Content, record: Row) -> list[Row]:
    """The ceasefire, what it extends, and what these lie under: nearest first."""
    by_id = {c["id"]: c for c in content.records["ceasefires"]}
    chain = [record]
    for one in chain:
        chain += [by_id[i] for key in ("extends", "under") if (i := one[key]) in by_id and by_id[i] not in chain]
    return chain


def _parties(content: Content, chain: list[Row]) -> list[Side]:
    """The parties of the nearest that names two known sides, else of the nearest that names any."""
    told = [[s for s in sides(content.of(c), "parties") if s.actor] for c in chain]
    apart = [list({known(s): s for s in found}.values()) for found in told]
    return next((found for found in apart if len(found) > 1), next(filter(None, apart), []))


def _brokers(content: Content, chain: list[Row]) -> list[str]:
    """The states or bodies of the brokers of the nearest that names any."""
    for record in chain:
        if found := [_top(side) for side in sides(content.of(record), "brokers") if side.id]:
            return list(dict.fromkeys(found))
    return []


def _top(side: Side) -> str:
    """The state that a broker speaks for, itself where it speaks for none."""
    way = [found for i in (side.id, *above(side.id or "")) if i and (found := thing(i))]
    return way[-1].name_en if way else side.name


def effect(record: Row) -> str | None:
    """The day on which it is in effect: the next one where it begins late in the evening."""
    start = next((w["starts"] for w in record["windows"] if w["starts"]), record["starts"])
    if not start:
        return None
    hour = start[11:13]
    late = start.endswith(_LATE) or (hour.isdigit() and int(hour) >= _HOUR_LATE)
    return (dt.date.fromisoformat(start[:10]) + dt.timedelta(days=int(late))).isoformat()


def _terms(content: Content, record: Row, chain: list[Row], numbers: dict[str, int], parties: int) -> Row:
    one = truce(content, record)
    gw, number = one.country.gw, numbers[record["id"]]
    days = math.ceil(record["hours"] / 24) if record["hours"] and not record["daily"] else None
    begins = effect(record)
    ends = _end(begins, days) or record["ends"]
    row: Row = {"cc": gw, "cf_id": number, "uniq_id": int(gw) * 1000 + number if gw else None, "location": one.country.name}
    row |= {"region": one.country.ucdp_region, "link": _link(record), "evidence_onset": _evidence(content, record)}
    row |= _day("cf_dec", declared(record)) | _day("cf_effect", begins) | _day("end", ends)
    row |= {"side": min(parties, 3) or None, "partial": _partial(record), "written": UNCLEAR, "fixed": 1 if days else UNCLEAR}
    row |= {"fixed_time": days, "nsa_frac": UNCLEAR, "timing": UNCLEAR, "cf_pp": UNCLEAR, "ddr": UNCLEAR, "splinter": UNCLEAR}
    row |= _purpose(record) | _watch(content, record, chain) | _broker(_brokers(content, chain)) | {"ended": UNCLEAR}
    row |= {"comment": _comment(content, record), "factivia_source": "; ".join(outlets(one)), "coder": "marsad", "id": record["id"]}
    above_it = [numbers[c["id"]] for c in chain[1:] if c["id"] in numbers]
    return row | dict(zip(LINKS, above_it, strict=False))


def _day(prefix: str, day: str | None) -> Row:
    year, month, date = map(int, day[:10].split("-")) if day else (None, None, None)
    return {f"{prefix}_yr": year, f"{prefix}_month": month, f"{prefix}_day": date}


def _end(begins: str | None, days: int | None) -> str | None:
    """The last day in effect, by its own terms."""
    return (dt.date.fromisoformat(begins) + dt.timedelta(days=days - 1)).isoformat() if begins and days else None


def _link(record: Row) -> int:
    """1 extends another, 3 lies under another, 0 stands by itself."""
    return 1 if record["extends"] else 3 if record["under"] else 0


def _partial(record: Row) -> int:
    """1 where only a part of the country is covered."""
    return 0 if record["class"] in ("cessation", "definitive") and not record["under"] else 1


def _purpose(record: Row) -> Row:
    relief = record["class"] == "humanitarian_pause"
    return {"p_humanitarian": int(relief), "p_unclear": int(not relief)}


def _watch(content: Content, record: Row, chain: list[Row]) -> Row:
    """Class 2 where the words of it, or of what it lies under, tell of monitoring; 3 what is definitive."""
    words = {word for one in chain for claim in content.of(one) for word in key_of(claim["quote"])}
    watched = bool(words & {key for word in _WATCHED for key in key_of(word)})
    kind = 3 if record["class"] == "definitive" else 2 if watched else 1
    return {"ceasefire_class": kind, "implement": 1 if watched else UNCLEAR, "enforcement": 3}


def _broker(found: list[str]) -> Row:
    return {"mediator_nego": 1 if found else UNCLEAR, "mediator_send": ", ".join(found)}


def _evidence(content: Content, record: Row) -> str:
    return "; ".join(f"«{claim['quote']}» {content.link(claim)}" for claim in content.of(record))


def _comment(content: Content, record: Row) -> str:
    """What the data set has no column for: the area, who is left out, the hours."""
    told = [f"Alleged, as reported: {record['label']}", f"area: {', '.join(record['areas']) or 'not told'}"]
    told += [f"not covered: {', '.join(record['excluded'])}"] if record["excluded"] else []
    told += [f"window: {w['starts'] or '?'} to {w['ends'] or '?'}" for w in record["windows"]]
    return "; ".join([*told, f"marsad {record['id']}"])


WHY = "the 87 columns have no place for it"
ETHPRIO = Format(
    "ethprio",
    ".csv",
    "ETH/PRIO ceasefire CSV, 87 columns",
    write,
    {f"ceasefires.{field}": where for field, where in (("id", "id"), ("label", "comment"), ("areas", "comment"), ("excluded", "comment"))},
    WHY,
    coarser={
        "ceasefires.class": "partial, purpose and class 1 to 3",
        "ceasefires.parties": "a row each, by their English or UCDP names; those of the arrangement above where none are told",
        "ceasefires.brokers": "the states or bodies they speak for",
        "ceasefires.starts": "the day in effect: the next one where it begins late in the evening",
        "ceasefires.ends": "the last day by its own terms, where its hours do not tell it",
        "ceasefires.daily": "no fixed days where it holds at some hours of each day",
        "ceasefires.history": "only what was declared is exported",
        "ceasefires.hours": "whole days",
        "ceasefires.windows": "in words in comment",
        "ceasefires.extends": "link and link_id1 to link_id35",
        "ceasefires.under": "link and link_id1 to link_id35",
        "ceasefires.declared": "no later than the day it began",
        "ceasefires.claims": "their words and links in evidence_onset",
        "ceasefire.quote": "in evidence_onset",
        "reports.outlet": "in factivia_source",
        "ceasefire.ids": "as the names and codes of the parties and brokers",
        **linked("ceasefire"),
    },
)
