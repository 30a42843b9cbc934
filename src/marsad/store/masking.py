"""A name masked in what is kept: in reports, in their claims, in the payloads of the ledger; the hashes follow."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, and_, delete, or_, select, update

from marsad.store import naming
from marsad.store.canonical import canonical, claims_digest, digest
from marsad.store.rows import Mention, day, derived, mentioned, read_claim
from marsad.store.tables import claims, mentions, reports, runs, searchable
from marsad.store.tables import ledger as entries
from marsad.store.words import folded, whole
from marsad.text.masking import MASK, Mask

_CODE = re.compile(r"[a-z0-9_./:-]+")
_HASHES = ("text_sha256", "claims_sha256")
Payload = dict[str, Any]


def holding(conn: Connection, mask: Mask) -> dict[str, str | None]:
    """The reports that hold the name, by key, each with the hash of its bytes."""
    named = (and_(*(searchable.c.folded.contains(word, autoescape=True) for word in words)) for words in mask.words)
    keys = select(searchable.c.report_key).where(searchable.c.run.is_(None), or_(*named))
    rows = conn.execute(select(reports.c.key, reports.c.title, reports.c.text, reports.c.bytes_sha256).where(reports.c.key.in_(keys)))
    return {row.key: row.bytes_sha256 for row in rows if mask.hide(told := whole(row.title, row.text)) != told}


def mask_report(conn: Connection, key: str, mask: Mask) -> dict[str, str]:
    """The new hash by the old one of what was replaced: the report's text, the claims of its runs."""
    row = conn.execute(select(reports).where(reports.c.key == key)).one()
    values: dict[str, Any] = {name: mask.hide(row._mapping[name] or "") or None for name in ("id", "outlet", "url", "title")}
    values |= {"text": (text := mask.hide(row.text)), "text_sha256": digest(text)}
    conn.execute(update(reports).where(reports.c.key == key).values(values))
    own = (searchable.c.report_key == key, searchable.c.run.is_(None))
    conn.execute(update(searchable).where(*own).values(folded=folded(whole(values["title"], text))))
    hashes = {row.text_sha256: values["text_sha256"]}
    for run in conn.execute(select(runs).where(runs.c.report_key == key)).all():
        hashes[run.claims_sha256] = _mask_claims(conn, run.n, mask, text, day(row.date))
    return {old: new for old, new in hashes.items() if old != new}


def masked_entries(conn: Connection, mask: Mask, hashes: Mapping[str, str]) -> dict[int, Payload]:
    """The payloads of the ledger that hold the name, or a hash of what was replaced, by number, as they are without."""
    found: dict[int, Payload] = {}
    for seq, text in conn.execute(select(entries.c.seq, entries.c.payload).where(entries.c.action != "erased")).all():
        payload = json.loads(text)
        rehashed = any(payload.get(name) in hashes for name in _HASHES)
        if (rehashed or mask.may_hold(text)) and (made := _renewed(payload, mask, hashes)) != payload:
            found[seq] = made
    return found


def _renewed(payload: Payload, mask: Mask, hashes: Mapping[str, str]) -> Payload:
    made: Payload = _without(payload, mask)
    made |= {name: hashes[payload[name]] for name in _HASHES if payload.get(name) in hashes}
    return made | ({"raw": False} if payload.get("raw") and payload["text_sha256"] in hashes else {})


def _without(value: Any, mask: Mask) -> Any:
    """The JSON value without the name in its texts; codes and ids stay."""
    if isinstance(value, str):
        return value if _CODE.fullmatch(value) else mask.hide(value)
    if isinstance(value, list):
        return [_without(one, mask) for one in value]
    return {key: _without(one, mask) for key, one in value.items()} if isinstance(value, dict) else value


def _mask_claims(conn: Connection, run: int, mask: Mask, text: str, date: Any) -> str:
    """The new hash of the run's claims."""
    rows = conn.execute(select(claims.c.position, claims.c.json).where(claims.c.run == run).order_by(claims.c.position)).all()
    read = [_told(json.loads(row.json), mask, text) for row in rows]
    masked = [canonical(row) for row in read]
    named: list[Mention] = []
    for row, line in zip(rows, masked, strict=True):
        claim = read_claim(line)
        named += mentioned(row.position, claim, date)
        at = (claims.c.run == run, claims.c.position == row.position)
        conn.execute(update(claims).where(*at).values(json=line, **derived(claim, date)))
        here = (searchable.c.run == run, searchable.c.position == row.position)
        conn.execute(update(searchable).where(*here).values(folded=folded(claim.quote)))
    conn.execute(delete(mentions).where(mentions.c.run == run))
    naming.add(conn, run, named)
    told = claims_digest(masked)
    conn.execute(update(runs).where(runs.c.n == run).values(claims_sha256=told))
    return told


def _told(row: Payload, mask: Mask, text: str) -> Payload:
    """A claim as the masked text has it: its quote, and of its names those that the mask touches, are the text's characters there."""
    made: Payload = _without(row, mask)
    for field, spans in row.get("evidence", {}).items():
        cut = [text[start:end] for start, end in spans]
        made[field] = [there if MASK in there else name for there, name in zip(cut, made[field], strict=True)]
    return made | {"quote": text[row["start"] : row["end"]]}
