"""A store with the example reports and faults in it, and the addresses of every page that it has."""

from __future__ import annotations

import datetime as dt
from urllib.parse import quote

from marsad.model.report import Report
from marsad.pipeline import code, coder
from marsad.pipeline.records import current
from marsad.store import Store
from tests.web.record_samples import keep_examples, keep_faults

PAGES = (
    *(
        "/",
        "/inbox",
        "/reports",
        "/claims",
        "/incidents",
        "/tolls",
        "/ceasefires",
        "/positions",
        "/obligations",
        "/checks",
        "/map",
        "/map/compare",
    ),
    *("/bulletin?first=2016-04-25&last=2016-05-01", "/export", "/export?format=acled", "/references"),
    *("/sources", "/ledger", "/settings", "/about", "/compare", "/search?q=حلب", "/nothing-of-that-name"),
)


OWED = (
    (
        "owed-1",
        dt.date(2016, 5, 2),
        "طالب مجلس الأمن النظام السوري بفك الحصار عن مدينة داريا، ودعا الفصائل إلى الإفراج عن المعتقلين وإدخال المساعدات.",
    ),
    (
        "owed-2",
        dt.date(2016, 5, 9),
        "أفرجت الفصائل عن 20 معتقلاً في مدينة داريا يوم الاثنين، وقال المرصد إن قوات النظام تحاصر المدينة وتعتقل مدنيين فيها.",
    ),
    (
        "owed-3",
        dt.date(2016, 5, 10),
        "طالبت روسيا الفصائل بوقف إطلاق النار في حلب، ورفض النظام السوري الهدنة في حلب ما لم تنسحب الفصائل من المدينة.",
    ),
)


def fill(store: Store) -> None:
    """Nothing; keeps the example reports, faults, and a decision of each sort."""
    keep_examples(store)
    keep_faults(store)
    for ident, day, text in OWED:
        report = Report(ident, text, day, "نشرة الواجبات", None, None, "given")
        store.keep(report, code(report), coder=coder())
    claims = store.claims(report="demo-daily-2016-05-02")
    for verb, claim in zip(("accept", "reject"), claims, strict=False):
        store.decide(verb, [claim.id], reason="for the tests")


def addresses(store: Store) -> list[str]:
    """Every page of the store: the plain ones, a record of each group with most in it, a report, why a claim was read."""
    made = current(store)
    beside = {pair["ceasefire"] for pair in made["violations"]}
    incident = max(made["incidents"], key=lambda r: (len(r["reports"]), len(r["claims"])))
    toll = max(made["tolls"], key=lambda r: (len(r["derived"]), len(r["figures"])))
    ceasefire = max(made["ceasefires"], key=lambda r: (r["id"] in beside, len(r["claims"])))
    report = store.report("demo-daily-2016-05-02")
    at = store.claims(report=report.key)[0].claim.trigger.start
    explained = quote(toll["figures"][-1]["claim"])
    records = (f"/incidents/{incident['id']}", f"/tolls/{toll['id']}?explained={explained}", f"/ceasefires/{ceasefire['id']}")
    return [*PAGES, *records, f"{records[0]}?known_at=2100-01-01", f"/r/{report.key}", f"/explain?report={report.key}&at={at}"]
