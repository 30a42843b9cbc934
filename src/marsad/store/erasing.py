"""Erasing: a report, or a name wherever it is written, is taken out for good; the chain of the ledger stays whole.

The payloads of older entries that held the content are replaced, their hashes stay. The entry `erased` says which were,
and the hash of what each was replaced by: an entry that was changed otherwise is still found.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, delete, select, update

from marsad.store import copies, dialect, gone, ledger, listing, masking, shelves, tallies, views, workings
from marsad.store.canonical import canonical, digest, now, sound
from marsad.store.tables import KEPT, claims, decided, mentions, metadata, names, raw, records, reports, runs
from marsad.store.tables import ledger as entries
from marsad.store.tables import views as views_table
from marsad.text.masking import Mask

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
    mask = Mask(given)
    if mask.hide(reason) != reason:
        raise ValueError("the reason stays in the ledger: say it without the name")
    held, hashes = masking.holding(conn, mask), dict[str, str]()
    with dialect.database(conn).changing(conn, KEPT):
        for key, bytes_sha256 in held.items():
            hashes |= masking.mask_report(conn, key, mask)
            _delete_raw(conn, [bytes_sha256], anyway=True)
        changed = masking.masked_entries(conn, mask, hashes)
        if not held and not changed:
            raise LookupError("no report and no entry of the ledger holds this name")
        copies.renew(conn, copies.related(conn, list(held)))
        _enter(conn, "name", sorted(held), [], reason, actor, changed)
    _refresh(conn)
    return len(held)


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
    workings.forget(conn)
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
