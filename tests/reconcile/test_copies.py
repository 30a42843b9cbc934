"""Reports of one text are one voice: copies are told by their phrases, in any order, and count as one source for what they state."""

from __future__ import annotations

import datetime as dt
import random
from pathlib import Path

import pytest

from marsad.model.claim import to_json
from marsad.model.report import Report
from marsad.pipeline import CODER, code
from marsad.pipeline.records import records
from marsad.reconcile.copies import Copies
from marsad.reconcile.whole import reconcile
from marsad.store import open_store
from marsad.store.copies import related
from marsad.text.sketch import alike, bands, sketch

NOTE = (
    "قصفت طائرات حربية حي السكري في مدينة حلب اليوم الأربعاء ما أدى إلى مقتل خمسة مدنيين. وقال سكان إن الغارات بدأت فجراً واستمرت ساعتين، "
    "وإن فرق الدفاع المدني انتشلت عالقين من تحت أنقاض مبنى من أربع طبقات، بينما امتلأ المستشفى الوحيد في الحي بالجرحى ونفدت منه الأدوية. "
    "وأضافوا أن الأسواق أغلقت أبوابها وأن كثيرين نزحوا إلى أحياء مجاورة خوفاً من تجدد القصف في ساعات الليل."
)
COPY = "وكالات - " + NOTE.replace("اليوم الأربعاء", "الأربعاء").replace("امتلأ المستشفى", "غص المستشفى")
OTHER = (
    "قتل سبعة مدنيين في غارة على حي السكري في حلب الأربعاء. وفي المكان ثلاثة مبان مهدمة وسيارات "
    "محترقة في الشارع الرئيسي، ونقل عن طبيب أن بين القتلى طفلين وامرأة. ولم تتبن أي جهة القصف حتى ساعة متأخرة من المساء."
)
DAY = dt.date(2016, 4, 27)
REPORTS = [
    Report("a1", NOTE, DAY, "first"),
    Report("b1", COPY, DAY, "second"),
    Report("c1", f"{NOTE} انتهى.", DAY, "third"),
    Report("d1", OTHER, DAY, "fourth"),
]


def test_a_copy_is_told_by_its_phrases_and_another_report_is_not() -> None:
    note, copy, other = (sketch(text) for text in (NOTE, COPY, OTHER))
    assert note and copy and other
    assert alike(note, copy) > 0.6 and set(bands(note)) & set(bands(copy))
    assert alike(note, other) < 0.2 and not set(bands(note)) & set(bands(other))
    assert sketch(NOTE.replace("أدى", "أدّى").replace("ة", "ه")) == note
    assert sketch("قتل خمسة مدنيين في غارة على حي السكري.") is None


def rows() -> list[dict[str, object]]:
    day = DAY.isoformat()
    return [{"id": r.id, "date": day, "outlet": r.outlet, "text": r.text, "claims": [to_json(c) for c in code(r)]} for r in REPORTS]


@pytest.mark.parametrize("seed", range(4))
def test_outlets_that_print_one_note_are_one_source(seed: int) -> None:
    given = random.Random(seed).sample(rows(), len(REPORTS))
    (strike,) = [one for one in reconcile(given).incidents if len(one.reports) == 4]
    assert {source for source in strike.sources if source.startswith("outlet:")} == {"outlet:first", "outlet:fourth"}
    killed = next(c for c in strike.casualties if c.outcome == "killed")
    assert len(killed.figures) >= 4 and killed.why.endswith("of 2 independent sources")


def test_the_store_finds_copies_as_reports_are_added(tmp_path: Path) -> None:
    with open_store(tmp_path / "a.db") as store:
        kept = {r.id: store.keep(r, code(r), coder=CODER).key for r in REPORTS}
        with store._reading() as conn:
            assert set(related(conn, [kept["c1"]])) == {kept["a1"], kept["b1"], kept["c1"]} and related(conn, [kept["d1"]]) == [kept["d1"]]
        (strike,) = [one for one in records(store)["incidents"] if len(one["reports"]) == 4]
        assert {source for source in strike["sources"] if source.startswith("outlet:")} == {"outlet:first", "outlet:fourth"}


def test_two_families_become_one_where_a_report_is_a_copy_of_both() -> None:
    words = [f"كلمة{n}" for n in range(160)]
    first, both, last = " ".join(words[:110]), " ".join(words[20:140]), " ".join(words[50:])
    copies = Copies()
    for ident, text in (("a", first), ("b", last)):
        copies.add(ident, sketch(text), DAY)
    assert copies.family("a") != copies.family("b")
    copies.add("c", sketch(both), DAY)
    assert copies.family("a") == copies.family("b") == copies.family("c")


def test_the_same_words_a_week_later_are_another_report() -> None:
    copies = Copies()
    copies.add("a", sketch(NOTE), DAY)
    copies.add("b", sketch(NOTE), DAY + dt.timedelta(days=7))
    copies.add("c", sketch(NOTE), None)
    assert copies.family("c") in (copies.family("a"), copies.family("b"))
    again = Copies()
    again.add("a", sketch(NOTE), DAY)
    again.add("b", sketch(NOTE), DAY + dt.timedelta(days=7))
    assert again.family("a") != again.family("b")


def test_a_new_report_is_compared_only_with_those_that_share_a_band(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[float] = []

    def counted(one: bytes, other: bytes) -> float:
        looked.append(alike(one, other))
        return looked[-1]

    monkeypatch.setattr("marsad.store.copies.sketching.alike", counted)
    with open_store(tmp_path / "a.db") as store:
        for n in range(60):
            text = " ".join(f"{word}{n}" for word in NOTE.split())
            store.keep(Report(f"r{n}", text, DAY, f"o{n}"), (), coder=CODER)
        assert len(looked) < 20
        store.keep(REPORTS[0], (), coder=CODER)
        before = len(looked)
        store.keep(REPORTS[1], (), coder=CODER)
        assert len(looked) - before == 1
