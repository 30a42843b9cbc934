"""A bulletin as one page that opens offline without scripts: fonts, style and drawings are in it, and a policy lets nothing else in."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, partial
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from marsad import pipeline
from marsad.exchange.export.content import Content
from marsad.exchange.export.redacting import redacted
from marsad.exchange.export.redaction import Redaction
from marsad.pipeline.exporting import filled
from marsad.store import Store
from marsad.store.canonical import canonical, digest
from marsad.web.bulletin import charts, maps, telling
from marsad.web.bulletin.choosing import chosen
from marsad.web.bulletin.notes import Notes, lit
from marsad.web.bulletin.sheet import Sheet
from marsad.web.bulletin.span import Days
from marsad.web.language import Speech

_TOLD = (
    telling.chain, telling.check, telling.claim_names, telling.deep, telling.figures, telling.from_report, telling.names,
    telling.quoted, telling.rivals, telling.stance, telling.state, telling.toll_figure, telling.toll_line, telling.toll_part,
    telling.toll_source, telling.written,
)  # fmt: skip
_FONT = re.compile(r'url\("(vendor/fonts/[\w.-]+)"\)')


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which bulletin: its days, its language and digits, who publishes it, and what past record was asked for.

    `edition` and `changes` stand in an edition that corrects one before it.
    """

    days: Days
    ui: Speech
    publisher: str = ""
    redaction: Redaction | None = None
    as_of: dt.date | None = None
    known_at: str | None = None
    edition: str = ""
    changes: Sequence[Markup] = ()


@dataclass(frozen=True, slots=True)
class Bulletin:
    """A bulletin: its page, and the sheet that it was written from."""

    html: str
    sheet: Sheet


def of_days(store: Store, all_of_it: Content, days: Days, moment: str | None = None, as_of: dt.date | None = None) -> Content:
    """What a bulletin of these days is made of, chosen from an outline of the record; only the reports that it needs are read."""
    return chosen(filled(store, chosen(all_of_it, days), moment=moment, as_of=as_of), days)


def make(told: Content, wanted: Wanted) -> Bulletin:
    """The bulletin of what `of_days` gives: the same bytes for the same record, language and digits (new names where it is redacted)."""
    ui = wanted.ui
    if wanted.redaction:
        told = redacted(told, wanted.redaction)
    sheet = Sheet(told, wanted.days, ui, Notes(told, ui))
    values: dict[str, Any] = {
        "s": sheet, "ui": ui, "say": ui.say, "plain": ui.plain, "lit": partial(lit, ui=ui),
        "t": {one.__name__: partial(one, sheet) for one in _TOLD} | {"as_written": telling.as_written},
        "style": Markup(style()), "policy": policy(), "heading": heading(wanted),
        "period": ui.days((wanted.days.first, wanted.days.last)),
        "publisher": wanted.publisher, "edition": wanted.edition, "changes": wanted.changes,
        "digest": of_record(told)[:16], "coder": pipeline.coder(), "known_at": wanted.known_at,
        "as_of": wanted.as_of.isoformat() if wanted.as_of else None,
        "map": maps.drawn(sheet.incidents + sheet.late, ui), "timeline": charts.timeline(sheet),
        "chart_of": partial(charts.chart, sheet), "pairs_of": charts.shares,
    }  # fmt: skip
    return Bulletin(_templates().get_template("bulletin/bulletin.html").render(values), sheet)


def of_record(told: Content) -> str:
    """The digest of a part of the record: of its records, claims and reports, whatever else the store holds."""
    return digest(canonical({"records": told.records, "claims": told.claims, "reports": [report["key"] for report in told.reports]}))


def heading(wanted: Wanted) -> str:
    """What the bulletin is called."""
    ui = wanted.ui
    names = {"day": ui.plain("Daily bulletin"), "week": ui.plain("Weekly bulletin"), "stretch": ui.plain("Bulletin")}
    return names[wanted.days.kind]


@cache
def _templates() -> Environment:
    loader = PackageLoader("marsad.web", "templates")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


@cache
def style() -> str:
    """The style of a bulletin with its fonts in it."""
    static = files("marsad.web").joinpath("static")
    fonts = _FONT.sub(lambda found: _embedded(static.joinpath(found[1]).read_bytes()), static.joinpath("fonts.css").read_text("utf-8"))
    own = files(__package__).joinpath("bulletin.css").read_text("utf-8")
    return f"\n{fonts}\n{own}"


def _embedded(font: bytes) -> str:
    return f"url(data:font/woff2;base64,{base64.b64encode(font).decode()})"


@cache
def policy() -> str:
    """The policy of the page: its own style by hash, fonts that are in it, nothing else."""
    known = base64.b64encode(hashlib.sha256(style().encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{known}'; font-src data:; base-uri 'none'; form-action 'none'"
