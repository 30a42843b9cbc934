"""What the store gives back: what was kept, stored reports and claims, hits, ledger entries and what verifying found."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from marsad.model.claim import Claim
from marsad.model.report import Report
from marsad.model.span import Span

Status = Literal["new", "same", "version", "recoded"]


@dataclass(frozen=True, slots=True)
class Kept:
    """What `keep` did: a new report, a new version of an article, claims of another coder, or nothing (same)."""

    status: Status
    key: str
    version: int
    claims: int
    added: int = 0
    dropped: int = 0
    changed: int = 0


@dataclass(frozen=True)
class StoredReport:
    """A kept report as a list shows it; `report`, with its text, is read from the store when first asked for."""

    key: str
    id: str
    article: str
    version: int
    newest: bool
    date: dt.date | None
    date_from: str | None
    outlet: str | None
    title: str | None
    url: str | None
    language: str
    encoding: str | None
    retrieved_at: str | None
    bytes_sha256: str | None
    text_sha256: str
    characters: int
    added_at: str
    coder: str
    counts: Mapping[str, int]
    load: Callable[[], str] = field(repr=False, compare=False)

    @cached_property
    def report(self) -> Report:
        """The report itself; raises StoreError where the store was closed meanwhile."""
        return Report(
            self.id, self.load(), self.date, self.outlet, self.title, self.url, self.date_from,
            self.bytes_sha256, self.encoding, self.retrieved_at, self.language,
        )  # fmt: skip

    @property
    def claims(self) -> int:
        """How many claims stand for this report."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class StoredClaim:
    """A kept claim with its id, the report that makes it, and the coder that read it."""

    claim: Claim
    id: str
    report_id: str
    key: str
    report_date: dt.date | None
    outlet: str | None
    coder: str


@dataclass(frozen=True, slots=True)
class Hit:
    """Where words were found: in a report's text or title, or in a claim's quote.

    `start` and `end` stand in the report's text, None where only the title has the words; `lit` are the
    words' spans in `snippet`. A higher score is a better hit; scores of reports and of claims do not compare.
    """

    kind: Literal["report", "claim"]
    report_id: str
    key: str
    snippet: str
    start: int | None
    end: int | None
    lit: tuple[Span, ...]
    score: float
    claim_id: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the ledger: who did what to which report, and the chain."""

    seq: int
    at: str
    actor: str
    action: str
    subject: str
    payload: Mapping[str, Any]
    prev: str
    hash: str


@dataclass(frozen=True, slots=True)
class Recoded:
    """What `recode` did; `failed` has the key of each report that the coder could not read, and why."""

    coder: str
    reports: int = 0
    added: int = 0
    dropped: int = 0
    changed: int = 0
    failed: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is broken, and the ledger entry that it contradicts (None where no entry speaks of it).

    `made` is true of what is only computed from what is kept, and can be made anew.
    """

    seq: int | None
    subject: str
    what: str
    made: bool = False


@dataclass(frozen=True, slots=True)
class Verified:
    """What verifying looked at and found; `head` is the hash of the last ledger entry."""

    entries: int
    reports: int
    runs: int
    head: str
    findings: tuple[Finding, ...] = ()

    @property
    def ok(self) -> bool:
        """True where nothing is broken."""
        return not self.findings

    @property
    def broken(self) -> int | None:
        """The first ledger entry that does not hold, None where each one does."""
        return min((f.seq for f in self.findings if f.seq is not None), default=None)


@dataclass(frozen=True, slots=True)
class Counted:
    """Claims that were counted and not read: (place id, kind, how many), (day, kind, how many), how many in all, whether more pass."""

    places: list[tuple[str, str, int]]
    days: list[tuple[dt.date, str, int]]
    claims: int
    more: bool


@dataclass(frozen=True, slots=True)
class Summary:
    """What is in the store: reports (each version counts), articles, outlets, standing claims by kind, and the reports' days."""

    reports: int
    articles: int
    outlets: tuple[str, ...]
    claims: Mapping[str, int]
    first: dt.date | None
    last: dt.date | None
