"""The store: reports and their claims kept for good, found again, and recorded in a ledger that can be verified."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Any, BinaryIO, Self

from sqlalchemy import Connection, Engine

from marsad.model.claim import Claim
from marsad.model.decision import Decision
from marsad.model.report import Report
from marsad.store import (
    alike,
    asof,
    backup,
    beside,
    changes,
    claim_lists,
    copies,
    deciding,
    derive,
    dialect,
    doctor,
    erasing,
    gone,
    keeping,
    ledger,
    listing,
    meanwhile,
    replay,
    summing,
    together,
    verify,
    views,
    workings,
)
from marsad.store.alike import Alike
from marsad.store.asof import Listed, Reading
from marsad.store.deciding import Draft
from marsad.store.doctor import Ailment
from marsad.store.errors import StoreError
from marsad.store.gone import Gone
from marsad.store.kept import Counted, Entry, Hit, Kept, Recoded, StoredClaim, StoredReport, Summary, Verified
from marsad.store.recoding import Coder, recode
from marsad.store.search import search
from marsad.store.shelf import Shelf
from marsad.store.tables import reports

Progress = Callable[[int, int], None]


Place = Path | str
"""Where a store is: its file, or the URL of its database without the password."""


class Store:
    """One open store; made by `open_store`, safe to share between threads, a context manager that closes itself.

    Every method raises StoreError, with what to do, where the database cannot do its part.
    """

    def __init__(self, engine: Engine, path: Place, actor: str, read_only: bool) -> None:
        self.path, self.actor, self.read_only = path, actor, read_only
        self._database = dialect.database(engine)
        self._engine: Engine | None = engine
        self._turn = Lock()  # writers of one process take turns here: the database's own waiting may pass over one of many for ever

    def keep(self, report: Report, claims: Sequence[Claim], *, coder: str, raw: bytes | None = None, who: str | None = None) -> Kept:
        """What was done, durable once returned: all of the report or, on any error, nothing of it.

        The same outlet's id (or address) with the same text, coded by the same coder, changes nothing ("same"); with
        another text it is a new "version" beside the old; by another coder its claims are "recoded". `raw` are the
        bytes that the report was read from; `who` brought it (else the store's actor).
        """
        with self._writing() as conn:
            return keeping.keep(conn, report, claims, coder, raw, who or self.actor)

    def keep_all(self, found: Iterable[tuple[Report, Sequence[Claim]]], *, coder: str, who: str | None = None) -> int:
        """How many reports were kept, in one transaction: durable once returned, on any error none of them."""
        with self._writing() as conn:
            return sum(1 for report, claims in found if keeping.keep(conn, report, claims, coder, None, who or self.actor).status != "same")

    def alike(self, reports: Sequence[Report]) -> list[Alike]:
        """For each of these reports, kept or not, what the store knows of it: the same, a version, copies, near copies."""
        with self._reading() as conn:
            return alike.alike(conn, reports)

    def cited(self) -> list[tuple[str | None, str, int]]:
        """Which outlet names which source (a resolved id, else the folded name) in how many claims that stand."""
        with self._reading() as conn:
            return listing.cited(conn)

    def by_day(self, since: dt.date | None = None, until: dt.date | None = None) -> list[tuple[dt.date, str, int]]:
        """How many claims of each kind that stand are about which day (the first of a stretch; the report's where a claim says none)."""
        with self._reading() as conn:
            return listing.by_day(conn, since, until)

    def by_month(self) -> list[tuple[dt.date, str, int]]:
        """As `by_day`, for each month, told by its first day."""
        with self._reading() as conn:
            return listing.by_month(conn)

    def places(self) -> list[tuple[str, str, int]]:
        """How many claims of each kind that stand name which place id."""
        with self._reading() as conn:
            return listing.places(conn)

    def counted(self, *, limit: int, report: str | None = None, **wanted: Any) -> Counted:
        """The latest `limit` claims that pass filters as those of `claims`, counted by place and by day, not read."""
        with self._reading() as conn:
            if report is not None:
                return summing.of_report(conn, listing.find(conn, report, self._loader).key, limit, wanted)
            return summing.latest(conn, limit, wanted)

    def reports(
        self,
        *,
        outlet: str | None = None,
        since: dt.date | None = None,
        until: dt.date | None = None,
        limit: int | None = None,
        offset: int = 0,
    ) -> list[StoredReport]:
        """All versions of all reports, the latest day first; their texts are read only when asked for."""
        with self._reading() as conn:
            wanted = listing.OfReports(outlet, since, until)
            if limit is not None:
                return listing.in_order(conn, wanted, self._loader, limit, offset)[0]
            return listing.listed(conn, listing.reports_query(outlet=outlet, since=since, until=until).offset(offset), self._loader)

    def reports_after(
        self, *, limit: int, offset: int = 0, after: listing.Place | None = None, **wanted: Any
    ) -> tuple[list[StoredReport], listing.Place | None]:
        """So many of `reports`, those after this place, at the same cost however far on that is; the place of the last, None at the end."""
        with self._reading() as conn:
            return listing.in_order(conn, listing.OfReports(**wanted), self._loader, limit, offset, after)

    def lately(self, limit: int) -> list[StoredReport]:
        """The reports that were added last, the last first."""
        with self._reading() as conn:
            return listing.listed(conn, listing.reports_query().order_by(None).order_by(reports.c.n.desc()).limit(limit), self._loader)

    def report(self, ident: str) -> StoredReport:
        """The report of this id, key or unique beginning of one; raises LookupError naming the candidates."""
        with self._reading() as conn:
            return listing.find(conn, ident, self._loader)

    def reports_named(self, idents: Collection[str]) -> dict[str, StoredReport]:
        """The report that refs call by each of these ids or keys, those that are there; of several articles with one id the first added."""
        with self._reading() as conn:
            return together.named(conn, idents, self._loader)

    def claims_at(self, places: Collection[tuple[str, str, int]]) -> dict[tuple[str, str, int], Claim]:
        """The claims that stand at these places: a report's key, a kind, where the quote begins."""
        with self._reading() as conn:
            return together.claims_at(conn, places)

    def refs_of(self, called: Mapping[str, str], kind: str | None = None) -> list[str]:
        """What records call the claims, or those of a kind, that stand for the reports with these keys, which they call so."""
        with self._reading() as conn:
            return together.refs_of(conn, called, kind)

    def decided_on(self, keys: Collection[str]) -> set[str]:
        """Those of the reports with these keys that somebody decided on."""
        with self._reading() as conn:
            return together.decided_on(conn, keys)

    def versions(self, ident: str) -> list[StoredReport]:
        """All kept versions of the article that this report is a version of, oldest first; LookupError as `report`."""
        with self._reading() as conn:
            article = listing.find(conn, ident, self._loader).article
            query = listing.reports_query().where(reports.c.article == article)
            return sorted(listing.listed(conn, query, self._loader), key=lambda report: report.version)

    def raw(self, ident: str) -> bytes:
        """The bytes that the report was read from; raises LookupError where none are kept."""
        with self._reading() as conn:
            return listing.raw_of(conn, listing.find(conn, ident, self._loader).bytes_sha256 or "unknown")

    def claims(
        self,
        *,
        report: str | None = None,
        kind: str | None = None,
        type: str | None = None,
        since: dt.date | None = None,
        until: dt.date | None = None,
        place: str | None = None,
        actor: str | None = None,
        source: str | None = None,
        limit: int | None = None,
        offset: int = 0,
    ) -> list[StoredClaim]:
        """The claims that stand: of this report in order of its text, else of all newest versions, the latest day first.

        `place`, `actor` and `source` match a part of a name, spelling folded, or a whole resolved id; `since` and `until`
        match the days the claim is about, the report's day where it says none. Raises LookupError as `report` does, and
        ValueError for a kind that is none.
        """
        with self._reading() as conn:
            named: dict[str, Any] = {
                "kind": kind,
                "type": type,
                "since": since,
                "until": until,
                "place": place,
                "actor": actor,
                "source": source,
            }
            if report is None:
                return claim_lists.every(conn, listing.checked(named), limit, offset)
            key = listing.find(conn, report, self._loader).key
            return listing.stored_claims(conn.execute(listing.claims_query(key=key, **named).limit(limit).offset(offset)))

    def claims_after(
        self, *, limit: int, offset: int = 0, after: claim_lists.Place | None = None, **wanted: Any
    ) -> tuple[list[StoredClaim], claim_lists.Way]:
        """So many of `claims`, those after this place, at the same cost however far on that is; how far it came, which may be short."""
        with self._reading() as conn:
            way = claim_lists.walk(conn, listing.checked(wanted), limit, offset, after)
            return claim_lists.read(conn, way.found), way

    def count_reports(self, *, outlet: str | None = None, since: dt.date | None = None, until: dt.date | None = None) -> int:
        """How many reports `reports` with these filters has."""
        with self._reading() as conn:
            return listing.count(conn, listing.reports_query(outlet=outlet, since=since, until=until))

    def count_claims(
        self,
        *,
        kind: str | None = None,
        type: str | None = None,
        since: dt.date | None = None,
        until: dt.date | None = None,
        place: str | None = None,
        actor: str | None = None,
        source: str | None = None,
    ) -> int:
        """How many claims `claims` with these filters has."""
        with self._reading() as conn:
            query = listing.claims_query(kind=kind, type=type, since=since, until=until, place=place, actor=actor, source=source)
            return listing.count(conn, query)

    def summary(self) -> Summary:
        """How much of what is in the store."""
        with self._reading() as conn:
            return listing.summary(conn)

    def search(self, words: str, *, limit: int = 50) -> list[Hit]:
        """Where all these words, or words that begin with them, stand, spelling folded; any input is fine."""
        with self._reading() as conn:
            return search(conn, words, limit)

    def recode(self, coder: str, code: Coder, progress: Progress | None = None) -> Recoded:
        """What changed by reading every stored report, that this coder's claims do not stand for, with this coder.

        Each report is kept by itself, so that an interrupted run goes on where it stopped; a report that `code` fails on
        keeps its older claims and is named in `failed`. `progress` is called with (reports done, reports in all).
        """
        return recode(self._reading, self._writing, self.actor, coder, code, progress)

    def decide(
        self,
        verb: str,
        claims: Sequence[str],
        *,
        given: Mapping[str, Any] | None = None,
        reason: str = "",
        who: str | None = None,
        as_of: int | None = None,
        about: Sequence[str] = (),
    ) -> Decision:
        """The decision as it was entered in the ledger, durable once returned; nothing that was kept is changed by it.

        `claims` are named as `REPORT#KIND@START` or by id; `given` is what the verb needs (see marsad.model.decision.check);
        `who` decides (else the store's actor). `as_of` is the ledger's entry that the claims were looked at: raises Stale where
        such a decision on them, or on the claims it is `about`, was taken since, or another coder reads them otherwise.
        Raises LookupError for a claim that does not stand, ValueError where the decision cannot be taken.
        """
        return self.act([Draft(verb, claims, given or {}, reason)], who=who, as_of=as_of, about=about)[0]

    def act(
        self, drafts: Sequence[Draft], *, who: str | None = None, as_of: int | None = None, about: Sequence[str] = ()
    ) -> list[Decision]:
        """The decisions as they were entered, all at one moment or, on any error, none; arguments and errors as `decide`."""
        with self._writing() as conn:
            look = meanwhile.Look(conn, as_of, about)
            return deciding.act(conn, drafts, who or self.actor, look.check)

    def claim(self, ref: str) -> StoredClaim:
        """The standing claim of this ref (`REPORT#KIND@START`, `REPORT#ID`) or id; raises LookupError where there is none, or several."""
        with self._reading() as conn:
            return deciding.claim_at(conn, ref)

    def decisions(self, report: str | None = None) -> list[Decision]:
        """All decisions in order, or those on this report; LookupError as `report`."""
        with self._reading() as conn:
            key = None if report is None else listing.find(conn, report, self._loader).key
            return deciding.decisions(conn, key)

    def latest_decisions(self, limit: int, offset: int = 0) -> tuple[list[Decision], int]:
        """So many of the last decisions, the last first, and how many there are in all."""
        with self._reading() as conn:
            return deciding.latest(conn, limit, offset)

    def decisions_on_sources(self) -> list[Decision]:
        """The decisions that are on no report, in order: definitions and grades of sources, and what takes them back."""
        with self._reading() as conn:
            return deciding.decisions(conn, subject="")

    def withdraw(self, ident: str, *, reason: str, who: str | None = None) -> list[str]:
        """The keys of all versions of the report, which no longer stands: no list, search or record has it, its text is kept."""
        with self._writing() as conn:
            return gone.withdraw(conn, ident, reason, who or self.actor)

    def reinstate(self, ident: str, *, reason: str, who: str | None = None) -> list[str]:
        """The keys of all versions of the withdrawn report, which stands again; LookupError where none was withdrawn."""
        with self._writing() as conn:
            return gone.reinstate(conn, ident, reason, who or self.actor)

    def erase(self, ident: str, *, reason: str, who: str | None = None) -> list[str]:
        """The keys of all versions of the report, of which nothing is left in the file: text, bytes, claims, decisions, titles.

        The ledger's chain holds; its entries say that they were erased, and by which entry. Nothing brings it back.
        """
        with self._writing() as conn:
            keys = erasing.erase_report(conn, ident, reason, who or self.actor)
        self._scrub()
        return keys

    def erase_name(self, *spellings: str, reason: str, who: str | None = None) -> int:
        """In how many reports the name was replaced by as many signs, however it is spelled there; in claims and the ledger too."""
        with self._writing() as conn:
            many = erasing.erase_name(conn, spellings, reason, who or self.actor)
        self._scrub()
        return many

    def gone(self) -> list[Gone]:
        """The reports that were withdrawn or erased, in the order in which they went."""
        with self._reading() as conn:
            return gone.listed(conn)

    def became(self, ident: str) -> Gone | None:
        """What became of a report that no longer stands, by its key (or id, where that is still known); None for any other."""
        with self._reading() as conn:
            return gone.find(conn, ident)

    def replay(self, into: Store, progress: Progress | None = None) -> str | None:
        """What differs from this store in one made anew in the empty store `into` from what is kept for good; None where nothing does."""
        with self._reading() as conn, into._writing() as empty:
            return replay.replay(conn, empty, progress)

    def _scrub(self) -> None:
        with self._database.explained(self.path):
            self._database.scrub(self._open())

    def readings(
        self, *, moment: str | None = None, until: dt.date | None = None, keys: Collection[str] | None = None
    ) -> Iterator[Reading]:
        """Each article with the claims that stand, or stood at `moment` (ISO 8601 UTC); only reports up to `until`, or with `keys`."""
        with self._reading() as conn:
            yield from asof.readings(conn, moment, until, keys)

    def listed(self, *, moment: str | None = None, until: dt.date | None = None) -> list[Listed]:
        """The articles that `readings` would give, in the same order, without their texts and claims."""
        with self._reading() as conn:
            return list(asof.listed(conn, moment, until))

    def decided(self, *, moment: str | None = None) -> list[Decision]:
        """All decisions that had been taken at `moment` (now if None), in order."""
        with self._reading() as conn:
            return asof.decided(conn, moment)

    def recodings(self, *, after: int = 0, report: str | None = None) -> Iterator[changes.Recoding]:
        """Each recoding above this entry of the ledger, in order, with what it added, dropped or changed; LookupError as `report`."""
        with self._reading() as conn:
            key = None if report is None else listing.find(conn, report, self._loader).key
            yield from changes.recodings(conn, after, key)

    def head(self, *, moment: str | None = None) -> tuple[int, str]:
        """The number and the hash of the ledger's last entry, or of the last up to `moment` (ISO 8601 UTC); (0, "") where there is none."""
        with self._reading() as conn:
            return views.head(conn, moment)

    def save_records(
        self,
        found: Iterable[views.Row | workings.Mark | workings.Put],
        head: views.Head,
        *,
        version: str,
        marks: Iterable[workings.Mark] = (),
        pieces: Iterable[workings.Piece] = (),
    ) -> tuple[str, bool]:
        """(the digest of all computed records, which are these until the ledger goes on from `head`; whether the same were there).

        `marks` and `pieces` are what the records of later reports are made with; they may also stand between the records.
        """
        with self._writing() as conn:
            filling = workings.Filling(conn)
            filling.pieces(pieces)
            filling.marks(marks)
            made = views.save(conn, filling.parted(found), head, version)
            filling.end()
            return made

    def put_records(
        self,
        changed: Sequence[views.Row],
        removed: Iterable[tuple[str, str]],
        heads: tuple[views.Head, views.Head],
        *,
        version: str,
        marks: tuple[Sequence[workings.Mark], Sequence[workings.Mark]] = ((), ()),
        pieces: Sequence[workings.Piece] = (),
    ) -> tuple[str, int] | None:
        """(the digest of all computed records after these were put and those of the names (group, id) taken away, how many rows moved).

        `heads` are those of the ledger before and after, `marks` those that are new and those that are gone. None, and nothing is
        done, where the records were not those of the first head any more.
        """
        with self._writing() as conn:
            if views.made_at(conn, version) != heads[0]:
                return None
            workings.change(conn, *marks, pieces)
            return views.put(conn, changed, removed, heads[1], version)

    def records_made_at(self, *, version: str) -> views.Head | None:
        """The head of the ledger at which this version made the computed records last; None where it never did."""
        with self._reading() as conn:
            return views.made_at(conn, version)

    @contextmanager
    def workings(self) -> Iterator[workings.Kept]:
        """The marks and pieces that the computed records are made on with, all as of one moment."""
        with self._reading() as conn:
            yield workings.Kept(conn)

    def akin(self, keys: Sequence[str]) -> set[str]:
        """The keys of all versions of these reports, and of all reports that share an id with one."""
        with self._reading() as conn:
            return listing.akin(conn, keys)

    def families(self, keys: Sequence[str]) -> dict[str, str]:
        """By key the family of copies of all reports that are in one family with one of these."""
        with self._reading() as conn:
            return copies.families(conn, keys)

    def has_records(self, *, version: str) -> bool:
        """Whether the saved records are those of now and of this version."""
        with self._reading() as conn:
            return views.is_saved(conn, version)

    def saved_records(self, *, version: str) -> dict[str, list[dict[str, Any]]] | None:
        """The computed records by group, None where this version never saved them or something was done since."""
        with self._reading() as conn:
            return views.saved(conn, version)

    @property
    def shelf(self) -> Shelf:
        """The saved records, to be asked for some of them; `pipeline.records.fresh` brings them up to date."""
        return Shelf(self._reading)

    def keep_references(self, name: str, format: str, found: Sequence[Mapping[str, Any]]) -> int:
        """How many records the set of this name held before; it holds these now, beside the record and no part of it."""
        with self._writing() as conn:
            return beside.keep(conn, name, format, found)

    def reference_sets(self) -> list[beside.ReferenceSet]:
        """The sets of reference records, by name."""
        with self._reading() as conn:
            return beside.sets(conn)

    def references(self, name: str) -> list[dict[str, Any]]:
        """The reference records of a set, in the order of its file."""
        with self._reading() as conn:
            return beside.records(conn, name)

    def ledger(self, *, action: str | None = None, subject: str | None = None, after: int = 0, limit: int | None = None) -> list[Entry]:
        """The ledger's entries in order; `subject` is a report's key, `after` an entry's number."""
        with self._reading() as conn:
            return list(ledger.entries(conn, action=action, subject=subject, after=after, limit=limit))

    def verify(self, *, head: str | None = None, progress: Progress | None = None) -> Verified:
        """What was checked and what is broken; give the `head` of an earlier check to see that nothing was cut off since."""
        with self._reading() as conn, self._database.tolerant(conn):
            found = verify.verify(conn, head, progress)
        if self.read_only:
            return found
        with self._writing() as conn:
            return verify.with_index(conn, found)

    def backup(self, out: BinaryIO) -> Mapping[str, int]:
        """How many rows of each kept table were written: the same bytes from the same store (see backup.py)."""
        with self._reading() as conn:
            return backup.dump(conn, out)

    def restore(self, source: BinaryIO) -> Mapping[str, int]:
        """How many rows of each kept table were put back, all or none; StoreError where the store is not empty or the backup not whole."""
        with self._writing() as conn:
            return backup.fill(conn, source)

    def doctor(self) -> list[Ailment]:
        """What is wrong with the store, the worst first; nothing is changed."""
        checked = self.verify()
        with self._reading() as conn, self._database.tolerant(conn):
            return doctor.examine(conn, checked)

    def heal(self) -> None:
        """Nothing; makes all that is only computed anew. What is kept is never touched."""
        with self._writing() as conn:
            derive.derive(conn)

    def close(self) -> None:
        """Lets go of the file."""
        if self._engine is not None:
            self._engine.dispose()
        self._engine = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with self._database.explained(self.path), self._open().connect() as conn:
            yield conn

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        if self.read_only:
            raise StoreError(f"store {self.path} was opened for reading only: open it for writing")
        with self._turn, self._database.explained(self.path), self._open().execution_options(writing=True).begin() as conn:
            yield conn

    def _open(self) -> Engine:
        if self._engine is None:
            raise StoreError(f"store {self.path} was closed: open it again")
        return self._engine

    def _loader(self, key: str) -> Callable[[], str]:
        def load() -> str:
            with self._reading() as conn:
                return listing.text_of(conn, key)

        return load
