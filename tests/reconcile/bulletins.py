"""Synthetic daily bulletins, seeded: a source's running toll with the day's dead, children and women, some with a planted fault.

`python -m tests.reconcile.bulletins 100000` makes that many, runs toll algebra over them and prints recall and false alarms.
"""

from __future__ import annotations

import datetime as dt
import random
import sys
from collections import Counter
from typing import Any

from marsad.model.record import Finding
from marsad.reconcile.algebra import findings
from marsad.reconcile.told import telling
from tests.reconcile.made import killed, report

FAULTS = (
    "part_over_whole",
    "parts_over_whole",
    "stated_sum",
    "headline_and_body",
    "period_and_length",
    "period_and_day",
    "bounds",
    "none_and_some",
    "falls",
    "transposed",
    "extra_digit",
    "growth_and_daily",
    "missing_issue",
    "toll_under_days",
    "longer_and_smaller",
    "some_over_all",
    "town_over_country",
)
FIRST = dt.date(2001, 1, 1)
LENGTH = 6  # bulletins of one source and campaign
SHARE = 0.3  # of the campaigns that have a fault

Row = dict[str, Any]


def campaign(number: int, fault: str | None, dice: random.Random) -> list[Row]:
    """The bulletins of one source over six days, without a fault or with one in the fourth."""
    since = FIRST + dt.timedelta(days=number % 3000)
    total, rows, low = dice.randint(100, 180) * 10 + 1, [], 0
    for day in range(LENGTH):
        today = dice.randint(4, 9)
        while day == 2 and fault == "transposed" and _transposed(total + today) == total + today:
            today += 1
        total, low = total + today, total
        broken = fault if day == 3 else None
        if broken == "missing_issue":
            continue
        rows.append(bulletin(number, since, since + dt.timedelta(days=10 + day), total, today, low, broken))
        total = max(total, low)
    return rows


def bulletin(number: int, since: dt.date, day: dt.date, total: int, today: int, before: int, fault: str | None) -> Row:
    """One bulletin: a headline, the toll with its children and women, the day's own figure, wounded and killed of one raid."""
    children, women = total // 10, total // 12
    until, length, head, shown, own = day, (day - since).days + 1, total, total, today
    if fault == "part_over_whole":
        children = total + 3
    elif fault == "parts_over_whole":
        children, women = total - 5, 9
    elif fault == "headline_and_body":
        head = total + 11
    elif fault == "period_and_length":
        length += 4
    elif fault == "period_and_day":
        until = day + dt.timedelta(days=3)
    elif fault == "falls":
        head = shown = before - 13 if not _swapped(before, before - 13) else before - 12
    elif fault == "transposed":
        head = shown = _transposed(before)
    elif fault == "extra_digit":
        head = shown = total * 10
    elif fault == "growth_and_daily":
        own = today + 5
    elif fault == "toll_under_days":
        own = total + 40
    return _row(number, since, day, until, length, head, shown, own, children, women, fault)


def _row(
    number: int,
    since: dt.date,
    day: dt.date,
    until: dt.date,
    length: int,
    head: int,
    shown: int,
    own: int,
    children: int,
    women: int,
    fault: str | None,
) -> Row:
    period, source = [since.isoformat(), until.isoformat()], [f"مركز الرصد رقم {number}"]
    parts = [
        f"قتلى الحملة {head} مدنيا في حلب.",
        f"خلال {length} يوما قتل {shown} شخصا مدنيا من أهل حلب، بينهم {children} طفلا و{women} امرأة.",
    ]
    parts += [
        f"وفي هذا اليوم وحده سقط {own} من القتلى.",
        f"وفي غارة بين القتلى والجرحى {7 + own} هم {own} قتلوا ثم {7 + (fault == 'stated_sum')} جرحوا.",
    ]
    common: Row = {"source": source, "who": ["civilians"], "places": ["حلب"]}
    claims = [
        killed(f"{head} مدنيا", head, period=period, **common),
        killed(f"{shown} شخصا مدنيا", shown, period=period, **common),
        killed(f"{children} طفلا", children, of=f"{shown} شخصا مدنيا", period=period, **{**common, "who": ["children"]}),
        killed(f"{women} امرأة", women, of=f"{shown} شخصا مدنيا", period=period, **{**common, "who": ["women"]}),
        killed(f"سقط {own}", own, when=[day.isoformat()] * 2, **common),
        {**killed(f"القتلى والجرحى {7 + own}", 7 + own, source=source), "outcome": "killed_or_wounded"},
        killed(f"{own} قتلوا", own, of=f"القتلى والجرحى {7 + own}", source=source),
        {
            **killed(f"{7 + (fault == 'stated_sum')} جرحوا", 7 + (fault == "stated_sum"), of=f"القتلى والجرحى {7 + own}", source=source),
            "outcome": "wounded",
        },
    ]
    for text, claim in _extra(fault, since, day, shown, common):
        parts.append(text)
        claims.append(claim)
    return report(f"centre{number}-{day}-{number:08x}", day.isoformat(), " ".join(parts), *claims)


def _extra(fault: str | None, since: dt.date, day: dt.date, shown: int, common: Row) -> list[tuple[str, Row]]:
    """A sentence more, for the faults that need one."""
    period = [since.isoformat(), day.isoformat()]
    if fault == "bounds":
        return [("وما بين ثلاثين وعشرين أصيبوا.", {**killed("ثلاثين وعشرين", 30, **common), "max": 20, "outcome": "wounded"})]
    if fault == "none_and_some":
        quote = [("لم يصب أحد", 0), ("أصيب أربعة", 4)]
        return [
            (f"{q} في القرية" if n == 0 else f"و{q}.", {**killed(q, n, source=common["source"]), "outcome": "wounded"}) for q, n in quote
        ]
    if fault == "longer_and_smaller":
        later = [(since + dt.timedelta(days=5)).isoformat(), day.isoformat()]
        return [("ومنذ نيسان كانوا أكثر.", killed("منذ نيسان", shown + 8, period=later, **common))]
    if fault == "some_over_all":
        return [("والأطفال وحدهم كثر.", killed("والأطفال وحدهم", shown + 8, period=period, **{**common, "who": ["children"]}))]
    if fault == "town_over_country":
        return [("وفي حي الكلاسة أكثر.", killed("حي الكلاسة", shown + 8, period=period, **{**common, "places": ["حي الكلاسة"]}))]
    return []


def _transposed(before: int) -> int:
    """The figure before with two neighbouring digits changed so that it is smaller; a fall where none can be."""
    text = str(before)
    for i in range(len(text) - 1):
        swapped = text[:i] + text[i + 1] + text[i] + text[i + 2 :]
        if int(swapped) < before and swapped[0] != "0":
            return int(swapped)
    return before


def _swapped(a: int, b: int) -> bool:
    return sorted(str(a)) == sorted(str(b))


def made(number: int, seed: int) -> tuple[list[Row], dict[str, str]]:
    """(bulletins, the planted fault by source) of about that many bulletins."""
    dice, rows, planted = random.Random(seed), list[Row](), dict[str, str]()
    for campaign_number in range(number // LENGTH):
        fault = dice.choice(FAULTS) if dice.random() < SHARE else None
        if fault:
            planted[f"centre{campaign_number}"] = fault
        rows += campaign(campaign_number, fault, dice)
    return rows, planted


def judged(rows: list[Row], planted: dict[str, str]) -> tuple[int, int, Counter[str], Counter[str]]:
    """(faults found, false alarms, missed by fault, alarms by check); an alarm is any finding on a source without a fault."""
    seen: dict[str, set[str]] = {}
    alarms: Counter[str] = Counter()
    for one in _found(rows):
        source = one.claims[0].split("-")[0]
        seen.setdefault(source, set()).add(one.check)
        if source not in planted:
            alarms[one.check] += 1
    missed = Counter(fault for source, fault in planted.items() if fault not in seen.get(source, ()))
    return len(planted) - missed.total(), alarms.total(), missed, alarms


def _found(rows: list[Row]) -> list[Finding]:
    return findings(told for row in rows for told in telling(row).told)


if __name__ == "__main__":
    bulletins, faults = made(int(sys.argv[1]), seed=2026)
    hits, false, misses, wrong = judged(bulletins, faults)
    print(f"{len(bulletins)} bulletins, {len(faults)} faults: {hits / len(faults):.4%} found, {false / len(bulletins):.4%} false alarms")
    print("missed", dict(misses), "alarms", dict(wrong))
