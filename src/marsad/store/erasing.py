"""Erasing: a report, or a name wherever it is written, is taken out for good; the chain of the ledger stays whole.

The payloads of older entries that held the content are replaced, their hashes stay. The entry `erased` says which were,
and the hash of what each was replaced by: an entry that was changed otherwise is still found.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, delete, or_, select, update

from marsad.store import copies, dialect, gone, ledger, listing, naming, shelves, tallies, views
from marsad.store.canonical import canonical, claims_digest, digest, now, sound
from marsad.store.rows import day, derived, mentioned, read_claim
from marsad.store.tables import KEPT, claims, decided, mentions, metadata, names, raw, records, reports, runs, searchable
from marsad.store.tables import ledger as entries
from marsad.store.tables import views as views_table
from marsad.store.words import folded, whole
from marsad.text.fold import fold

MASK = "█"
_CODE = re.compile(r"[a-z0-9_./:-]+")
Payload = dict[str, Any]


def erase_report(conn: Connection, ident: str, reason: str, actor: str) -> list[str]:
    """The keys of all versions of the article, of which nothing but these keys and the hashes of their entries is left."""
    known = gone.find(conn, ident)
    article = select(reports.c.article).where(reports.c.key == known.key).scalar_subquery() if known else None
    found = listing.find(conn, ident).article if article is None else article
    query = select(reports.c.key, reports.c.id, reports.c.outlet, reports.c.bytes_sha256).where(reports.c.article == found)
    versions = conn.execute(query.order_by(reports.c.version)).all()
    if not versions:
        raise LookupError(f"nothing is left of {ident!r}")
    keys = [row.key for row in versions]
    with dialect.database(conn).changing(conn, KEPT):
        changed: dict[int, Payload] = {seq: {} for seq in _about(conn, keys)}
        named = [gone.named(row.outlet, row.id) for row in versions]
        gone.mark(conn, "erased", keys, named, *_enter(conn, "report", keys, named, reason, actor, changed))
        related = copies.related(conn, keys)
        _delete(conn, keys)
        copies.renew(conn, related)
        _delete_raw(conn, [row.bytes_sha256 for row in versions])
    _refresh(conn)
    return keys


def erase_name(conn: Connection, given: Sequence[str], reason: str, actor: str) -> int:
    """In how many reports the name, in whatever spelling, was replaced by as many signs; in claims, decisions and the ledger too.

    Raises LookupError where no report holds it, ValueError for a name too short to be one.
    """
    if not given or any(len("".join(name.split())) < 4 for name in given):
        raise ValueError("a name has at least four letters: anything shorter stands in other words too")
    if _surfaces(reason, given):
        raise ValueError("the reason stays in the ledger: say it without the name")
    written = {row.key: found for row in _holding(conn, given) if (found := _surfaces(whole(row.title, row.text), given))}
    every = sorted({s for found in written.values() for s in found} | set(given), key=len, reverse=True)
    with dialect.database(conn).changing(conn, KEPT):
        told = {seq for seq, payload in _payloads(conn) if _without(payload, every) != payload}
        if not written and not told:
            raise LookupError("no report and no entry of the ledger holds this name")
        hashes: dict[str, str] = {}
        for key in written:
            hashes |= _mask(conn, key, every)
        copies.renew(conn, copies.related(conn, list(written)))
        about = {seq: _renewed(payload, every, hashes) for seq, payload in _payloads(conn) if seq in told or _hashed(payload, hashes)}
        _enter(conn, "name", sorted(written), [], reason, actor, about)
    _refresh(conn)
    return len(written)


def _holding(conn: Connection, given: Sequence[str]) -> Sequence[Any]:
    """The reports in whose folded words the name stands."""
    words = [" ".join(folded(name).split()) for name in given]
    any_of = or_(*(searchable.c.folded.contains(word, autoescape=True) for word in words))
    keys = select(searchable.c.report_key).where(searchable.c.run.is_(None), any_of)
    return conn.execute(select(reports.c.key, reports.c.title, reports.c.text).where(reports.c.key.in_(keys))).all()


def _surfaces(text: str, given: Sequence[str]) -> set[str]:
    """The name as the text spells it: folded alike, in one line or two."""
    key, found = fold(text), set()
    for name in given:
        words = r"\s+".join(re.escape(word) for word in fold(name).text.split())
        for match in re.finditer(words, key.text, re.IGNORECASE):
            span = key.span(*match.span())
            found.add(text[span.start : span.end])
    return found


def _masked(text: str, every: Sequence[str]) -> str:
    for surface in every:
        text = text.replace(surface, MASK * len(surface))
    return text


def _without(value: Any, every: Sequence[str]) -> Any:
    """The JSON value without the name in its texts; codes and ids stay."""
    if isinstance(value, str):
        return value if _CODE.fullmatch(value) else _masked(value, every)
    if isinstance(value, list):
        return [_without(one, every) for one in value]
    return {key: _without(one, every) for key, one in value.items()} if isinstance(value, dict) else value


def _mask(conn: Connection, key: str, every: Sequence[str]) -> dict[str, str]:
    """The new hash by the old one of what was replaced: the report's text, the claims of its runs. The bytes go."""
    row = conn.execute(select(reports).where(reports.c.key == key)).one()
    text, title = _masked(row.text, every), _masked(row.title, every) if row.title else row.title
    values = {name: _masked(row._mapping[name], every) if row._mapping[name] else row._mapping[name] for name in ("id", "outlet", "url")}
    values |= {"text": text, "title": title, "text_sha256": digest(text)}
    conn.execute(update(reports).where(reports.c.key == key).values(values))
    own = (searchable.c.report_key == key, searchable.c.run.is_(None))
    conn.execute(update(searchable).where(*own).values(folded=folded(whole(title, text))))
    hashes = {row.text_sha256: values["text_sha256"]}
    for run in conn.execute(select(runs).where(runs.c.report_key == key)).all():
        hashes[run.claims_sha256] = _mask_claims(conn, run.n, every, text, day(row.date))
    if row.bytes_sha256:
        _delete_raw(conn, [row.bytes_sha256], anyway=True)
    return {old: new for old, new in hashes.items() if old != new}


def _mask_claims(conn: Connection, run: int, every: Sequence[str], text: str, date: Any) -> str:
    rows = conn.execute(select(claims.c.position, claims.c.json).where(claims.c.run == run).order_by(claims.c.position)).all()
    read = [_without(json.loads(row.json), every) for row in rows]
    masked = [canonical(row | {"quote": text[row["start"] : row["end"]]}) for row in read]
    named: list[tuple[int, str, str]] = []
    for row, line in zip(rows, masked, strict=True):
        claim = read_claim(line)
        named += mentioned(row.position, claim)
        at = (claims.c.run == run, claims.c.position == row.position)
        conn.execute(update(claims).where(*at).values(json=line, **derived(claim, date)))
        here = (searchable.c.run == run, searchable.c.position == row.position)
        conn.execute(update(searchable).where(*here).values(folded=folded(claim.quote)))
    conn.execute(delete(mentions).where(mentions.c.run == run))
    naming.add(conn, run, named)
    told = claims_digest(masked)
    conn.execute(update(runs).where(runs.c.n == run).values(claims_sha256=told))
    return told


def _payloads(conn: Connection) -> Iterable[tuple[int, Payload]]:
    for seq, text in conn.execute(select(entries.c.seq, entries.c.payload).where(entries.c.action != "erased")).all():
        yield seq, json.loads(text)


def _hashed(payload: Payload, hashes: Mapping[str, str]) -> bool:
    return any(payload.get(name) in hashes for name in ("text_sha256", "claims_sha256") if payload.get(name))


def _renewed(payload: Payload, every: Sequence[str], hashes: Mapping[str, str]) -> Payload:
    """The payload without the name, with the hashes of what was changed."""
    made: Payload = _without(payload, every)
    for name in ("text_sha256", "claims_sha256"):
        if payload.get(name) in hashes:
            made[name] = hashes[payload[name]]
    return made | ({"raw": False} if payload.get("raw") and payload["text_sha256"] in hashes else {})


def _about(conn: Connection, keys: Sequence[str]) -> list[int]:
    """The entries that hold something of these reports: added, coded, decided on a claim of theirs, or on them."""
    found = select(entries.c.seq).where(entries.c.subject.in_(keys), entries.c.action.in_(("added", "coded", "decided")))
    on = select(decided.c.seq).where(decided.c.report_key.in_(keys))
    return sorted({*conn.execute(found).scalars(), *conn.execute(on).scalars()})


def _enter(
    conn: Connection, what: str, keys: Sequence[str], named: Sequence[str], reason: str, actor: str, changed: Mapping[int, Payload]
) -> tuple[int, str]:
    """The number and moment of the entry `erased`; the payloads are replaced: `{}` leaves nothing of one but that it was erased."""
    sound(reason, "the reason")
    seq, at = views.head(conn)[0] + 1, now()
    renewed = {old: canonical(payload | {"erased": seq}) for old, payload in changed.items()}
    hashes = [[old, digest(text)] for old, text in sorted(renewed.items())]
    payload = {"what": what, "keys": list(keys), "named": list(named), "reason": reason, "entries": hashes}
    ledger.append(conn, actor, at, [("erased", keys[0] if named else "", payload)])
    for old, text in renewed.items():
        conn.execute(update(entries).where(entries.c.seq == old).values(payload=text))
    return seq, at


def _delete(conn: Connection, keys: Sequence[str]) -> None:
    of_runs = select(runs.c.n).where(runs.c.report_key.in_(keys)).scalar_subquery()
    seqs = conn.execute(select(decided.c.seq).where(decided.c.report_key.in_(keys))).scalars().all()
    conn.execute(delete(decided).where(decided.c.seq.in_(seqs)))
    conn.execute(delete(mentions).where(mentions.c.run.in_(of_runs)))
    for table in reversed(metadata.sorted_tables):
        if "report_key" in table.c and table.name not in ("runs", "standing"):
            conn.execute(delete(table).where(table.c.report_key.in_(keys)))
    conn.execute(delete(claims).where(claims.c.run.in_(of_runs)))
    conn.execute(delete(runs).where(runs.c.report_key.in_(keys)))
    conn.execute(delete(reports).where(reports.c.key.in_(keys)))


def _delete_raw(conn: Connection, hashes: Sequence[str | None], anyway: bool = False) -> None:
    for one in {h for h in hashes if h}:
        if anyway or not conn.execute(select(reports.c.key).where(reports.c.bytes_sha256 == one).limit(1)).first():
            conn.execute(delete(raw).where(raw.c.sha256 == one))


def _refresh(conn: Connection) -> None:
    """Nothing; makes anew what is computed from all reports: names, the index for searching; forgets the saved records."""
    unused = select(names.c.folded).where(~select(mentions.c.run).where(mentions.c.folded == names.c.folded).exists())
    conn.execute(delete(names).where(names.c.folded.in_(unused.scalar_subquery())))
    conn.execute(delete(records))
    shelves.clear(conn)
    conn.execute(delete(views_table))
    tallies.derive(conn)
    index = dialect.index(conn)
    if index.has_index(conn):
        index.rebuild_index(conn)


def overrides(conn: Connection) -> dict[int, str]:
    """The hash of the payload that each erased entry must have now, as sound entries of the ledger say."""
    found: dict[int, str] = {}
    for row in conn.execute(select(entries).where(entries.c.action == "erased").order_by(entries.c.seq)):
        payload = json.loads(row.payload)
        if row.hash == ledger.entry_hash(row.seq, row.at, row.actor, row.action, row.subject, payload, row.prev):
            found |= {seq: told for seq, told in payload["entries"] if seq < row.seq}
    return found
