"""A folder of bulletins that is kept up: what is written is not written again, a corrected record gives a corrected edition.

`bulletins.json` in the folder remembers of each bulletin its editions: the digest of what it tells, the files, and what it told of each
record, so that the next edition can say what changed. It holds no more than the bulletins themselves.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from markupsafe import Markup

from marsad import pipeline
from marsad.exchange.export.content import Content, Row
from marsad.exchange.putting import put
from marsad.store.canonical import canonical, digest
from marsad.web.bulletin.making import Wanted, make, of_record
from marsad.web.bulletin.pdf import printed
from marsad.web.bulletin.sheet import Sheet
from marsad.web.bulletin.span import Days
from marsad.web.language import bdi
from marsad.web.record import words

FILE = "bulletins.json"
Told = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Written:
    """An edition that was written: of which days, in which language, the how-manieth it is, its files."""

    days: Days
    language: str
    edition: int
    files: tuple[str, ...]


class Folder:
    """The bulletins of a folder; raises ValueError where its memory cannot be read."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.told: dict[str, Any] = {"bulletins": {}, "head": None}
        if (path / FILE).exists():
            try:
                self.told = json.loads((path / FILE).read_text("utf-8"))
                _ = self.told["bulletins"], self.told["head"]
            except (ValueError, TypeError, KeyError) as error:
                raise ValueError(f"{path / FILE} is no memory of bulletins ({error!r}): remove it to begin anew") from None

    def known(self) -> list[Days]:
        """The days of which the folder has bulletins."""
        found = {tuple(one["days"]) for one in self.told["bulletins"].values()}
        return sorted(Days(dt.date.fromisoformat(first), dt.date.fromisoformat(last)) for first, last in found)

    def stands(self, at: Sequence[object], days: Iterable[Days], wanted: Sequence[Wanted], formats: Sequence[str]) -> bool:
        """True where the folder was kept up for these days at this head of the ledger, by this coder, in these languages and formats."""
        return bool(self.told["head"] == _state(at, wanted, formats)) and all(
            _name(d, w) in self.told["bulletins"] for d in days for w in wanted
        )

    def keep_up(
        self, read: Callable[[Days], Content], days: Iterable[Days], wanted: Sequence[Wanted], formats: Sequence[str], at: Sequence[object]
    ) -> Iterator[Written]:
        """Writes what is not there or tells another record than its last edition; each edition is remembered as soon as it is written.

        `read` gives the record of some days, `at` is the head of the ledger that it was read at.
        """
        self.path.mkdir(parents=True, exist_ok=True)
        for stretch in days:
            part = read(stretch)
            for one in wanted:
                if written := self._edition(part, replace(one, days=stretch), formats):
                    yield written
        self.told["head"] = _state(at, wanted, formats)
        self._save()

    def _edition(self, part: Content, one: Wanted, formats: Sequence[str]) -> Written | None:
        name, now = _name(one.days, one), digest(of_record(part) + _how(one))
        before = self.told["bulletins"].get(name)
        if before and before["digest"] == now and set(formats) <= set(before["formats"]) and self._there(before):
            return None
        corrects = before is not None and before["digest"] != now
        n = (before["editions"] + corrects) if before else 1
        first = make(part, one)
        told = {} if one.redaction else facts(first.sheet)
        html = first.html if n == 1 else make(part, _corrected(one, n, before, told, first.sheet)).html
        files = self._write(f"{name}{f'.{n}' if n > 1 else ''}", html, formats)
        days = [one.days.first.isoformat(), one.days.last.isoformat()]
        kept = before["before"] if before and not corrects else before["told"] if before else None
        row = {"days": days, "digest": now, "editions": n, "formats": list(formats), "files": files, "told": told, "before": kept}
        self.told["bulletins"][name] = row
        self._save()
        return Written(one.days, one.ui.language, n, tuple(files))

    def _there(self, row: Row) -> bool:
        return all((self.path / name).exists() for name in row["files"])

    def _write(self, stem: str, html: str, formats: Sequence[str]) -> list[str]:
        making: dict[str, Callable[[], bytes]] = {"html": html.encode, "pdf": lambda: printed(html)}
        for format in formats:
            put(self.path / f"{stem}.{format}", making[format]())
        return [f"{stem}.{format}" for format in formats]

    def _save(self) -> None:
        put(self.path / FILE, (json.dumps(self.told, ensure_ascii=False, indent=1) + "\n").encode())


def facts(sheet: Sheet) -> Told:
    """What a bulletin tells of each record, in a line: its title, then days, figures, sides; by the record's id."""
    found: Told = {}
    for row in sheet.incidents + sheet.late:
        killed = [n for n in row["killed"] or () if n is not None]
        number = sheet.ui.plain("killed %(n)s", n="–".join(map(sheet.ui.number, dict.fromkeys(killed)))) if killed else ""
        by = sheet.thing(row["by"])
        found[row["id"]] = [sheet.title(row["id"]), sheet.ui.listed(filter(None, [words.days(row["when"], sheet.ui), number, by]))]
    for row in sheet.tolls:
        last = sheet.latest(row)
        value = last["min"] if last["min"] is not None else last["max"]
        told = [
            sheet.ui.label("approx", last["approx"]) if last["approx"] != "exact" else "",
            sheet.ui.number(value) if value is not None else "",
        ]
        found[row["id"]] = [sheet.title(row["id"]), " ".join(filter(None, told))]
    for row in sheet.ceasefires:
        ends = [f"{words.day(w['starts'], sheet.ui)} – {words.day(w['ends'], sheet.ui)}" for w in row["windows"]]
        found[row["id"]] = [sheet.title(row["id"]), sheet.ui.listed(ends)]
    return found


def changes(before: Told | None, now: Told, sheet: Sheet) -> list[Markup]:
    """What an edition tells otherwise than the one before it: what came, what went, what reads otherwise."""
    if before is None or not (before or now):
        return [sheet.ui.say("The record of these days was corrected.")]
    ui = sheet.ui
    came = [ui.say("New:") + _named(ident, now) + _line(now[ident][1], "ins") for ident in now if ident not in before]
    went = [ui.say("No longer in the record:") + Markup(" <del>{}</del>").format(bdi(before[i][0])) for i in before if i not in now]
    other = [
        _named(ident, now).lstrip()
        + Markup(":")
        + _line(before[ident][1] or before[ident][0], "del")
        + _line(now[ident][1] or now[ident][0], "ins")
        for ident in now
        if ident in before and before[ident] != now[ident]
    ]
    return [*other, *came, *went] or [ui.say("The words, notes or tests behind the records were corrected; their figures stand.")]


def _named(ident: str, told: Told) -> Markup:
    return Markup(' <a href="#{}">{}</a>').format(ident, bdi(told[ident][0]))


def _line(text: str, tag: str) -> Markup:
    return Markup(" <{0}>{1}</{0}>").format(Markup(tag), bdi(text)) if text else Markup("")


def _corrected(one: Wanted, n: int, before: Row, told: Told, sheet: Sheet) -> Wanted:
    """What is wanted of the nth edition: its number, and what changed since the one before."""
    since = before["told"] if before["editions"] < n else before["before"]
    return replace(one, edition=one.ui.plain("Edition %(n)s, corrected", n=one.ui.number(n)), changes=changes(since, told, sheet))


def _name(days: Days, one: Wanted) -> str:
    return f"{days.name}.{one.ui.language}"


def _how(one: Wanted) -> str:
    """What else decides what a bulletin says: who reads, publishes and hides what, and how far back."""
    hidden = one.redaction.as_json() | {"names": one.redaction.names} if one.redaction else None
    return canonical([one.ui.digits, one.publisher, hidden, str(one.as_of), one.known_at])


def _state(at: Sequence[object], wanted: Sequence[Wanted], formats: Sequence[str]) -> list[object]:
    return [*at, pipeline.coder(), *(digest(_how(one) + one.ui.language)[:16] for one in wanted), *formats]
