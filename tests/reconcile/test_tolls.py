"""Tolls: what belongs to a running series, whoever tells it again and wherever it stands."""

from __future__ import annotations

from typing import Any

from marsad.reconcile.whole import reconcile
from tests.reconcile.made import killed, ref, report, strike

SINCE = ["2021-03-01", "2021-03-10"]
BULLETIN = report(
    "a-2021-03-10-aaaaaa",
    "2021-03-10",
    "قال المرصد إن 180 مدنياً قتلوا في محافظة إدلب منذ مطلع آذار، بينهم 40 طفلاً.",
    killed("180 مدنياً قتلوا", 180, who=["civilians"], period=SINCE, source=["المرصد"], places=["محافظة إدلب"]),
    killed("40 طفلاً", 40, who=["children"], of="180 مدنياً قتلوا", source=["المرصد"], places=["محافظة إدلب"]),
)


def beside_a_strike(figure: str, number: int, **fields: Any) -> dict:
    text = f"قصفت طائرات بلدة سرمدا صباحاً. وقال المرصد إن {figure} قتلوا."
    return report("b-2021-03-11-bbbbbb", "2021-03-11", text, strike("قصفت طائرات", places=["بلدة سرمدا"]), killed(figure, number, **fields))


def told(*rows: dict) -> tuple[list[list[int | None]], list[int | None]]:
    """(the figures of each toll, the most killed of each incident)."""
    made = reconcile(rows)
    return [[r.min for r in t.revisions] for t in made.tolls], [c.max for i in made.incidents for c in i.casualties]


def test_the_toll_told_again_beside_a_strike_stands_in_the_series() -> None:
    again = beside_a_strike("180 شخصاً", 180, source=["المرصد"])
    assert told(BULLETIN, again) == ([[180, 180], [40]], [])


def test_a_figure_far_over_what_one_strike_kills_leaves_it_where_a_toll_is_near() -> None:
    assert told(BULLETIN, beside_a_strike("195 مدنياً", 195, who=["civilians"], source=["المرصد"]))[1] == []
    assert told(beside_a_strike("195 مدنياً", 195, who=["civilians"], source=["المرصد"]))[1] == [195]


def test_the_dead_of_a_strike_stay_with_it() -> None:
    assert told(BULLETIN, beside_a_strike("سبعة مدنيين", 7, source=["المرصد"]))[1] == [7]


def test_a_toll_of_another_country_takes_nothing() -> None:
    text = "قصفت طائرات صنعاء. وقتل 180 شخصاً في صنعاء."
    claims = strike("قصفت طائرات", places=["صنعاء"]), killed("180 شخصاً", 180, places=["صنعاء"])
    assert told(BULLETIN, report("y-2021-03-11-cccccc", "2021-03-11", text, *claims))[1] == [180]


def test_a_figure_of_several_days_is_a_toll_without_a_period_of_its_own() -> None:
    row = beside_a_strike("60 مدنياً", 60, when=["2021-03-01", "2021-03-09"], source=["المرصد"])
    made = reconcile([row])
    assert [str(t.since) for t in made.tolls] == ["2021-03-01"]
    assert not any(i.casualties for i in made.incidents)


def test_a_part_told_again_without_who_did_it_is_the_same_part() -> None:
    by = {"by": ["الطائرات"], "who": ["civilians"]}
    text = "قال المرصد إن 180 مدنياً قتلوا في محافظة إدلب منذ مطلع آذار، منهم 90 {}."
    whole = {"who": ["civilians"], "period": SINCE, "source": ["المرصد"], "places": ["محافظة إدلب"]}
    rows = [
        report(f"{n}-2021-03-1{n}-dddddd", f"2021-03-1{n}", text.format(tail), killed("180 مدنياً قتلوا", 180, **whole), part)
        for n, tail, part in (
            (0, "بالغارات", killed("منهم 90 بالغارات", 90, of="180 مدنياً قتلوا", source=["المرصد"], **by)),
            (1, "آخرون", killed("منهم 90 آخرون", 90, of="180 مدنياً قتلوا", source=["المرصد"])),
        )
    ]
    assert told(*rows)[0] == [[180, 180], [90, 90]]


def test_what_the_report_adds_in_its_own_voice_goes_on_with_its_source() -> None:
    text = "قال المرصد إن 180 مدنياً قتلوا في محافظة إدلب منذ مطلع آذار. وارتفع العدد إلى 186 مدنياً."
    more = killed("إلى 186 مدنياً", 186, who=["civilians"], period=["2021-03-01", "2021-03-11"])
    row = report("e-2021-03-11-eeeeee", "2021-03-11", text, BULLETIN["claims"][0], more)
    row["claims"][0] = {**BULLETIN["claims"][0], "start": 12, "end": 12 + len("180 مدنياً قتلوا")}
    (toll,) = reconcile([row]).tolls
    assert [r.min for r in toll.revisions] == [180, 186]
    assert toll.source == "المرصد"


def test_an_old_figure_told_once_more_is_marked_and_corrects_nothing() -> None:
    text = "قال المرصد إن {} مدنياً قتلوا في محافظة إدلب منذ مطلع آذار."
    days = [(180, "2021-03-10"), (190, "2021-03-12"), (180, "2021-03-14")]
    rows = [
        report(f"r{n}", day, text.format(number), killed(f"{number} مدنياً قتلوا", number, **_as_told(day)))
        for n, (number, day) in enumerate(days)
    ]
    (toll,) = reconcile(rows).tolls
    assert [r.change for r in toll.revisions] == ["first", "raised", "again"]


def _as_told(day: str) -> dict[str, Any]:
    return {"who": ["civilians"], "period": ["2021-03-01", day], "source": ["المرصد"], "places": ["محافظة إدلب"]}


def test_no_toll_is_lost() -> None:
    again = beside_a_strike("180 شخصاً", 180, source=["المرصد"])
    refs = [r for t in reconcile([BULLETIN, again]).tolls for r in t.claims]
    assert sorted(refs) == sorted([ref(BULLETIN, "180 مدنياً قتلوا"), ref(BULLETIN, "40 طفلاً"), ref(again, "180 شخصاً")])


def test_what_persons_say_of_two_figures_puts_them_in_one_series_or_keeps_them_apart() -> None:
    def later(source: str, *decisions: dict) -> dict:
        text = f"قالت {source} إن 200 مدني قتلوا في محافظة إدلب منذ مطلع آذار."
        figure = killed(
            "200 مدني قتلوا", 200, who=["civilians"], period=["2021-03-01", "2021-03-11"], source=[source], places=["محافظة إدلب"]
        )
        return report("c-2021-03-11-cccccc", "2021-03-11", text, figure) | {"decisions": list(decisions)}

    def said(verb: str, seq: int = 1) -> dict:
        refs = [ref(BULLETIN, "180 مدنياً قتلوا"), ref(later("الشبكة"), "200 مدني قتلوا")]
        return {"seq": seq, "verb": verb, "refs": refs, "given": {}, "who": "r", "reason": ""}

    assert told(BULLETIN, later("الشبكة"))[0] == [[180], [40], [200]]
    assert told(BULLETIN, later("الشبكة", said("same")))[0] == [[180, 200], [40]]
    assert told(BULLETIN, later("الشبكة", said("same"), said("unsure", 2)))[0] == [[180], [40], [200]]
    assert told(BULLETIN, later("المرصد"))[0] == [[180, 200], [40]]
    assert told(BULLETIN, later("المرصد", said("different")))[0] == [[180], [40], [200]]
