"""The command bulletin: one of any days, a folder that is kept up, corrected editions, and what it says where it cannot."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from marsad.model.report import Report
from marsad.pipeline import CODER, code
from marsad.store import open_store
from marsad.web.bulletin import pdf
from tests.cli.conftest import Run
from tests.web.paper import bare, read

DB = "week.db"
STRIKE = "شنت طائرات حربية روسية غارات على حي الكلاسة في مدينة حلب الخميس أسفرت عن مقتل 18 شخصاً."
SHELLING = "قصفت قوات النظام مواقع الفصائل المعارضة في بلدة دوما أمس الأحد ما أدى إلى مقتل 7 مدنيين."
EVERY = ("bulletin", "--db", DB, "--every", "week", "--from", "2016-04-25", "--to", "2016-05-08", "--into", "out", "--once")


@pytest.fixture(autouse=True)
def week(run: Run) -> None:
    with open_store(DB) as store:
        for ident, text, day in (("r1", STRIKE, dt.date(2016, 4, 29)), ("r2", SHELLING, dt.date(2016, 5, 2))):
            report = Report(ident, text, day, "illustrative")
            store.keep(report, code(report), coder=CODER)


def correct_the_killed() -> None:
    """Somebody corrects 18 to 19."""
    with open_store(DB) as store:
        claim = next(c for c in store.claims(report="r1") if c.claim.kind == "casualties")
        store.decide("correct", [claim.id], given={"min": 19, "max": 19}, reason="recounted")


@pytest.mark.parametrize("days", [("--week", "2016-W17"), ("--week", "2016-04-28"), ("--from", "2016-04-25", "--to", "2016-05-01")])
def test_one_bulletin(run: Run, days: tuple[str, ...]) -> None:
    said = run("bulletin", "--db", DB, *days, "--language", "en", "-o", "out/week.html")
    assert said.exit_code == 0 and said.output == "out/week.html: 2016-04-25 to 2016-05-01\n"
    page = read(Path("out/week.html").read_text(encoding="utf-8"))
    assert "18 people" in page.text and "Weekly bulletin" in page.text and bare(page) == []
    assert run("bulletin", "--db", DB, *days, "--language", "en").output == Path("out/week.html").read_text(encoding="utf-8")


def test_past_moments_and_redaction(run: Run) -> None:
    Path("hide.toml").write_text('sources = true\nplaces = "governorate"\n', encoding="utf-8")
    hidden = run("bulletin", "--db", DB, "--week", "2016-W17", "--redact", "hide.toml").output
    assert "illustrative" not in hidden and "الكلاسة" not in hidden and "18 شخصاً" in read(hidden).text
    assert "18 شخصاً" not in read(run("bulletin", "--db", DB, "--week", "2016-W17", "--as-of", "2016-04-28").output).text
    assert "18 شخصاً" not in read(run("bulletin", "--db", DB, "--week", "2016-W17", "--known-at", "2016-01-01").output).text


def test_a_folder_is_kept_up(run: Run) -> None:
    first = run(*EVERY, "--language", "ar", "--language", "en", "--json")
    files = [name for line in first.output.splitlines() for name in json.loads(line)["files"]]
    assert files == [f"2016-W{n}.{language}.html" for n in (17, 18) for language in ("ar", "en")]
    assert run(*EVERY, "--language", "ar", "--language", "en").output == "nothing new: all bulletins tell the record as it stands\n"
    Path("out/2016-W18.ar.html").unlink()
    with open_store(DB) as store:
        store.keep(Report("r3", "لا شيء هنا.", dt.date(2018, 1, 1), "other"), [], coder=CODER)
    assert run(*EVERY, "--language", "ar", "--language", "en").output == "2016-W18.ar.html: 2016-05-02 to 2016-05-08\n"
    assert sorted(path.name for path in Path("out").iterdir()) == sorted([*files, "bulletins.json"])


@pytest.mark.parametrize(("language", "wanted"), [("en", "killed ⁨18⁩"), ("ar", "القتلى ⁨18⁩")])
def test_a_corrected_record_gives_a_corrected_edition(run: Run, language: str, wanted: str) -> None:
    run(*EVERY, "--language", language)
    before = Path(f"out/2016-W17.{language}.html").read_bytes()
    correct_the_killed()
    assert run(*EVERY, "--language", language).output == f"2016-W17.{language}.2.html: 2016-04-25 to 2016-05-01, edition 2\n"
    page = read(Path(f"out/2016-W17.{language}.2.html").read_text(encoding="utf-8"))
    assert [wanted in old.text and "19" in new.text for old, new in zip(page.of("del"), page.of("ins"), strict=True)] == [True]
    assert bare(page) == [] and Path(f"out/2016-W17.{language}.html").read_bytes() == before
    assert run(*EVERY, "--language", language).output.startswith("nothing new")


def test_a_record_that_comes_and_goes_is_told(run: Run) -> None:
    run(*EVERY, "--language", "en")
    with open_store(DB) as store:
        store.withdraw("r2", reason="for the test")
    run(*EVERY, "--language", "en")
    assert "No longer in the record" in read(Path("out/2016-W18.en.2.html").read_text(encoding="utf-8")).text
    with open_store(DB) as store:
        store.reinstate("r2", reason="for the test")
    run(*EVERY, "--language", "en")
    assert "New:" in read(Path("out/2016-W18.en.3.html").read_text(encoding="utf-8")).text


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "say which days"),
        (("--day", "2016-05-01", "--week", "2016-W17"), "say which days"),
        (("--from", "2016-05-01"), "--from and --to go together"),
        (("--from", "2016-05-02", "--to", "2016-05-01"), "2016-05-01 is before 2016-05-02"),
        (("--week", "2016-W99"), "Invalid week"),
        (("--every", "day"), "--into FOLDER"),
        (("--day", "2016-05-01", "--once"), "go with --every"),
    ],
)
def test_what_cannot_be_asked(run: Run, words: tuple[str, ...], told: str) -> None:
    said = run("bulletin", "--db", DB, *words)
    assert said.exit_code == 2 and told in said.stderr


def test_without_a_browser_a_pdf_says_what_to_install(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "_here", lambda: iter(()))
    monkeypatch.delenv(pdf.SETTING, raising=False)
    said = run("bulletin", "--db", DB, "--day", "2016-05-01", "--format", "pdf", "-o", "day.pdf")
    assert said.exit_code == 1 and "apt install chromium" in said.stderr and not Path("day.pdf").exists()
    monkeypatch.setenv(pdf.SETTING, "no-such-browser")
    said = run("bulletin", "--db", DB, "--day", "2016-05-01", "--format", "pdf", "-o", "day.pdf")
    assert said.exit_code == 1 and "MARSAD_CHROMIUM names no-such-browser" in said.stderr


def test_a_memory_that_is_none(run: Run) -> None:
    Path("out").mkdir()
    Path("out/bulletins.json").write_text("[]", encoding="utf-8")
    said = run(*EVERY)
    assert said.exit_code == 2 and "bulletins.json is no memory of bulletins" in said.stderr


@pytest.mark.browser
@pytest.mark.parametrize(("language", "wanted"), [("ar", "18 شخصاً"), ("en", "18 people")])
def test_a_pdf_can_be_read_back(run: Run, chromium: str, monkeypatch: pytest.MonkeyPatch, language: str, wanted: str) -> None:
    monkeypatch.setenv(pdf.SETTING, chromium)
    assert run("bulletin", "--db", DB, "--week", "2016-W17", "--language", language, "--format", "pdf", "-o", "w.pdf").exit_code == 0
    from marsad.exchange.given import Defaults
    from marsad.exchange.readers.pdf import report

    text = " ".join(report(Path("w.pdf").read_bytes(), Defaults()).text.split())
    assert wanted in text and STRIKE[-40:] in text
