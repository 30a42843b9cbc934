"""What an export is made of: reports, claims and records as plain rows, and the links that lead back to the characters."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

Row = dict[str, Any]
GROUPS = ("incidents", "tolls", "ceasefires", "violations", "positions", "findings", "monitors", "obligations", "gaps")


@dataclass(frozen=True)
class Proof:
    """What proves an export: the ledger's entries, the claims as coded (canonical JSON, by report key), and the bytes by their hash."""

    ledger: tuple[Row, ...] = ()
    coded: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    raw: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True)
class Content:
    """Reports `{id, key, date, outlet, title, url, language, text …}`, claims in the shape of the codebook, and a set of records.

    A claim row has beside its own fields `claim_id`, `ref` (`report#kind@start`), `report`, `key`, `report_date` and `outlet`.
    `base` stands before every link, such as `https://marsad.example`; `redaction` says what was hidden.
    """

    reports: tuple[Row, ...]
    claims: tuple[Row, ...]
    records: Mapping[str, list[Row]]
    base: str = ""
    proof: Proof = Proof()
    redaction: Mapping[str, Any] = field(default_factory=dict)
    by_ref: Mapping[str, Row] = field(init=False, repr=False)
    by_report: Mapping[str, Row] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_ref", {claim["ref"]: claim for claim in self.claims})
        object.__setattr__(self, "by_report", {report["id"]: report for report in self.reports})

    def of(self, record: Row) -> list[Row]:
        """The claims of a record, in its order; what is not here (another day, another store) is left out."""
        return [self.by_ref[ref] for ref in record["claims"] if ref in self.by_ref]

    def link(self, claim: Row) -> str:
        """The address of the claim's characters in the pages: `/r/KEY#c=START-END`."""
        return f"{self.base}/r/{claim['key']}#c={claim['start']}-{claim['end']}"

    def links(self, record: Row) -> list[str]:
        """The links of a record's claims, once each."""
        return list(dict.fromkeys(self.link(claim) for claim in self.of(record)))

    def reports_of(self, record: Row) -> list[Row]:
        """The reports of a record's claims, once each, the earliest day first."""
        names = dict.fromkeys(claim["report"] for claim in self.of(record))
        found = [self.by_report[name] for name in names if name in self.by_report]
        return sorted(found, key=lambda report: (report["date"] or "9999", report["id"]))


def within(content: Content, since: dt.date | None, until: dt.date | None) -> Content:
    """The content with only those records and claims that tell of days from `since` to `until`; reports of the claims that are left."""
    if not since and not until:
        return content
    low, high = (since.isoformat() if since else ""), (until.isoformat() if until else "9999")
    kept = {group: [r for r in content.records[group] if _meets(record_days(group, r), low, high)] for group in GROUPS}
    ids = {r["id"] for group in ("incidents", "ceasefires") for r in kept[group]}
    kept["violations"] = [v for v in content.records["violations"] if v["incident"] in ids and v["ceasefire"] in ids]
    kept["monitors"] = [m for m in content.records["monitors"] if m["incident"] in ids]
    refs = {ref for group in GROUPS for r in kept[group] for ref in r.get("claims", ())}
    claims = tuple(claim for claim in content.claims if claim["ref"] in refs or _meets(claim_days(claim), low, high))
    names = {claim["report"] for claim in claims}
    reports = tuple(r for r in content.reports if r["id"] in names)
    keys, digests = {r["key"] for r in reports}, {r["bytes_sha256"] for r in reports}
    coded = {key: told for key, told in content.proof.coded.items() if key in keys}
    proof = replace(content.proof, coded=coded, raw={d: data for d, data in content.proof.raw.items() if d in digests})
    return replace(content, claims=claims, records=kept, reports=reports, proof=proof)


def claim_days(claim: Row) -> list[str]:
    """The days that a claim tells of, the report's where it tells none."""
    own = claim.get("when") or claim.get("period") or ([claim["starts"]] if claim.get("starts") else None)
    return list(own or ([claim["report_date"]] if claim["report_date"] else []))


def record_days(group: str, record: Row) -> list[str]:
    """The days that a record tells of."""
    told: dict[str, Iterable[str | None]] = {
        "incidents": record.get("when") or (),
        "tolls": [record.get("since"), *(f["day"] for f in record.get("figures", ()))],
        "ceasefires": [record.get("declared"), record.get("starts"), record.get("ends")],
        "positions": [record.get("day")],
        "obligations": [record.get("day")],
        "gaps": [str(record.get("from"))[:10], str(record.get("to"))[:10]],
    }
    return [day for day in told.get(group, ()) if day]


def refs_of(row: Row) -> Iterator[str]:
    """Every claim that a record names."""
    yield from row.get("claims", ())
    yield from filter(None, [row.get("claim")])
    for test in row.get("evidence", {}).values():
        yield from test["claims"]
    for told in row.get("fields", {}).values():
        yield from told["claims"]
        for rival in told["rivals"]:
            yield from rival["claims"]
    for window in row.get("windows", ()):
        yield from window["claims"]


def _meets(days: list[str], low: str, high: str) -> bool:
    return not days or (min(days) <= high and max(days) >= low)
