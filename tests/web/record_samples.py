"""Stores for the tests of the record's pages: the example reports, and reports whose figures and windows do not fit."""

from __future__ import annotations

import datetime as dt

from marsad.demo import reports
from marsad.model.claim import Casualties, Ceasefire, Claim
from marsad.model.report import Report
from marsad.pipeline import code, coder
from marsad.store import Store
from tests.web.samples import CODER, Text

FIRST = dt.date(2016, 5, 1)
PARTS = "قتل 10 أشخاص بينهم 12 طفلاً في مدينة حلب وفق المرصد."
CALM = "أعلن بدء تهدئة في حي الوعر ليل الأحد لمدة 24 ساعة."
LATER = "مددت التهدئة في حي الوعر لمدة 24 ساعة بدءاً من الخميس."


def keep_examples(store: Store) -> None:
    """Nothing; keeps the example reports as the coder reads them."""
    for report in reports():
        store.keep(report, code(report), coder=coder(), raw=report.text.encode())


def keep_faults(store: Store) -> None:
    """Nothing; keeps a part over its whole, and a calm whose extension begins days after its end."""
    for report, claims in (_parts(), _calm(), _later()):
        store.keep(report, claims, coder=CODER)


def _parts() -> tuple[Report, list[Claim]]:
    t = Text(PARTS)
    place, by = t.name("مدينة حلب", "sy/aleppo/aleppo"), t.name("المرصد", "sy/sohr")
    whole = t.base("قتل 10 أشخاص", "10")
    top = Casualties(**whole, outcome="killed", min=10, max=10, places=(place,), source=(by,))
    part = Casualties(
        **t.base("12 طفلاً"), outcome="killed", min=12, max=12, who=("children",), of=whole["quote"], of_span=whole["span"],
        places=(place,), source=(by,),
    )  # fmt: skip
    return Report("parts", PARTS, FIRST, "نشرة الأجزاء", None, None, "given"), [top, part]


def _calm() -> tuple[Report, list[Claim]]:
    t = Text(CALM)
    area = (t.name("حي الوعر", "sy/homs/waer"),)
    claim = Ceasefire(**t.base("بدء تهدئة في حي الوعر", "بدء"), action="started", areas=area, starts=FIRST, hours=24)
    return Report("calm", CALM, FIRST, "نشرة", None, None, "given"), [claim]


def _later() -> tuple[Report, list[Claim]]:
    t, day = Text(LATER), dt.date(2016, 5, 5)
    area = (t.name("حي الوعر", "sy/homs/waer"),)
    claim = Ceasefire(**t.base("مددت التهدئة في حي الوعر", "مددت"), action="extended", areas=area, starts=day, hours=24)
    return Report("later", LATER, day, "نشرة", None, None, "given"), [claim]
