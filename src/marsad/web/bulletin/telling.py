"""Sentences of a bulletin: who says how many, rivals side by side («يقول … وتقول …»), never added up and never proven."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files

from markupsafe import Markup

from marsad.exchange.export.content import Row
from marsad.model.vocabulary import OUTCOME, WHO
from marsad.text.fold import fold_key
from marsad.web.bulletin.counting import became, people, table
from marsad.web.bulletin.notes import lit
from marsad.web.bulletin.sheet import Sheet
from marsad.web.offsets import verbatim
from marsad.web.record import checks, words

_SIGNS = {"exact": "", "at_least": "≥ ", "more_than": "> ", "about": "~ ", "up_to": "≤ "}
_SAME = ("outcome", "min", "max", "approx", "who", "of")


def figure(sheet: Sheet, one: Row, bare: bool = False) -> Markup:
    """What one figure says, its note behind it: `58 people were killed³`; `bare` without the verb. A vague one stands in its own words."""
    claim = sheet.content.by_ref.get(one["claim"])
    if one["approx"] == "vague" or (one["min"], one["max"]) == (None, None):
        quote = verbatim(claim["quote"]) if claim else ""
        said = Markup('<q class="words" dir="auto">{}</q>').format(quote)
        return Markup("{}: {}").format(sheet.ui.label("outcome", one["outcome"]), sheet.notes.call(one["claim"], said, "fig"))
    who = one["who"][0] if len(one["who"]) == 1 and one["who"][0] in table("nouns.tsv") else "people"
    if one["min"] == one["max"] == 0:
        return sheet.notes.call(one["claim"], became(one["outcome"], 0, 0, "exact", who, Markup(""), sheet.ui), "fig")
    told = people(one["min"], one["max"], one["approx"], who, sheet.ui)
    several = sheet.ui.listed(sheet.ui.label("who", code) for code in one["who"]) if len(one["who"]) > 1 else ""
    led = sheet.notes.call(one["claim"], told + (Markup(" ({})").format(several) if several else Markup("")), "fig")
    return led if bare else became(one["outcome"], one["min"], one["max"], one["approx"], who, led, sheet.ui)


def figures(sheet: Sheet, row: Row) -> list[Markup]:
    """For each source of an incident's figures one sentence: what it says. Sources stand side by side; nothing is added up."""
    by_source: dict[str, list[Row]] = {}
    for counted in row["casualties"]:
        for one in counted["figures"]:
            by_source.setdefault(_source(sheet, one), []).append(one)
    return [_said(sheet, name, told) for name, told in by_source.items()]


def _source(sheet: Sheet, one: Row) -> str:
    """The name of who gives a figure; the outlet where the report says it by itself."""
    claim = sheet.content.by_ref.get(one["claim"], {})
    return sheet.thing(one["source"]) or claim.get("outlet") or ""


def _said(sheet: Sheet, name: str, told: Sequence[Row]) -> Markup:
    parts = [text for outcome in OUTCOME if (own := [f for f in told if f["outcome"] == outcome]) for text in _outcome(sheet, own)]
    body = _and(sheet, parts)
    return says(sheet, name, body) if name else body


def says(sheet: Sheet, name: str, body: Markup) -> Markup:
    """Who says it, the verb as Arabic wants it before that name."""
    if sheet.ui.language != "ar":
        return Markup("{} says: {}").format(as_written(name), body)
    return Markup("{} {}: {}").format("تقول" if feminine(name) else "يقول", as_written(name), body)


def as_written(name: str) -> Markup:
    """A name as a report or our tables write it; a number in it is part of the name."""
    return Markup('<bdi class="written" dir="auto">{}</bdi>').format(verbatim(name))


def _and(sheet: Sheet, parts: Sequence[Markup]) -> Markup:
    return Markup("، و" if sheet.ui.language == "ar" else ", and ").join(parts)


def _outcome(sheet: Sheet, own: Sequence[Row]) -> Iterator[Markup]:
    """The figure of the whole, its parts after it, and what else the same source gives."""
    groups = _grouped(own)
    wholes = [g for g in groups if not g[0]["of"]] or groups
    parts = [g for g in groups if g[0]["of"] and g not in wholes]
    told = _with_notes(sheet, wholes[0])
    if parts:
        among = sheet.ui.listed(_with_notes(sheet, g, bare=True) for g in parts)
        told += Markup("{} {}").format(sheet.ui.say(", among them"), Markup(among))
    if wholes[1:]:
        also = Markup("؛ " if sheet.ui.language == "ar" else "; ").join(_with_notes(sheet, g, bare=True) for g in wholes[1:])
        told += Markup(" ({} {})").format(sheet.ui.say("also given:"), also)
    yield told


def _grouped(own: Sequence[Row]) -> list[list[Row]]:
    """The same figure told in several claims, once."""
    found: dict[str, list[Row]] = {}
    for one in own:
        found.setdefault(repr([bool(one[key]) if key == "of" else one[key] for key in _SAME]), []).append(one)
    return list(found.values())


def _with_notes(sheet: Sheet, group: Sequence[Row], bare: bool = False) -> Markup:
    return figure(sheet, group[0], bare) + sheet.calls(one["claim"] for one in group[1:])


def toll_figure(sheet: Sheet, one: Row, row: Row) -> Markup:
    """What one figure of a toll says, its note behind it."""
    codes = row["people"].removesuffix(row["outcome"].replace("_", " ")).split()
    return figure(sheet, one | {"outcome": row["outcome"], "who": [code for code in codes if code in WHO], "of": None})


def toll_line(sheet: Sheet, row: Row) -> Markup:
    """The last figure that these days brought of a toll, with where, since when and who says so."""
    said = toll_figure(sheet, sheet.latest(row), row)
    area = words.area(row, sheet.ui)
    parts = [area and sheet.ui.plain("in %(area)s", area=area), row["by"] and sheet.ui.plain("by %(names)s", names=row["by"])]
    since = Markup(" {}").format(sheet.ui.say("since %(day)s", day=sheet.moment(row["since"]))) if row["since"] else Markup("")
    told = Markup(" ").join([said, *(part for part in parts if part)]) + since
    return says(sheet, name, told) if (name := toll_source(sheet, row)) else told


def toll_source(sheet: Sheet, row: Row) -> str:
    """Whose toll it is: the source that is named, else the outlet that tells it by itself."""
    told = sheet.content.by_ref.get(row["figures"][0]["claim"], {})
    if not row["source"]:
        return str(told.get("outlet") or "")
    named = zip(told.get("source", ()), told.get("ids", {}).get("source", ()), strict=False)
    return next((sheet.thing(ident) for name, ident in named if ident and name == row["source"]), str(row["source"]))


def toll_part(sheet: Sheet, row: Row) -> Markup:
    """The last figure of a toll that stands under its whole."""
    return toll_figure(sheet, sheet.latest(row), row)


def written(sheet: Sheet, one: Row, x: float, y: float) -> Markup:
    """The figure beside its point in a chart, leading to its note; nothing where the text gives no number."""
    note = sheet.notes.note(one["claim"]) if one["approx"] in _SIGNS else None
    if note is None:
        return Markup("")
    sign = _SIGNS[one["approx"]] if one["min"] == one["max"] or one["min"] is None or one["max"] is None else "≥ "
    value = sheet.ui.number(one["min"] if one["min"] is not None else one["max"])
    text = Markup('<text class="value" direction="ltr" x="{}%" y="{}" text-anchor="middle">{}{}</text>').format(x, y, sign, value)
    return Markup('<a class="fig" id="c{0}-{1}" href="#n{0}">{2}</a>').format(note.n, note.calls, text)


def quoted(sheet: Sheet, claim: Row) -> Markup:
    """The words of a claim within their sentence, and the mark of its note."""
    return lit(sheet.notes.words(claim), sheet.ui) + sheet.calls([claim["ref"]])


def names(sheet: Sheet, value: object) -> str:
    """The names behind the values of a field, listed."""
    return sheet.ui.listed(sheet.thing(str(part)) for part in (value if isinstance(value, list) else [value]))


def claim_names(sheet: Sheet, claim: Row, field: str) -> str:
    """The names in a field of a claim, listed: as our tables call them, else as the report does."""
    ids = claim["ids"].get(field) or [None] * len(claim[field])
    return sheet.ui.listed(sheet.thing(ident) or name for name, ident in zip(claim[field], ids, strict=True))


def stance(sheet: Sheet, claim: Row, position: Row | None) -> str:
    """What a speaker does: demands, rejects, says."""
    return sheet.ui.label("act", position["stance"] if position else claim["act"])


def state(sheet: Sheet, code: str) -> str:
    """What the state of a pair is called."""
    return words.state(code, sheet.ui)


def check(sheet: Sheet, code: str) -> str:
    """What a check is called."""
    return checks.check(code, sheet.ui)[0]


def chain(sheet: Sheet, claim: Row) -> Markup:
    """Who told it to whom, nearest first, down to the outlet and the day of its report."""
    arrow = Markup(" ← ") if sheet.ui.dir == "rtl" else Markup(" → ")
    told = [as_written(name) for name in claim["source"]] or [sheet.ui.say("the report itself")]
    return arrow.join([*told, from_report(sheet, claim["report"])])


def from_report(sheet: Sheet, ident: str) -> Markup:
    """The outlet of a report and its day."""
    report = sheet.content.by_report[ident]
    outlet = as_written(report["outlet"] or report["id"])
    return Markup("{} · {}").format(outlet, sheet.moment(report["date"])) if report["date"] else outlet


def deep(sheet: Sheet, claim: Row) -> Markup:
    """The address that lights the characters in the pages: a link where it is known where these are."""
    address = sheet.content.link(claim)
    if not sheet.content.base:
        return Markup('<code dir="ltr">{}</code>').format(address)
    return Markup('<a dir="ltr" class="deep" rel="noreferrer" href="{}">{}</a>').format(address, address.removeprefix(sheet.content.base))


def rivals(sheet: Sheet, row: Row) -> list[tuple[str, Markup]]:
    """What other claims tell of an incident's place, day, type or doer instead: the field, the other values with their notes."""
    found = []
    for name in ("type", "when", "place", "by", "against"):
        told = [_rival(sheet, name, rival) for rival in row["fields"].get(name, {}).get("rivals", ())]
        if told:
            found.append((name, Markup(sheet.ui.listed(told))))
    return found


def _rival(sheet: Sheet, name: str, rival: Row) -> Markup:
    value = sheet.when(rival["value"]) if name == "when" else as_written(_value(sheet, name, rival["value"]))
    return value + sheet.calls(rival["claims"])


def _value(sheet: Sheet, name: str, value: object) -> str:
    return sheet.ui.label("incident_type", str(value)) if name == "type" else names(sheet, value)


def feminine(name: str) -> bool:
    """True for a name before which the verb is `تقول`: `وكالة …`, `قوات …`, `رويترز`, `روسيا`; a list has those that no ending shows.

    >>> feminine("المرصد السوري"), feminine("رويترز"), feminine("الشبكة السورية"), feminine("ناشطون")
    (False, True, True, False)
    """
    first = name.split()[0] if name.split() else ""
    return first.endswith(("ة", "ات", "يا")) or fold_key(first) in _listed()


@cache
def _listed() -> frozenset[str]:
    lines = files(__package__).joinpath("feminine.tsv").read_text("utf-8").splitlines()
    return frozenset(fold_key(line.split("\t")[0]) for line in lines if not line.startswith("#"))
