"""What the templates of the record ask: names and reasons in the visitor's language, the claims behind a value, its link."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from marsad.pipeline.findings import severity
from marsad.web import known
from marsad.web.language import Speech
from marsad.web.pages import show
from marsad.web.record import checks, words
from marsad.web.record.kept import Held, held
from marsad.web.record.then import NOW, Then, asked
from marsad.web.record.told import Said
from marsad.web.templates import speech
from marsad.web.view import figure

Row = dict[str, Any]
SHOWN = 15  # claims that stand under one value
WHOLE = 200  # claims of one record that its page shows report by report
NAMING = 6  # claims that are asked what an area, a party or a source is called
FEW = 9  # people that one sentence may name one by one


@dataclass(frozen=True, slots=True)
class Desk:
    """One visitor's record: every word of it in their language, every value with its claims."""

    ui: Speech
    record: Held
    then: Then = NOW

    @property
    def carry(self) -> str:
        """What the address of a record needs so that it is shown as it was; empty for now."""
        given = {"known_at": self.then.moment, "as_of": self.then.until}
        return "?" + urlencode({k: v for k, v in given.items() if v}) if self.then else ""

    @property
    def past(self) -> Markup | None:
        """Which past this is, in words; None for now."""
        if self.then.moment:
            time = self.ui.number(self.then.moment.replace("T", " "))
            return self.ui.say("The record as it was known at %(time)s (UTC); nothing is decided here.", time=time)
        return (
            self.ui.say("The record of reports up to %(day)s; nothing is decided here.", day=self.ui.date(self.then.until))
            if self.then
            else None
        )

    def told(self, refs: Iterable[str]) -> list[Said]:
        """The claims with these refs."""
        return self.record.told.all(refs)

    def some(self, refs: Sequence[str], most: int | None = None) -> list[Said]:
        """The first claims with these refs, as many as a page shows under one value."""
        return self.told(refs[: most or SHOWN])

    def many(self, refs: Sequence[str], shown: Sequence[Said], most: int | None = None) -> int:
        """How many claims there are, of which these are shown."""
        return max(len(shown), len(set(refs))) if len(refs) > (most or SHOWN) else len(shown)

    def said(self, ref: str) -> Said | None:
        """The claim with this ref."""
        return self.record.told(ref)

    def figure(self, said: Said) -> Markup | None:
        """The number that the claim states, as the text bounds it."""
        return figure(said.claim, self.ui)

    def of_value(self, counted: Row, value: int) -> Said | None:
        """The claim that states this least, most or best figure of an outcome; None where it is made of several."""
        exact = [f for f in counted["figures"] if value in (f["min"], f["max"])]
        exact.sort(key=lambda f: (f["min"] != f["max"], f["of"] is not None))
        return next((said for f in exact if (said := self.said(f["claim"]))), None)

    def summed(self, counted: Row, value: int) -> list[Said]:
        """The figures of one report, of people named one by one, that make this value together."""
        few = [f for f in counted["figures"] if f["min"] and f["min"] <= FEW and not f["of"]][:12]
        for size in range(2, 5):
            for some in combinations(few, size):
                found = self.told(f["claim"] for f in some)
                if sum(f["min"] for f in some) == value and len({said.key for said in found}) == 1:
                    return found
        return []

    def killed(self, row: Row) -> Row | None:
        """What is counted as killed in an incident, None where no number is told."""
        return next((c for c in row["casualties"] if c["outcome"] == "killed" and c["min"] is not None), None)

    def why(self, text: str) -> Markup:
        """The record's reason in words."""
        return words.in_words(text, self.ui)

    def thing(self, ident: str | None) -> str:
        """The name behind an id."""
        return words.thing(ident, self.ui)

    def things(self, idents: Iterable[str]) -> str:
        """The names behind ids, listed."""
        return self.ui.listed(self.thing(ident) for ident in idents)

    def title(self, ident: str) -> str:
        """What the record with this id is called."""
        group, row = self.record.by_id[ident]
        if group == "ceasefires" and self.ui.language != "ar":
            row = row | {"areas": self.called("areas", _field(row, "areas"))}
        return {"incidents": words.incident, "tolls": words.toll, "ceasefires": words.ceasefire}[group](row, self.ui)

    def called(self, name: str, field: Row) -> list[str]:
        """What the words of a ceasefire's field are called in the visitor's language, by the claims that name them."""
        if self.ui.language == "ar":
            return list(field["value"])
        idents = {n.text: n.id for said in self.told(field["claims"][:NAMING]) for n in getattr(said.claim, name, ())}
        return [known.name(idents.get(words), self.ui.language) or words for words in field["value"]]

    def terms(self, row: Row, name: str) -> list[str]:
        """The same of a ceasefire's row."""
        return self.called(name, _field(row, name))

    def source(self, row: Row) -> str:
        """Whose series of figures a toll is: in English by the name that is known, else as it is written."""
        if not row["source"]:
            return self.ui.plain("the report itself")
        figures = row["figures"][-NAMING:] if self.ui.language != "ar" else []
        idents = (said.claim.source[0].id for f in reversed(figures) if (said := self.said(f["claim"])) and said.claim.source)
        return next((name for ident in idents if (name := known.name(ident, self.ui.language))), str(row["source"]))

    def ahead(self, idents: Iterable[str], names: Sequence[str] = ("areas",)) -> None:
        """Nothing; reads what the titles of these records need, all at once, and of ceasefires what these fields do."""
        held = self.record.by_id.ahead(wanted := list(dict.fromkeys(idents)))
        if self.ui.language != "ar":
            rows = (found[1] for ident in wanted if (found := held.get(ident)) and found[0] == "ceasefires")
            self.record.told.ahead(ref for row in rows for name in names for ref in _field(row, name)["claims"][:NAMING])

    def issue(self, code: str) -> str:
        """What a position is about."""
        return self.title(code) if code in self.record.by_id else words.issue(code, {}, self.ui)

    def duty(self, code: str) -> str:
        """What something owed is called."""
        return words.duty(code, self.ui)

    def value(self, field: str, value: object) -> str:
        """A value of a record's field in words."""
        if value is None or value == []:
            return ""
        if field == "when" and isinstance(value, list):
            return words.days(value, self.ui)
        if field in ("type", "status"):
            return self.ui.label("incident_type" if field == "type" else "status", str(value))
        if field == "cls":
            return words.ceasefire_class(str(value), self.ui)
        if field == "starts":
            return words.day(str(value), self.ui)
        parts = value if isinstance(value, list) else [value]
        return self.ui.listed(self.ui.number(p) if isinstance(p, int) else self.thing(str(p)) for p in parts)

    def day(self, text: str | None) -> str:
        """A day or a moment in words."""
        return words.day(text, self.ui)

    def days(self, pair: list[str] | None) -> str:
        """A stretch of days in words."""
        return words.days(pair, self.ui)

    def short(self, day: dt.date, year: bool = False) -> str:
        """The day as an axis has room for."""
        return self.ui.short(day, year)

    def within(self, ident: str) -> str:
        """What a place lies in."""
        return self.ui.listed(known.lies_in(ident, self.ui.language)[:2])

    def who(self, codes: Iterable[str]) -> str:
        """Kinds of people, listed."""
        return self.ui.listed(self.ui.label("who", code) for code in codes)

    def people(self, row: Row) -> str:
        """Whom a toll counts."""
        return words.people(row, self.ui)

    def area(self, row: Row) -> str:
        """Where a toll counts."""
        return words.area(row, self.ui)

    def remainder(self, label: str) -> str:
        """What a part leaves, in words."""
        return words.remainder(label, self.ui)

    def check(self, code: str) -> tuple[str, str]:
        """What a check is called and finds."""
        return checks.check(code, self.ui)

    def severity(self, code: str) -> str:
        """How grave what a check finds is."""
        return severity(code)

    def grave(self, code: str) -> str:
        """The same in words."""
        return checks.severities(self.ui)[severity(code)]

    def grade(self, row: Row) -> str:
        """A grade's name."""
        return words.grade(row["code"], row["scale"], self.ui)

    def state(self, code: str) -> str:
        """What the state of a pair is called."""
        return words.state(code, self.ui)

    def findings(self, refs: Iterable[str]) -> list[Row]:
        """What the checks found about any of these claims, each once."""
        found = self.record.findings(refs)
        return list({(f["check"], f["text"], *f["claims"]): f for f in found}.values())

    def by_report(self, refs: Iterable[str]) -> Iterator[tuple[Said, list[Said]]]:
        """The claims report by report, the first of each beside all of them."""
        groups: dict[str, list[Said]] = {}
        for said in self.told(list(refs)[:WHOLE]):
            groups.setdefault(said.key, []).append(said)
        for group in sorted(groups.values(), key=lambda g: (g[0].date or dt.date.max, g[0].report)):
            yield group[0], sorted(group, key=lambda s: s.claim.span)


def _field(row: Row, name: str) -> Row:
    """A field of a ceasefire: its words and the claims that name them."""
    found: Row = row["fields"].get(name) or {"value": row[name], "claims": []}
    return found


def desk(request: Request) -> Desk:
    """The record as this visitor reads it."""
    return Desk(speech(request), held(request), asked(request))


def fill(request: Request, template: str, at: Desk, **values: Any) -> HTMLResponse:
    """The filled template of a page of the record."""
    past = {"past": at.past, "may": lambda verb: False} if at.then else {}
    return show(request, f"record/{template}", d=at, record=at.record, **values, **past)
