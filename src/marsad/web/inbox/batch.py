"""A batch: what somebody brought, kept aside in a folder of its own until it is taken in or put away; and its dry run."""

from __future__ import annotations

import secrets
import shutil
import tempfile
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

from marsad import pipeline
from marsad.exchange.given import Given, Refused
from marsad.exchange.inputs import read_inputs
from marsad.store import Alike, Store

HELD = 20  # batches at once; the oldest makes room
SHOWN = 500
CODED = 60  # reports of a dry run whose claims are counted
SAFE = 80  # letters of a file's name


@dataclass(frozen=True, slots=True)
class Batch:
    """What was brought: by whom, the folder or the addresses it stands in, and what holds where a report itself says nothing.

    `failed` are the reports that could not be kept when it was taken in.
    """

    ident: str
    actor: str
    folder: Path
    addresses: tuple[str, ...] = ()
    date: str | None = None
    outlet: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    failed: tuple[Refused, ...] = ()

    def outcomes(self) -> Iterator[Given | Refused]:
        """Each report that it holds, or why it is none; places are named without this machine's folders."""
        files = sorted(p for p in self.folder.rglob("*") if p.is_file())
        for one in read_inputs([*files, *self.addresses], date=self.date, outlet=self.outlet, columns=self.columns):
            yield _placed(one, str(self.folder))


@dataclass(frozen=True, slots=True)
class Found:
    """One report of a dry run: as read, what the store knows of it, and how many claims it makes (None where not counted)."""

    given: Given
    alike: Alike
    claims: int | None


@dataclass(frozen=True, slots=True)
class Dry:
    """A dry run: what would be kept, what is refused and why, and whether more follows that is not shown."""

    found: tuple[Found, ...]
    refused: tuple[Refused, ...]
    more: bool

    @property
    def new(self) -> int:
        """How many would add something."""
        return sum(one.alike.status != "same" for one in self.found)


class Batches:
    """The batches of one application, each known by a name that cannot be guessed."""

    def __init__(self) -> None:
        self._held: OrderedDict[str, Batch] = OrderedDict()
        self._lock = Lock()

    def begin(self) -> tuple[str, Path]:
        """A new name, and an empty folder to put files into."""
        return secrets.token_urlsafe(16), Path(tempfile.mkdtemp(prefix="marsad-inbox-"))

    def hold(self, batch: Batch) -> None:
        """Keeps the batch aside; the oldest of many goes."""
        with self._lock:
            self._held[batch.ident] = batch
            gone = [self._held.popitem(last=False)[1] for _ in range(len(self._held) - HELD)]
        for old in gone:
            shutil.rmtree(old.folder, ignore_errors=True)

    def get(self, ident: str, actor: str) -> Batch | None:
        """The batch of this name, to whoever brought it."""
        found = self._held.get(ident)
        return found if found and found.actor == actor else None

    def of(self, actor: str) -> list[Batch]:
        """What this person brought and did not yet take in."""
        return [b for b in self._held.values() if b.actor == actor]

    def drop(self, ident: str) -> None:
        """Puts a batch away with its files."""
        with self._lock:
            gone = self._held.pop(ident, None)
        if gone:
            shutil.rmtree(gone.folder, ignore_errors=True)


def dry_run(batch: Batch, store: Store) -> Dry:
    """What taking the batch in would do; nothing is written."""
    given: list[Given] = []
    refused = list(batch.failed)
    more = False
    for one in batch.outcomes():
        if isinstance(one, Refused):
            refused.append(one)
        elif len(given) < SHOWN:
            given.append(one)
        else:
            more = True
    known = store.alike([one.report for one in given])
    return Dry(tuple(_found(n, one, known[n]) for n, one in enumerate(given)), tuple(refused), more)


def _found(n: int, given: Given, alike: Alike) -> Found:
    if n >= CODED:
        return Found(given, alike, None)
    try:
        with pipeline.guarded():
            return Found(given, alike, len(pipeline.code(given.report)))
    except pipeline.CoderFailed:  # told when the report is taken in
        return Found(given, alike, None)


def name_of(given: str, taken: Sequence[str]) -> str:
    """A file's name as it can stand in a folder of ours: no folder of theirs, nothing hidden, none twice.

    >>> name_of("../../etc/passwd", [])
    'passwd'
    """
    plain = given.replace("\\", "/").rsplit("/", 1)[-1]
    safe = "".join(c for c in plain if c.isprintable() and c not in '<>:"|?*').lstrip(". ")[-SAFE:] or "report.txt"
    return safe if safe not in taken else f"{len(taken)}-{safe}"


def _placed(one: Given | Refused, folder: str) -> Given | Refused:
    where = one.where.replace(folder + "/", "")
    return Given(one.report, one.raw, where) if isinstance(one, Given) else Refused(where, one.reason.replace(folder + "/", ""), one.hint)
