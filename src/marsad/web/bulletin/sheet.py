"""What the templates of a bulletin ask: the record of its days in words of its language, every value with the note of its claims."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from markupsafe import Markup

from marsad.exchange.export.content import Content, Row, claim_days
from marsad.extract.unread import unread
from marsad.model.claim import from_json
from marsad.model.report import Report
from marsad.resolve import gazetteer
from marsad.store.rows import fold_name
from marsad.web.bulletin import choosing
from marsad.web.bulletin.counting import counted
from marsad.web.bulletin.notes import Notes, Words, around
from marsad.web.bulletin.span import Days
from marsad.web.language import Speech, bdi
from marsad.web.record import words
from marsad.web.view import moment

ORDER = {"published": -2, "substantiated": -1, "alleged": 0, "candidate": 1, "listed": 2}
KEY_INCIDENTS = 5


@dataclass
class Sheet:
    """The record of these days, as one reader wants it; `content` holds what was chosen for them."""

    content: Content
    days: Days
    ui: Speech
    notes: Notes

    @cached_property
    def by_id(self) -> dict[str, tuple[str, Row]]:
        """Every record of the bulletin with its group."""
        return {row["id"]: (group, row) for group in ("incidents", "tolls", "ceasefires") for row in self.content.records[group]}

    @cached_property
    def reports(self) -> list[Row]:
        """The reports of these days, by outlet and day."""
        own = (r for r in self.content.reports if self.days.holds(r["date"]))
        return sorted(own, key=lambda r: (r["outlet"] or "", r["date"], r["id"]))

    def by_outlet(self) -> list[tuple[str, list[Row]]]:
        """The reports of these days under their outlets."""
        return [(name, list(own)) for name, own in groupby(self.reports, key=lambda r: r["outlet"] or "")]

    @cached_property
    def incidents(self) -> list[Row]:
        """The incidents of these days, in the order of their days."""
        own = choosing.incidents(self.content, self.days)
        return sorted((r for r in own if choosing.of_days(r, self.days)), key=_by_day)

    @cached_property
    def late(self) -> list[Row]:
        """The incidents of no day or of earlier ones that were first told in these days."""
        return sorted((r for r in self.content.records["incidents"] if choosing.told_late(self.content, r, self.days)), key=_by_day)

    def by_area(self, rows: Sequence[Row]) -> list[tuple[str, list[Row]]]:
        """Incidents under the names of their areas, most first, those without a place last."""
        found: dict[str, list[Row]] = {}
        for row in rows:
            found.setdefault(self.area_of(row), []).append(row)
        return sorted(found.items(), key=lambda pair: (not pair[0], -len(pair[1]), pair[0]))

    def area_of(self, row: Row) -> str:
        """The name of the area of an incident: its governorate, else what its place is called; empty without a place."""
        ident = row["place"]["id"] if row["place"] else None
        return self.thing(gazetteer.area_of(ident) or ident) if ident else ""

    @cached_property
    def tolls(self) -> list[Row]:
        """The tolls that moved, wholes before their parts."""
        rows = choosing.tolls(self.content, self.days)
        return sorted(rows, key=lambda r: (r["part_of"] is not None, -len(r["figures"]), r["id"]))

    def whole_tolls(self) -> list[tuple[Row, list[Row]]]:
        """Each toll that moved and is no part of another here, with its parts, and theirs, that moved."""
        found: dict[str, tuple[Row, list[Row]]] = {}
        for row in self.tolls:
            top = self._top(row)
            found.setdefault(top["id"], (top, []))
            if row is not top:
                found[top["id"]][1].append(row)
        return list(found.values())

    def _top(self, row: Row) -> Row:
        """The widest toll that moved of which this one is a part; itself where there is none."""
        moved = {one["id"]: one for one in self.tolls}
        every = {one["id"]: one for one in self.content.records["tolls"]}
        top, above = row, row["part_of"]
        while above:
            top = moved.get(above, top)
            above = every[above]["part_of"] if above in every else None
        return top

    def latest(self, row: Row) -> Row:
        """The last figure of a toll that these days brought."""
        return max((f for f in row["figures"] if choosing.moved(f, self.days)), key=lambda f: str(f["day"]))

    def series(self, row: Row) -> list[Row]:
        """The figures of a toll up to the last of these days, in the order in which each was told against the one before."""
        return [f for f in row["figures"] if not f["day"] or f["day"] <= self.days.last.isoformat()]

    @cached_property
    def ceasefires(self) -> list[Row]:
        """The ceasefires of these days, the earliest first."""
        return sorted(choosing.ceasefires(self.content, self.days), key=lambda r: (r["starts"] or r["declared"] or "9", r["id"]))

    @cached_property
    def gaps(self) -> list[Row]:
        """The stretches between two windows, or under two, that touch these days or their ceasefires."""
        ids = {row["id"] for row in self.ceasefires}
        return [g for g in self.content.records["gaps"] if ids & set(g["ceasefires"])]

    @cached_property
    def pairs(self) -> list[Row]:
        """The incidents of these days beside ceasefires: what is alleged first, then what may fall inside the terms."""
        rows = choosing.pairs(self.content, self.incidents + self.late)
        return sorted(rows, key=lambda v: (ORDER.get(v["state"], 3), v["ceasefire"], v["incident"]))

    def told_as_breach(self) -> list[Row]:
        """The pairs that are alleged or possible violations, or that a person judged."""
        return [pair for pair in self.pairs if pair["state"] != "listed"]

    def only_listed(self) -> list[tuple[str, list[Row]]]:
        """The other pairs under their ceasefires."""
        rows = [pair for pair in self.pairs if pair["state"] == "listed"]
        return [(ident, list(own)) for ident, own in groupby(rows, key=lambda v: str(v["ceasefire"]))]

    @cached_property
    def statements(self) -> list[tuple[str, list[tuple[Row, Row | None]]]]:
        """What each speaker said in these days: the claims, each with the position that it is, if it is one."""
        own = {p["claim"]: p for p in self.content.records["positions"] if self.days.holds(p["day"])}
        said = [c for c in self.content.claims if c["ref"] in own or c["kind"] == "statement" and self.days.holds(c["report_date"])]
        found: dict[str, list[tuple[Row, Row | None]]] = {}
        for claim in said:
            position = own.get(claim["ref"])
            found.setdefault(self.speaker(claim, position), []).append((claim, position))
        return sorted(found.items(), key=lambda pair: (not pair[0], -len(pair[1]), pair[0]))

    def speaker(self, claim: Row, position: Row | None) -> str:
        """Who says it, as our tables call them, else as the report does; empty where nobody is named."""
        if position:
            return self.thing(position["actor"])
        ids = [i for i in claim["ids"].get("speaker", ()) if i]
        return self.thing(ids[0]) if ids else self.ui.listed(claim.get("speaker") or ())

    @cached_property
    def meetings(self) -> list[Row]:
        """The meetings that the reports of these days tell of."""
        return [
            c
            for c in self.content.claims
            if c["kind"] == "meeting" and (self.days.meets(claim_days(c)) or self.days.holds(c["report_date"]))
        ]

    @cached_property
    def findings(self) -> list[Row]:
        """The open checks."""
        return choosing.findings(self.content, self.days, (row["id"] for row in self.tolls))

    @cached_property
    def unread(self) -> list[Words]:
        """The numbers of these days' reports that nothing in the record uses, each within its sentence."""
        found: list[Words] = []
        by_report: dict[str, list[Row]] = {}
        for claim in self.content.claims:
            by_report.setdefault(claim["report"], []).append(claim)
        for report in self.reports:
            claims = [from_json(claim) for claim in by_report.get(report["id"], ())]
            seen = unread(Report(id=report["id"], text=report["text"]), claims)
            found += [around(report, one.span.start, one.span.end) for one in seen if one.kind == "number"]
        return found

    def thing(self, ident: str | None) -> str:
        """The name behind an id."""
        return words.thing(ident, self.ui)

    def title(self, ident: str) -> str:
        """What the record with this id is called."""
        group, row = self.by_id[ident]
        if group == "ceasefires":
            row = row | {"areas": self.names(row, "areas")}
        return {"incidents": words.incident, "tolls": words.toll, "ceasefires": words.ceasefire}[group](row, self.ui)

    def names(self, row: Row, field: str) -> list[str]:
        """The values of a ceasefire's field as the report has them; in English as our tables call them, the report's words beside it."""
        if self.ui.language == "ar":
            return [str(name) for name in row[field]]
        resolved = {
            name: ident
            for claim in self.content.of(row)
            for name, ident in zip(claim.get(field) or (), claim["ids"].get(field) or (), strict=False)
            if ident
        }
        return [self._named(name, resolved.get(name)) for name in row[field]]

    def _named(self, name: str, ident: str | None) -> str:
        """The name of our tables, the report's own beside it where no name of ours is that."""
        found = gazetteer.thing(ident) if ident else None
        if not found or not ident:
            return self.thing(name)
        ours = {fold_name(form) for form in (found.name_ar, *(one.text for one in found.names))}
        return self.thing(ident) if fold_name(name) in ours else f"{self.thing(ident)} ({name})"

    def history(self, row: Row) -> list[tuple[str, str, list[str]]]:
        """What is told of a ceasefire in these days: the day, what happened to it, the claims that say so."""
        found: dict[tuple[str, str], list[str]] = {}
        for at, action, ref in row["history"]:
            if self.days.holds(at):
                found.setdefault((at, action), []).append(ref)
        return [(at, action, refs) for (at, action), refs in sorted(found.items())]

    def issue(self, code: str) -> str:
        """What a position is about."""
        return words.issue(code, self.by_id, self.ui)

    def why(self, text: str) -> Markup:
        """The record's reason in words."""
        return words.in_words(text, self.ui)

    def when(self, days: Sequence[str] | None) -> Markup:
        """The day or days of a record."""
        if not days:
            return Markup("")
        return Markup('<time datetime="{}">{}</time>').format(days[0], bdi(words.days(list(days), self.ui)))

    def moment(self, text: str | None) -> Markup:
        """A day or a moment of the record."""
        return Markup('<time datetime="{}">{}</time>').format(text[:10], bdi(moment(text, self.ui))) if text else Markup("")

    def tally(self, code: str, n: int, at: str) -> Markup:
        """How many of something are listed further down: the words lead there, and `data-tally` says what is to be counted."""
        return Markup('<a class="tally" href="#{}" data-tally="{}" data-n="{}">{}</a>').format(at, code, n, counted(code, n, self.ui))

    def tallies(self) -> list[tuple[str, int, str]]:
        """What is listed further down: the code of its noun, how many there are, where."""
        found = (
            ("incident", len(self.incidents), "incidents"),
            ("late", len(self.late), "incidents"),
            ("toll", sum(1 + len(parts) for _, parts in self.whole_tolls()), "tolls"),
            ("ceasefire", len(self.ceasefires), "ceasefires"),
            ("gap", len(self.gaps), "ceasefires"),
            ("pair", len(self.told_as_breach()), "violations"),
            ("beside", len(self.pairs) - len(self.told_as_breach()), "violations"),
            ("statement", sum(len(said) for _, said in self.statements), "statements"),
            ("meeting", len(self.meetings), "meetings"),
            ("report", len(self.reports), "report"),
            ("outlet", len(self.by_outlet()), "report"),
            ("unread", len(self.unread), "unread"),
            ("finding", len(self.findings), "finding"),
        )
        return [one for one in found if one[1]]

    def calls(self, refs: Iterable[str]) -> Markup:
        """The marks of these claims' notes."""
        return self.notes.calls(refs)

    def target(self, row: Row) -> str:
        """What was struck, where a claim tells it."""
        codes = dict.fromkeys(c["target"] for c in self.content.of(row) if c.get("target"))
        return self.ui.listed(self.ui.label("target", code) for code in codes)

    def acts(self, row: Row) -> list[str]:
        """The refs of the claims that tell an incident itself."""
        return [ref for ref in row["claims"] if "#incident@" in ref]

    def marks(self, row: Row) -> str:
        """What an incident counts as: what is not told of it."""
        told = {"undated": row["when"], "unplaced": row["place"], "unattributed": row["by"], "unnumbered": row["killed"]}
        return " ".join(["incident" if choosing.of_days(row, self.days) else "late", *(code for code, value in told.items() if not value)])

    def missing(self) -> list[tuple[str, int]]:
        """How many of the listed incidents lack a day, a place, whoever did it, a number of killed."""
        found = Counter(code for row in self.incidents + self.late for code in self.marks(row).split()[1:])
        return [(code, found[code]) for code in ("undated", "unplaced", "unattributed", "unnumbered") if found[code]]

    def key_incidents(self) -> list[Row]:
        """The incidents of which most killed are told."""
        rows = [row for row in self.incidents if row["killed"] and (row["killed"][0] or row["killed"][1])]
        return sorted(rows, key=lambda r: (-(r["killed"][1] or r["killed"][0]), r["id"]))[:KEY_INCIDENTS]


def _by_day(row: Row) -> tuple[str, str]:
    return (row["when"][0] if row["when"] else "", row["id"])
