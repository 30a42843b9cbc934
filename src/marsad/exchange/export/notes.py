"""What is said of an event in words: alleged, by whom, every figure with who gives it, the report's own words and where they stand."""

from __future__ import annotations

from marsad.exchange.export.content import Content, Row
from marsad.exchange.export.events import Event, sources
from marsad.model.vocabulary import label
from marsad.resolve.gazetteer import thing


def notes(content: Content, event: Event) -> str:
    """`Alleged, as reported by …: label. Figures: … . Words: «…» link`."""
    record = event.record
    said = ", ".join(sources(record) or [r["outlet"] or r["id"] for r in event.reports])
    told = [f"Alleged, as reported by {said or 'one report'}: {record['label']}"]
    if figures := told_figures(record):
        told.append(f"Figures: {figures}")
    words = "; ".join(f"«{claim['quote']}» {content.link(claim)}" for claim in event.claims)
    return ". ".join([*told, f"Words: {words}"])


def told_figures(record: Row) -> str:
    """Every figure of an incident with who gives it; rivals stay side by side."""
    found = [_figure(f) for c in record.get("casualties", ()) for f in c["figures"]]
    return "; ".join(found)


def _figure(figure: Row) -> str:
    low, high = figure["min"], figure["max"]
    number = str(low) if low == high else f"{'?' if low is None else low}-{'?' if high is None else high}"
    who = ", ".join(label("who", w) for w in figure["who"])
    known = thing(figure["source"])
    by = known.name_en if known else figure["source"].removeprefix("outlet:")
    exact = "" if figure["approx"] == "exact" else f" ({label('approx', figure['approx'])})"
    part = ", part of another figure" if figure["of"] else ""
    return f"{label('outcome', figure['outcome'])} {number}{exact}{' ' + who if who else ''} ({by}{part})"
