"""One report alone tells the record of a week: calms, their arrangement, the cessation, a gap, a toll and its parts, what falls where.

The first text is written for these tests; it carries the facts of the first days of May 2016 in Syria as they were reported.
Where the annotated report of those days is at hand, every test holds for it too, from this coder's own claims.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from marsad.exchange.export.content import Content
from marsad.exchange.export.ethprio import ETHPRIO
from marsad.exchange.export.figures import PROFILES
from marsad.model.claim import to_json
from marsad.model.record import Ceasefire, Incident, Records, Violation
from marsad.model.report import Report
from marsad.pipeline.coding import code
from marsad.reconcile.whole import reconcile
from marsad.reconcile.windows import gaps
from marsad.reconcile.write import to_json as as_set

TEXT = "\n\n".join(
    (
        "قال الجنرال سيرغي كورالنكو إن الهدنة التي دخلت حيز التنفيذ ليل الجمعة بطلب من موسكو وواشنطن، تم تمديدها لمدة 24 ساعة "
        "اعتباراً من مساء الأحد في الغوطة الشرقية. وأضاف أن هدنة مماثلة دخلت حيز التنفيذ الجمعة في شمال محافظة اللاذقية.",
        "واتفقت روسيا والولايات المتحدة هذا الأسبوع على التهدئة في اللاذقية والغوطة الشرقية ودمشق باستثناء مدينة حلب. "
        "وأعلنت في وقت متأخر الجمعة هدنة تستمر 24 ساعة في دمشق والغوطة الشرقية ولمدة 72 ساعة في شمال محافظة اللاذقية.",
        "وقال كيري إن الضربات لا تستهدف «جبهة النصرة»، وهي المجموعة التي لا يشملها وقف الأعمال القتالية.",
        "وقال ناطق إن هدوءاً حذراً يسود مدينة حلب منذ الفجر. وقال المرصد السوري لحقوق الإنسان إن 246 مدنياً قتلوا في محافظة حلب منذ 22 نيسان.",
        "وقال المرصد السوري لحقوق الإنسان إن 253 مدنياً قتلوا في محافظة حلب منذ 22 نيسان، بينهم 49 طفلاً "
        "و31 امرأة. وأضاف أن 145 منهم قتلوا في غارات جوية، بينهم 19 طفلاً و14 امرأة.",
        "وقصفت طائرات النظام حي السكري في مدينة حلب السبت. وقصفت فصائل المعارضة الأحياء الغربية في مدينة حلب أمس.",
        "ودارت اشتباكات بين جيش الإسلام وفيلق الرحمن في بلدة مسرابا في الغوطة الشرقية السبت.",
        "وأعلن 43 فصيلاً معارضاً رفضهم الهدن المناطقية. وقال بيان لهم إن الفصائل الثورية ومنذ بداية اتفاق وقف الأعمال العدائية "
        "في سوريا في 27 شباط الماضي كانت على يقين بأن النظام لن يلتزم بهذا الاتفاق، لكنها التزمت بالاتفاق التزاماً كاملاً. "
        "وأضاف البيان أن خروق النظام للاتفاق ازدادت.",
    )
)


@dataclass(frozen=True)
class Week:
    """The records of one report and what finds a record in them."""

    report: dict[str, Any]
    records: Records

    def calm(self, area: str, hours: int, *, extends: bool = False) -> Ceasefire:
        """The one calm of that area and length, an extension or not."""
        (found,) = [
            c
            for c in self.records.ceasefires
            if c.hours.value == hours and any(area in name for name in c.areas.value) and bool(c.extends) == extends
        ]
        return found

    @property
    def arrangement(self) -> Ceasefire:
        return next(c for c in self.records.ceasefires if c.id == self.calm("الغوطة", 24).under)

    @property
    def cessation(self) -> Ceasefire:
        return next(c for c in self.records.ceasefires if c.id == self.arrangement.under)

    def beside(self, place: str) -> list[Violation]:
        """The pairs of the incidents whose claims lie in a place of this name."""
        ids = {i.id for i in self.records.incidents if place in i.label}
        return [v for v in self.records.violations if v.incident in ids]


def week(report: Report) -> Week:
    row = {"id": report.id, "date": str(report.date), "text": report.text, "claims": [to_json(claim) for claim in code(report)]}
    return Week(row, reconcile([row]))


@pytest.fixture(scope="module", params=["illustrative", pytest.param("annotated", marks=pytest.mark.shared)])
def made(request: pytest.FixtureRequest) -> Week:
    if request.param == "illustrative":
        return week(Report("founding-2016-05-02", TEXT, dt.date(2016, 5, 2)))
    path = Path(__file__).resolve().parents[2].parent / "shared" / "gold" / "seed.jsonl"
    row = json.loads(path.read_text(encoding="utf-8").splitlines()[0])
    return week(Report(row["id"], row["text"], dt.date.fromisoformat(row["date"])))


def test_the_calms_lie_under_the_arrangement_of_russia_and_america_and_that_under_the_cessation(made: Week) -> None:
    ghouta, coast, longer = made.calm("الغوطة", 24), made.calm("اللاذقية", 72), made.calm("الغوطة", 24, extends=True)
    assert {ghouta.under, coast.under, longer.under} == {made.arrangement.id}
    assert {c.cls.value for c in (ghouta, coast, longer, made.arrangement)} == {"local_calm"}
    assert brokers(made.arrangement) == {"روسيا", "الولايات المتحدة"}
    assert (made.cessation.cls.value, str(made.cessation.starts.value), made.cessation.under) == ("cessation", "2016-02-27", None)


def test_the_calm_of_damascus_and_the_eastern_ghouta(made: Week) -> None:
    calm = made.calm("الغوطة", 24)
    assert len(calm.areas.value) == 2
    assert (str(calm.declared), calm.windows[0].starts, calm.windows[0].ends) == ("2016-04-29", "2016-04-29/night", "2016-04-30/night")
    assert calm.brokers.value == ["موسكو", "واشنطن"]


def test_the_extension_leaves_a_day_uncovered_that_is_found(made: Week) -> None:
    longer = made.calm("الغوطة", 24, extends=True)
    assert (longer.extends, longer.windows[0].starts) == (made.calm("الغوطة", 24).id, "2016-05-01/evening")
    (gap,) = gaps(list(made.records.ceasefires))
    assert (gap["from"], gap["to"]) == ("2016-04-30/night", "2016-05-01/evening")


def test_the_calm_of_northern_latakia(made: Week) -> None:
    calm = made.calm("اللاذقية", 72)
    assert "شمال" in calm.areas.value[0]
    assert (str(calm.declared), calm.windows[0].starts, calm.windows[0].ends) == ("2016-04-29", "2016-04-29/night", "2016-05-02/night")


def test_what_is_left_out(made: Week) -> None:
    assert made.cessation.excluded.value == ["جبهة النصرة"]
    assert all(ref.startswith(str(made.report["id"])) for ref in made.cessation.excluded.claims) and made.cessation.excluded.claims
    assert [name.removeprefix("مدينة ") for name in made.arrangement.excluded.value] == ["حلب"]
    assert not any("حلب" in name for c in made.records.ceasefires if c.under == made.arrangement.id for name in c.areas.value)


def test_the_refusal_of_partial_truces_is_a_position(made: Week) -> None:
    ids = {c.id for c in made.records.ceasefires}
    said = [p for p in made.records.positions if p.stance == "reject" and p.issue in ids]
    assert any(p.actor == "sy/factions" for p in said)
    assert not any("regime" in p.actor or "sy/state" in p.actor for p in said)


def test_the_toll_is_one_series_with_its_parts_and_what_they_leave(made: Week) -> None:
    (whole,) = [t for t in made.records.tolls if t.part_of is None and t.outcome == "killed"]
    assert list(dict.fromkeys(r.min for r in whole.revisions)) == [246, 253]
    parts = {t.revisions[0].min: t for t in made.records.tolls if t.part_of == whole.id}
    assert {49, 31, 145} == set(parts)
    assert {t.revisions[0].min for t in made.records.tolls if t.part_of == parts[145].id} == {19, 14}
    (left,) = [d for d in whole.derived if d["value"] == 108]
    assert left["derived"] and left["label"] in ("not by air strike", "not by الطائرات الحربية") and len(left["claims"]) == 2


def test_no_toll_is_added_to_an_incident(made: Week) -> None:
    tolls = {ref for toll in made.records.tolls for ref in toll.claims}
    assert not any(figure.claim in tolls for i in made.records.incidents for c in i.casualties for figure in c.figures)
    assert not any((c.max or 0) >= 100 for i in made.records.incidents for c in i.casualties)


def test_strikes_on_aleppo_are_outside_the_calms_and_inside_the_cessation(made: Week) -> None:
    found = [v for i in struck(made.records, "sy/aleppo") for v in made.records.violations if v.incident == i.id]
    assert found and {v.ceasefire for v in found} == {made.cessation.id}
    assert all(v.area.answer == v.window.answer == "yes" for v in found)


def struck(records: Records, area: str) -> Iterable[Incident]:
    """The air strikes that the report tells of in this area."""
    return [i for i in records.incidents if i.type.value == "air_strike" and str(i.place.value).startswith(area)]


def test_rebels_against_rebels_are_listed_and_no_candidates(made: Week) -> None:
    clashes = [i for i in made.records.incidents if i.by.value and "جيش الإسلام" in str((i.by.value, i.by.rivals))]
    found = [v for v in made.records.violations if v.incident in {i.id for i in clashes}]
    assert made.arrangement.id in {v.ceasefire for v in found}
    assert not any(v.candidate for v in found)
    assert {v.parties.answer for v in found} <= {"no", "unknown"}


def test_no_answer_is_yes_without_evidence(made: Week) -> None:
    for pair in made.records.violations:
        for one in (pair.area, pair.window, pair.parties, pair.act):
            assert one.answer != "yes" or one.claims or one.why == "no area is told: all the country"


def test_the_rows_of_ethprio(made: Week) -> None:
    ident = made.report["id"]
    claims = [
        {"claim_id": f"c{n}", "ref": f"{ident}#{c['kind']}@{c['start']}", "report": ident, "key": ident, "report_date": "2016-05-02"}
        | {"outlet": None}
        | c
        for n, c in enumerate(made.report["claims"])
    ]
    content = Content(({**made.report, "key": ident, "outlet": None},), tuple(claims), as_set(made.records))
    rows = list(csv.DictReader(io.StringIO(ETHPRIO.write(content, PROFILES["bounds"]).files["ethprio.csv"].decode())))
    numbers = {row["id"]: row["cf_id"] for row in rows}
    expected = {
        made.calm("الغوطة", 24).id: (("4", "29"), ("4", "30"), "1"),
        made.calm("اللاذقية", 72).id: (("4", "29"), ("4", "30"), "3"),
        made.calm("الغوطة", 24, extends=True).id: (("5", "1"), ("5", "1"), "1"),
    }
    for ident, (declared, effect, days) in expected.items():
        own = [row for row in rows if row["id"] == ident]
        assert {row["actor_name"] for row in own} == {"Government of Syria", "Syrian insurgents"}
        for row in own:
            assert (row["cf_dec_month"], row["cf_dec_day"]) == declared
            assert (row["cf_effect_month"], row["cf_effect_day"]) == effect
            assert (row["cf_dec_yr"], row["cf_effect_yr"], row["location"], row["mediator_nego"]) == ("2016", "2016", "Syria", "1")
            assert (row["fixed"], row["fixed_time"], row["partial"], row["mediator_send"]) == ("1", days, "1", "Russia, United States")
            assert numbers[made.cessation.id] in [row[f"link_id{n}"] for n in range(1, 5)]
    general = next(row for row in rows if row["id"] == made.cessation.id)
    assert (general["cf_effect_yr"], general["cf_effect_month"], general["cf_effect_day"]) == ("2016", "2", "27")


def brokers(one: Ceasefire) -> set[str]:
    """The brokers, a name that the text writes without a space as two words."""
    return {name.replace("الولاياتالمتحدة", "الولايات المتحدة") for name in one.brokers.value}
