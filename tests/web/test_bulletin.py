"""The bulletin says what the record has and no more: every number leads to the characters that state it, in both languages."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import itertools
import re
from collections.abc import Iterator

import pytest

from marsad.exchange.export.content import Content
from marsad.exchange.export.redaction import Redaction
from marsad.model.claim import Casualties, Incident, Name
from marsad.model.report import Report
from marsad.pipeline.exporting import content, outline, outline_of
from marsad.pipeline.records import current, fresh
from marsad.store import Store, open_store
from marsad.store.asof import Reading
from marsad.web.bulletin import choosing
from marsad.web.bulletin.counting import became, counted, people, table
from marsad.web.bulletin.gathering import gathered
from marsad.web.bulletin.making import Bulletin, Wanted, make, of_days
from marsad.web.bulletin.notes import around
from marsad.web.bulletin.span import Days, stretches, week
from marsad.web.language import Speech
from tests.web.paper import Element, bare, numbers, read
from tests.web.record_samples import keep_examples, keep_faults
from tests.web.samples import CODER, HOSTILE, Text

WEEK = week("2016-05-01")
LONG = Days(dt.date(2016, 2, 20), dt.date(2016, 9, 30))
SPEECHES = (Speech("ar"), Speech("ar", "arab"), Speech("en"))


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store with the example reports and those whose figures do not fit."""
    with open_store(str(tmp_path_factory.mktemp("bulletin") / "b.db")) as store:
        keep_examples(store)
        keep_faults(store)
        yield store


@pytest.fixture(scope="module")
def whole(kept: Store) -> Content:
    """All that it holds."""
    return content(kept, base="https://marsad.example")


@pytest.fixture(
    scope="module", params=[(d, s) for d in (WEEK, LONG) for s in SPEECHES], ids=lambda p: f"{p[0].name}-{p[1].language}-{p[1].digits}"
)
def made(request: pytest.FixtureRequest, whole: Content) -> tuple[Bulletin, Element]:
    """A bulletin and its page as a tree."""
    days, ui = request.param
    one = make(choosing.chosen(whole, days), Wanted(days, ui))
    return one, read(one.html)


def notes(page: Element) -> dict[str, Element]:
    return {one.told["id"]: one for one in page.having("data-claim")}


def test_no_number_stands_alone(made: tuple[Bulletin, Element]) -> None:
    _, page = made
    assert bare(page) == []


def test_every_figure_is_that_of_the_claim_in_its_note(made: tuple[Bulletin, Element]) -> None:
    one, page = made
    claims = {claim["claim_id"]: claim for claim in one.sheet.content.claims}
    figures = [link for link in page.of("a") if "fig" in link.classes]
    assert len(figures) > 15
    for link in figures:
        claim = claims[notes(page)[link.told["href"][1:]].told["data-claim"]]
        told = [n for text, at in link.strings() if not {"sup", "q"} & {e.tag for e in at.way()} for n in numbers(text)]
        assert set(told) <= {claim["min"], claim["max"]}, (link.text, claim["quote"])


def test_every_note_holds_the_words_of_its_claim_where_they_stand(made: tuple[Bulletin, Element]) -> None:
    one, page = made
    texts = {report["id"]: report["text"] for report in one.sheet.content.reports}
    claims = {claim["claim_id"]: claim for claim in one.sheet.content.claims}
    for note in notes(page).values():
        claim = claims[note.told["data-claim"]]
        assert (note.told["data-report"], note.told["data-start"]) == (claim["report"], str(claim["start"]))
        assert note.of("mark")[0].text == claim["quote"]
        assert f"https://marsad.example/r/{claim['key']}#c={claim['start']}-{claim['end']}" in {a.told.get("href") for a in note.of("a")}
    for quoted in page.having("data-start"):
        if quoted.tag == "q":
            text, start, end = texts[quoted.told["data-report"]], int(quoted.told["data-start"]), int(quoted.told["data-end"])
            assert quoted.of("mark")[0].text == text[start:end]
            assert quoted.text.strip("…") in text


def test_calls_and_notes_lead_to_each_other(made: tuple[Bulletin, Element]) -> None:
    _, page = made
    ids = [one.told["id"] for one in page.having("id")]
    assert len(ids) == len(set(ids))
    inner = {a.told["href"][1:] for a in page.of("a") if a.told.get("href", "").startswith("#")}
    assert inner <= set(ids)
    called = {a.told["href"][1:] for a in page.of("a") if a.classes & {"fig", "ref"}}
    assert called == set(notes(page)), "every note is called upon, every call has its note"
    assert list(notes(page)) == [f"n{n}" for n in range(1, len(notes(page)) + 1)]


def test_counts_are_of_what_is_listed(made: tuple[Bulletin, Element]) -> None:
    _, page = made
    tallies = page.having("data-tally")
    assert len(tallies) > 8
    for tally in tallies:
        code, n = tally.told["data-tally"], int(tally.told["data-n"])
        assert len(page.having("data-item", code)) == n, code
        assert numbers(tally.text) in ([n], []) and (numbers(tally.text) or n < 3)


def test_what_is_listed_is_what_the_record_has_of_these_days(made: tuple[Bulletin, Element], whole: Content) -> None:
    one, page = made
    days = one.sheet.days
    shown = {e.told["id"] for code in ("incident", "late", "toll", "ceasefire") for e in page.having("data-item", code)}
    of_record = [choosing.incidents(whole, days), choosing.tolls(whole, days), choosing.ceasefires(whole, days)]
    assert shown == {row["id"] for rows in of_record for row in rows}


def test_titles_and_reasons_have_no_numbers_but_those_of_the_record(made: tuple[Bulletin, Element]) -> None:
    one, page = made
    known = {n for _, row in one.sheet.by_id.values() for n in numbers(str([row.get(f) for f in ("when", "since", "starts", "declared")]))}
    for title in (e for e in page.all() if "title" in e.classes and e.tag == "bdi"):
        assert set(numbers(title.text)) <= known, title.text
    texts = " ".join(report["text"] + str(report["outlet"]) for report in one.sheet.content.reports)
    for name in (e for e in page.all() if "written" in e.classes):
        assert set(numbers(name.text)) <= set(numbers(texts)), name.text
    reasons = {n for v in one.sheet.content.records["violations"] for t in v["evidence"].values() for n in numbers(t["why"])}
    reasons |= {n for f in one.sheet.content.records["findings"] for n in numbers(f["text"])}
    for why in (e for e in page.all() if e.classes & {"why", "sum"}):
        assert set(numbers(why.text)) <= reasons, why.text


def test_revisions_stand_in_the_order_in_which_each_is_compared_with_the_one_before(whole: Content) -> None:
    page = read(make(choosing.chosen(whole, WEEK), Wanted(WEEK, Speech("en"))).html)
    steps = next(one for one in page.of("ol") if "steps" in one.classes and "253" in one.text)
    told = [(numbers(next(a for a in step.of("a") if "fig" in a.classes).text)[0], step.of("span")[-1].text) for step in steps.of("li")]
    for (before, _), (now, change) in itertools.pairwise(told):
        assert change == ("raised" if now > before else "lowered" if now < before else "unchanged")


def test_it_opens_without_scripts_or_anything_from_elsewhere(made: tuple[Bulletin, Element]) -> None:
    _, page = made
    assert not page.of("script") and not page.of("link") and not page.of("img") and not page.having("style")
    assert not [name for one in page.all() for name in one.told if name.startswith("on")]
    style = page.of("style")[0].text
    policy = next(m.told["content"] for m in page.of("meta") if m.told.get("http-equiv"))
    assert f"'sha256-{base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()}'" in policy and policy.startswith(
        "default-src 'none'"
    )
    assert set(re.findall(r"url\(([^)]{0,10})", style)) <= {"data:font/", "#dots", "#hatch"}


@pytest.mark.parametrize("ui", SPEECHES)
def test_days_of_which_nothing_is_known_say_so(whole: Content, ui: Speech) -> None:
    day = Days(dt.date(2019, 1, 1), dt.date(2019, 1, 1))
    one = make(choosing.chosen(whole, day), Wanted(day, ui))
    page = read(one.html)
    none = {"ar": "لا شيء في السجل عن هذه الأيام.", "en": "The record holds nothing of these days."}
    assert none[ui.language] in page.text and notes(page) == {} and bare(page) == []


def test_the_same_record_gives_the_same_bytes(whole: Content) -> None:
    first, second = (make(choosing.chosen(whole, WEEK), Wanted(WEEK, Speech("ar"))).html for _ in range(2))
    assert first == second


def test_only_what_is_needed_is_read(tmp_path, whole: Content, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_store(str(tmp_path / "b.db")) as store:
        keep_examples(store)
        keep_faults(store)
        store.keep(Report("parts", "قتل 3 في حمص.", dt.date(2016, 5, 1), "namesake"), [], coder=CODER)
        read: list[str] = []
        readings = store.readings

        def counting(**how: object) -> Iterator[Reading]:
            for reading in readings(**how):
                read.append(reading.key)
                yield reading

        monkeypatch.setattr(store, "readings", counting)
        every = outline(store, current(store), base="https://marsad.example")
        read.clear()
        told = of_days(store, every, WEEK)
        assert 0 < len(read) < len(every.reports)
        assert (
            make(told, Wanted(WEEK, Speech("ar"))).html
            == make(choosing.chosen(content(store, base=every.base), WEEK), Wanted(WEEK, Speech("ar"))).html
        )


@pytest.mark.parametrize("days", [WEEK, LONG, week("2016-04-20"), week("2016-03-01")], ids=lambda days: days.name)
def test_what_is_gathered_for_it_is_what_the_whole_record_gives(kept: Store, days: Days) -> None:
    fresh(kept)
    few = outline_of(kept, gathered(kept, kept.shelf, days), base="https://marsad.example")
    every = outline(kept, current(kept), base=few.base)
    one, other = (make(of_days(kept, told, days), Wanted(days, Speech("ar"))).html for told in (few, every))
    assert one == other


def test_the_part_that_is_chosen_holds_all_that_is_asked_of_it(whole: Content) -> None:
    part = choosing.chosen(whole, WEEK)
    again = choosing.chosen(part, WEEK)
    assert (again.records, again.claims, again.reports) == (part.records, part.claims, part.reports)
    assert len(part.claims) < len(whole.claims)


def hostile_store(path: str) -> Store:
    store = open_store(path)
    text = HOSTILE + "\nقال \u202eالناطق\u202c: قُتل 9 أشخاص في <b>حلب</b> وفق «<script>x</script>»."
    t = Text(text)
    name = Name("<script>x</script>", t.span("<script>x</script>"))
    claims = [
        Incident(**t.base("قصف & <b>دمار</b>", "قصف"), incident_type="shelling", by=(name,), when=(WEEK.last, WEEK.last)),
        Casualties(**t.base("قُتل 9 أشخاص", "9"), outcome="killed", min=9, max=9, source=(name,), when=(WEEK.last, WEEK.last)),
    ]
    report = Report('<i id="r">', text, WEEK.last, "\u202e<script>o</script>\u2069&", "<title>", None, "given")
    store.keep(report, claims, coder=CODER)
    return store


@pytest.mark.parametrize("ui", SPEECHES)
def test_hostile_names_stay_text(tmp_path, ui: Speech) -> None:
    with hostile_store(str(tmp_path / "h.db")) as store:
        page = read(make(choosing.chosen(content(store), WEEK), Wanted(WEEK, ui, publisher='"><script>p</script>')).html)
    assert not page.of("script") and not page.of("i") and not page.of("img") and len(page.of("title")) == 1 + len(page.of("svg")[1:2])
    assert '"><script>p</script>' in page.text and "<script>o</script>" in page.text
    for text, at in page.strings():
        if "\u202e" in text:
            assert any(e.tag in ("bdi", "q") for e in at.way()), text
    assert bare(page) == []


def test_a_redaction_is_kept_to(whole: Content) -> None:
    how = Redaction(sources=True, texts=False)
    page = read(make(choosing.chosen(whole, WEEK), Wanted(WEEK, Speech("en"), redaction=how)).html)
    assert "demo-wire" not in page.text and "Names, places or sources are hidden" in page.text
    assert bare(page) == [] and notes(page)


@pytest.mark.parametrize(
    ("n", "who", "said"),
    [
        (1, "people", "شخص واحد"),
        (2, "children", "طفلان"),
        (3, "women", "3 نساء"),
        (11, "civilians", "11 مدنياً"),
        (100, "people", "100 شخص"),
    ],
)
def test_nouns_follow_their_number(n: int, who: str, said: str) -> None:
    assert counted(who, n, Speech("ar")).striptags() == said


@pytest.mark.parametrize(
    ("low", "high", "approx", "who", "ar", "en"),
    [
        (253, 253, "exact", "civilians", "قُتل 253 مدنياً", "253 civilians were killed"),
        (1, 1, "exact", "women", "قُتلت امرأة واحدة", "1 woman was killed"),
        (2, 2, "exact", "women", "قُتلت امرأتان", "2 women were killed"),
        (3, None, "at_least", "women", "قُتلت 3 نساء على الأقل", "at least 3 women were killed"),
        (3, None, "more_than", "women", "قُتل أكثر من 3 نساء", "more than 3 women were killed"),
        (2, None, "more_than", "children", "قُتل أكثر من طفلين", "more than 2 children were killed"),
        (20, 20, "about", "people", "قُتل نحو 20 شخصاً", "about 20 people were killed"),
        (None, 30, "up_to", "people", "قُتل ما يصل إلى 30 شخصاً", "up to 30 people were killed"),
        (6, 12, "exact", "people", "قُتل بين 6 و12 شخصاً", "between 6 and 12 people were killed"),
        (0, 0, "exact", "people", "لم يُقتل أحد", "nobody was killed"),
    ],
)
def test_sentences_agree(low: int | None, high: int | None, approx: str, who: str, ar: str, en: str) -> None:
    for ui, wanted in ((Speech("ar"), ar), (Speech("en"), en)):
        assert became("killed", low, high, approx, who, people(low, high, approx, who, ui), ui).striptags() == wanted


def test_the_tables_have_every_outcome_and_kind_of_people() -> None:
    from marsad.model.vocabulary import OUTCOME, WHO

    assert set(table("verbs.tsv")) == set(OUTCOME) and set(WHO) <= set(table("nouns.tsv"))


def test_a_quote_is_shown_in_its_sentence() -> None:
    report = {"id": "r", "text": "سطر أول.\nقال إنه بخير. قُتل 7 في حلب أمس. ثم انتهى."}
    start = report["text"].index("7")
    told = around(report, start, start + 1)
    assert (told.before, told.quote, told.after) == ("قُتل ", "7", " في حلب أمس.")


def test_days_and_weeks() -> None:
    assert (WEEK.first, WEEK.last, WEEK.kind, WEEK.name) == (dt.date(2016, 4, 25), dt.date(2016, 5, 1), "week", "2016-W17")
    assert [d.name for d in stretches("week", WEEK.first, dt.date(2016, 5, 3))] == ["2016-W17", "2016-W18"]
    with pytest.raises(ValueError, match="before"):
        Days(WEEK.last, WEEK.first)
    with pytest.raises(ValueError, match="longer"):
        Days(dt.date(2010, 1, 1), dt.date(2016, 1, 1))
