"""marsad reads Arabic reports about an armed conflict and keeps the sourced record of what they say.

>>> import marsad
>>> report = marsad.Report("note-1", "قصفت طائرات حربية بلدة سرمدا صباح الأحد، وقتل 3 مدنيين.")
>>> [claim.kind for claim in marsad.code(report)]
['incident', 'casualties']
"""

from __future__ import annotations

import datetime as dt
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from marsad.model.claim import Casualties, Ceasefire, Claim, Incident, Meeting, Name, Statement, from_json, to_json
from marsad.model.report import Report
from marsad.model.span import Span

if TYPE_CHECKING:
    from marsad.pipeline.asking import Held
    from marsad.store import Store

__version__ = "0.1.0"
__all__ = [
    "Casualties",
    "Ceasefire",
    "Claim",
    "Incident",
    "Meeting",
    "Name",
    "Report",
    "Span",
    "Statement",
    "asking",
    "code",
    "code_title",
    "from_json",
    "open_store",
    "read",
    "records",
    "to_json",
]


def read(path_or_bytes: str | Path | bytes, *, date: dt.date | None = None, outlet: str | None = None) -> list[Report]:
    """The reports in a file, a folder or bytes; raises ValueError with the reason where one cannot be read."""
    return list(import_module("marsad.exchange.inputs").read(path_or_bytes, date=date, outlet=outlet))


def code(report: Report) -> list[Claim]:
    """The claims of the report's text in the order of their quotes; pure: no store, no network."""
    return list(import_module("marsad.pipeline").code(report))


def code_title(report: Report) -> list[Claim]:
    """The claims of the report's title, coded apart; offsets count in `report.title`."""
    return list(import_module("marsad.pipeline").code_title(report))


def open_store(url: str | Path) -> Store:
    """The store in a file (made if it is not there); use it as a context manager or close it."""
    store: Store = import_module("marsad.store").open_store(url)
    return store


def records(store: Store, *, as_of: dt.date | None = None, known_at: str | None = None) -> dict[str, list[dict[str, Any]]]:
    """The record of a store by group (incidents, tolls, ceasefires, violations, positions, findings, monitors, obligations, gaps).

    Of now, or from reports up to the day `as_of`, or as the store knew it at `known_at` (ISO 8601 UTC).
    """
    made = import_module("marsad.pipeline.records")
    if as_of is None and known_at is None:
        return dict(made.current(store))
    past = made.records(store, moment=known_at, until=as_of)
    return {group: past[group] for group in made.GROUPS}


def asking(store: Store) -> list[Held]:
    """The decisions that ask for a person again, each with the claim as it stands and why."""
    return [one for one in import_module("marsad.pipeline.asking").held(store) if one.why]
