"""Where a ceasefire holds, whom it binds and who brought it about: the names that stand, by all claims of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from marsad.model.claim import Ceasefire as Told_ceasefire
from marsad.model.claim import Name
from marsad.model.record import Stands, Value
from marsad.reconcile.names import above, actor_of, place, place_of, plain
from marsad.reconcile.sides import fights, party
from marsad.reconcile.terms import is_whole
from marsad.reconcile.told import Told
from marsad.reconcile.words import codes, table
from marsad.resolve.home import first_country
from marsad.resolve.index import key_of

NOT_PARTIES = frozenset({"rejected", "ended", "negotiated"})
RARE = 0.12


def areas_of(claims: list[tuple[Told, Told_ceasefire]]) -> Stands:
    """The areas that are named; a whole country where at least half of the claims name it."""
    found: dict[str, list[tuple[Name, Told]]] = {}
    for told, claim in claims:
        for name in claim.areas:
            if not plain(name.text) and not is_whole(name) or _vague_part(name):
                continue
            ident = place_of(name, told.report.home, told.report.day) or _unknown(name)
            found.setdefault(ident, []).append((name, told))
    country = {i for i in found if i == "whole" or (p := place(i)) and p.type == "country"}
    if country and sum(len(found[i]) for i in country) * 2 >= sum(map(len, found.values())):
        keep = [next(i for i in (*sorted(country - {"whole"}), *country))]
    else:
        keep = [i for i in found if i not in country and not any(j != i and j in above(i) for j in found if j not in country)] or list(
            country
        )
    refs = tuple(dict.fromkeys(t.ref for i in keep for _, t in found[i]))
    rivals = tuple(Value(found[i][0][0].text, tuple(t.ref for _, t in found[i])) for i in found if i not in keep)
    return Stands([_best_name(n for n, _ in found[i]) for i in keep], refs, rivals, "the areas that are named" if keep else "")


def _vague_part(name: Name) -> bool:
    """True for `شمال البلاد`, which says nothing of where beside the areas that are named."""
    key = key_of(name.text)
    return bool(codes("part", key[:1])) and bool(codes("whole", key))


def country_of(told: list[Told]) -> Stands:
    """The country of the reports, as they write it: a cessation whose area is not told."""
    country = first_country(told[0].report.home)
    names = [
        n
        for t in told[0].report.told
        for f in ("places", "areas")
        for n in getattr(t.claim, f, ())
        if place_of(n, Counter(), None) == country
    ]
    if not country or not (known := place(country)):
        return Stands([])
    return Stands([_best_name(names) if names else known.name_ar], why="no area is told: the country that the report is about")


def _unknown(name: Name) -> str:
    return "whole" if is_whole(name) else plain(name.text) or name.text


def _best_name(names: Iterable[Name]) -> str:
    counted = Counter(n.text for n in names)
    return max(sorted(counted), key=lambda text: (counted[text], -len(text)))


def names_of(given: list[tuple[Name, Told]], why: str) -> Stands:
    """The names, those of one actor or place once, as they are most often written."""
    found: dict[str, list[tuple[Name, Told]]] = {}
    for name, told in given:
        found.setdefault(_who(name, told), []).append((name, told))
    texts = [_best_name(n for n, _ in names) for names in found.values()]
    return Stands(
        texts, tuple(dict.fromkeys(t.ref for names in found.values() for _, t in names)), why=f"{why} the claims" if texts else ""
    )


def _who(name: Name, told: Told) -> str:
    where = (told.report.home, told.report.day)
    return actor_of(name, *where) or place_of(name, *where) or plain(name.text)


def parties_of(claims: list[tuple[Told, Told_ceasefire]]) -> Stands:
    """Whom it binds: all sides where a claim says so, else all that are named."""
    given = [(n, t, c) for t, c in claims for n in c.parties if c.action not in NOT_PARTIES and _may_be_bound(n, t)]
    everyone = [(n, t) for n, t, _ in given if is_everyone(n)]
    if everyone:
        return Stands([_best_name(n for n, _ in everyone)], tuple(dict.fromkeys(t.ref for _, t in everyone)), why="all sides, as it says")
    return names_of([(n, t) for n, t, _ in given], "named by")


def _may_be_bound(name: Name, told: Told) -> bool:
    """True but for words of the ceasefire's own name, and for monitors and relief groups."""
    if key_of(name.text) in table()["not_party"]:
        return False
    ident = actor_of(name, told.report.home, told.report.day)
    return is_everyone(name) or not ident or not (side := party(ident)) or fights(side)


def is_everyone(name: Name) -> bool:
    """True for `جميع الأطراف`."""
    return bool(codes("everyone", key_of(name.text)))


def brokers_of(claims: list[tuple[Told, Told_ceasefire]]) -> Stands:
    """Who brought it about, without those whom few of many claims name; who called for it where nobody is told to have made it."""
    made = [(n, t) for t, c in claims if c.action not in ("called_for", "rejected", "violated") for n in c.brokers]
    called = [(n, t) for t, c in claims if c.action == "called_for" for n in c.brokers]
    if not made and not called:
        made = [(n, t) for t, c in claims for n in c.brokers]
    made = _sponsors(made)
    given = made + called if not made or len(claims) < 8 else made + [p for p in called if _who(*p) in {_who(*m) for m in made}]
    counted = Counter(_who(n, t) for n, t in given)
    kept = [(n, t) for n, t in given if counted[_who(n, t)] >= RARE * len(given)]
    return names_of(kept, "named by")


def _sponsors(made: list[tuple[Name, Told]]) -> list[tuple[Name, Told]]:
    """The brokers without those of claims that name nobody but who told of it, where another claim names others."""
    others = [(n, t) for n, t in made if not _only_tells(t)]
    return others or made


def _only_tells(told: Told) -> bool:
    assert isinstance(told.claim, Told_ceasefire)
    return {_who(n, told) for n in told.claim.brokers} <= {_who(n, told) for n in told.claim.source}
