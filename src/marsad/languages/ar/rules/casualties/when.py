"""When the people of a figure were harmed: the period of a running toll, or the day, told beside it or carried on."""

from __future__ import annotations

import datetime as dt

from marsad.grammar.scene import Scene
from marsad.grammar.sentence import Sentence
from marsad.languages.ar.groups import group
from marsad.languages.ar.phrases import clause
from marsad.languages.ar.rules.casualties.people import Group
from marsad.model.claim import Casualties, Days
from marsad.model.mention import Time

SAID_REACH = 8
DATELINE = 10
SAME_PERIOD = 3
CARRIED = 3
DASHES = frozenset("-–—")
NEXT = frozenset({"التالي", "الذي يليه"})
BEGINNING = group("beginning_of")
ERAS = group("era")
HAPPENS = ("harm", "harmed", "incident", "cause", "fated", "incident_by", "toll")
SAYS = ("speech", "relay", "voicing", "according")


def days_of(scene: Scene, group: Group, *, own: bool = False) -> dict[str, Days | None]:
    """`period` or `when` of the group; with `own` only what its clause tells, nothing carried on."""
    s = scene.sentence
    near = _own([t for t in s.within(s.times, *clause(s, group.head)) if t.days], scene, group)
    if period := _period(near) or _since_it_began(scene, group):
        return {"period": period}
    if (day := _next_day(scene, group) or _nearest(s, near, group)) or own:
        return {"when": day}
    return _carried(scene, group)


def same_toll(scene: Scene, group: Group, outcome: str) -> Casualties | None:
    """The figure with a period that this one repeats («وأضاف أنه وثق 253 مدنياً»), or another of a sentence that tells no time."""
    s, known = scene.sentence, scene.discourse.whole
    if known and known.period and (known.outcome, known.min, known.max) == (outcome, group.min, group.max) and (group.min or 0) > 1:
        return known
    if any(t.days for t in s.times):
        return None
    return next((c for c in scene.claims if isinstance(c, Casualties) and c.period), None)


def _own(times: list[Time], scene: Scene, group: Group) -> list[Time]:
    """The times without the periods of somebody told of after the day («الأحد … النظام الذي يحشد قواته منذ أسبوعين»)."""
    s = scene.sentence
    day = next((t for t in times if t.role == "at" and t.first >= group.last), None)
    if day is None:
        return times
    return [t for t in times if t.role == "at" or t.first < day.first or not s.among(day.last, t.first, "rel")]


def _period(times: list[Time]) -> Days | None:
    """The first open or closed period; both together close it («خلال الأيام التسعة الفائتة … منذ 22 نيسان»)."""
    since = next((t.days for t in times if t.role == "since" and t.days), None)
    over = next((t for t in times if t.role == "over" and t.days), None)
    if not (since and over and over.days):
        return since or (over.days if over else None)
    count = over.hours // 24 if over.hours else (over.days[1] - over.days[0]).days
    last = since[0] + dt.timedelta(max(count - 1, 0))
    return (since[0], min(since[1], last)) if abs((since[1] - last).days) <= SAME_PERIOD else over.days


def _since_it_began(scene: Scene, group: Group) -> Days | None:
    """«منذ بدء التصعيد», where the report told before since when."""
    s = scene.sentence
    known: Days | None = scene.discourse.memory.get("since")
    first, last = clause(s, group.head)
    near = [j for j in s.among(first, last, "since") if s.key(j + 1) in BEGINNING and not s.covering(s.times, j)]
    opened = known and any(s.key(j + 2) not in ERAS for j in near)
    return known if opened else None


def _next_day(scene: Scene, group: Group) -> Days | None:
    """«في اليوم التالي»: the day after the one told before it."""
    s = scene.sentence
    if "اليوم" not in s.keys:
        return None
    first, last = clause(s, group.head)
    at = next((j for j in range(first, last) if s.key(j) == "اليوم" and s.key(j + 1) in NEXT), None)
    if at is None or any(s.tokens[j].mark for j in range(group.last, at)):
        return None
    before = _days([t for t in s.times if t.last <= at]) or _days(_told(scene))
    return (before[-1][1] + dt.timedelta(1),) * 2 if before else None


def _days(times: list[Time]) -> list[Days]:
    return [t.days for t in times if t.role == "at" and t.days]


def _nearest(s: Sentence, times: list[Time], group: Group) -> Days | None:
    """The day that stands nearest to the group; not the day on which something was said, nor that of the dateline."""
    fit = [t for t in times if t.role == "at" and not _said(s, t) and not _dateline(s, t)]
    return min(fit, key=lambda t: abs(t.first - group.head)).days if fit else None


def _said(s: Sentence, time: Time) -> bool:
    """True where the time tells when somebody spoke («أعلنت الوزارة السبت مقتل …»)."""
    for j in range(time.first - 1, max(-1, time.first - SAID_REACH), -1):
        if s.has(j, *HAPPENS) or s.has(j, "sub"):
            return False
        if s.has(j, *SAYS):
            return True
    return False


def _dateline(s: Sentence, time: Time) -> bool:
    after = s.tokens[time.last].mark if time.last < len(s.tokens) else None
    return bool(after) and after in DASHES and time.last < DATELINE


def _carried(scene: Scene, group: Group) -> dict[str, Days | None]:
    """The day told elsewhere in the sentence, else the period told after the group, else the day told before it in the paragraph."""
    s = scene.sentence
    times = [t for t in s.times if t.days]
    if not times:
        days = _days(_told(scene, near=True))
        return {"when": days[-1] if days else None}
    if (day := _nearest(s, times, group)) or len(times) > 1 or times[0].role != "over" or times[0].first < group.last:
        return {"when": day}
    return {"period": times[0].days}


def _told(scene: Scene, *, near: bool = False) -> list[Time]:
    """The times of the last sentence before that told any; with `near` only of its paragraph and a few sentences back."""
    s = scene.sentence
    number, paragraph, times = scene.discourse.memory.get("times", (-CARRIED, None, []))
    return list(times) if not near or paragraph == s.paragraph and s.number - number <= CARRIED else []
