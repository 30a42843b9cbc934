"""What the tests of exports share: a store of a few reports, written for them, and what an export is made of."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from marsad.exchange.export import FORMATS, Content, Made, losses
from marsad.exchange.export.figures import PROFILES
from marsad.model.report import Report, sha256
from marsad.pipeline import CODER, code
from marsad.pipeline.exporting import content
from marsad.store import open_store

REPORTS = (
    ("r1", 2, "قال المرصد السوري لحقوق الإنسان إن حصيلة القتلى في مدينة حلب بلغت منذ 22 نيسان 253 قتيلاً مدنياً بينهم 49 طفلاً."),
    ("r2", -1, "أعلنت روسيا والولايات المتحدة هدنة بين قوات النظام والفصائل المعارضة في الغوطة الشرقية لمدة 72 ساعة تبدأ مساء الجمعة."),
    ("r3", 2, "قصفت قوات النظام مواقع الفصائل المعارضة في بلدة دوما في الغوطة الشرقية أمس الأحد ما أدى إلى مقتل عشرات المدنيين وإصابة 12."),
    (
        "r4",
        -1,
        "شنت طائرات حربية روسية غارات على حي الكلاسة في مدينة حلب الخميس أسفرت عن مقتل 18 شخصاً بينهم 3 أطفال. "
        "وقال ناشطون إن 20 شخصاً قتلوا في الغارات على الكلاسة.",
    ),
    ("r5", 2, "طالب وزير الخارجية الأميركي جون كيري روسيا بوقف القصف على حلب. والتقى كيري نظيره الروسي سيرغي لافروف في جنيف أمس."),
    ("r6", 2, "سيطر تنظيم الدولة الإسلامية على قرية في ريف حلب الشمالي أمس بعد اشتباكات مع الفصائل المعارضة."),
    (
        "r8",
        2,
        "قال المرصد السوري لحقوق الإنسان إن قوات النظام قصفت بلدة زملكا في الغوطة الشرقية أمس الأحد. "
        "وطالبت الأمم المتحدة الحكومة السورية بفك الحصار عن الغوطة الشرقية.",
    ),
    ("r7", 2, "تظاهر العشرات في مدينة إدلب أمس. واعتقلت قوات الأمن 7 أشخاص في مدينة حماة أمس."),
)  # fmt: skip
LAST_OF_APRIL = dt.date(2016, 4, 30)


@cache
def made() -> Content:
    """The content of a store that read these reports."""
    return content_of(REPORTS)


def content_of(reports: tuple[tuple[str, int, str], ...]) -> Content:
    """The content of a store that read reports of (id, days after the last of April, text)."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder, open_store(Path(folder, "marsad.db")) as store:
        for ident, day, text in reports:
            report = Report(
                ident,
                text,
                LAST_OF_APRIL + dt.timedelta(days=day),
                "=outlet",
                title="@title",
                url=f"https://news.example/{ident}",
                date_from="given",
            )
            raw = text.encode("windows-1256") if ident == "r1" else None
            known = replace(report, bytes_sha256=sha256(raw)) if raw else report
            store.keep(known, code(report), coder=CODER, raw=raw)
        return content(store, base="https://marsad.example", proof=True)


def written(name: str, given: Content | None = None) -> Made:
    """The export of the content in this format, by the format's own profile."""
    one = FORMATS[name]
    return one.write(given or made(), PROFILES[one.profile])


def lost(name: str) -> dict[str, Any]:
    """The loss list, as it is written beside the file."""
    return json.loads(json.dumps(losses(FORMATS[name], written(name))))


def only(name: str, given: Content | None = None) -> bytes:
    """The bytes of an export that is one file."""
    (data,) = written(name, given).files.values()
    return data
