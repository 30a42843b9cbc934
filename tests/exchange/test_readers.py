"""Pages, documents, tables, mail, feeds and crawls to reports: text, day, outlet, bytes; what is none is told and the rest is read."""

from __future__ import annotations

import csv
import gzip
import io
from pathlib import Path

import pytest

from marsad.exchange.inputs import Given, Refused, read_inputs
from marsad.exchange.readers import columns
from marsad.model.report import Report, sha256
from tests.exchange import given_files as made
from tests.exchange.given_files import MORE, TEXT


def outcomes(folder: Path, name: str, data: bytes, **more: object) -> list[Given | Refused]:
    path = folder / name
    path.write_bytes(data)
    return list(read_inputs([path], **more))


def report(folder: Path, name: str, data: bytes, **more: object) -> Report:
    (given,) = outcomes(folder, name, data, **more)
    assert isinstance(given, Given), given
    assert given.raw == data and given.report.bytes_sha256 == sha256(data)
    return given.report


def refused(folder: Path, name: str, data: bytes, **more: object) -> str:
    (outcome,) = outcomes(folder, name, data, **more)
    assert isinstance(outcome, Refused), outcome
    return str(outcome)


def test_a_page_gives_its_text_its_day_and_its_outlet_and_keeps_its_bytes(tmp_path: Path) -> None:
    found = report(tmp_path, "a.html", made.page().encode("windows-1256"), outlet="else")
    assert found.text == f"قصف على البلدة\n{TEXT}\n{MORE}" and found.encoding == "windows-1256"
    assert (str(found.date), found.date_from, found.outlet, found.title) == ("2016-05-02", "page", "صحيفة المثال", "قصف على البلدة")


@pytest.mark.parametrize(
    ("stated", "day"),
    [
        ('<script type="application/ld+json">{"datePublished": "2016-05-01T10:00:00Z"}</script>', "2016-05-01"),
        ('<meta content="2016-05-03" itemprop="datePublished">', "2016-05-03"),
        ('<time datetime="2016-05-04 08:00">الأربعاء</time>', "2016-05-04"),
        ("<footer>آخر تحديث 2019-01-01</footer>", None),
        ('<meta property="article:published_time" content="الأحد">', None),
    ],
)
def test_a_day_is_taken_where_a_page_states_it_and_never_guessed(tmp_path: Path, stated: str, day: str | None) -> None:
    found = report(tmp_path, "a.htm", made.page(None).replace("</head>", f"{stated}</head>").encode())
    assert (str(found.date) if found.date else None) == day


def test_a_page_without_an_article_is_refused(tmp_path: Path) -> None:
    assert "without a text" in refused(tmp_path, "a.html", b"<!DOCTYPE html><html><body></body></html>")
    assert "no Arabic text" in refused(
        tmp_path, "b.html", made.page(text="The truce held. " * 20, title="Truce").replace(MORE, "").encode()
    )


def test_a_pdf_with_a_text_layer_is_read_and_one_without_is_refused(tmp_path: Path) -> None:
    found = report(tmp_path, "a.pdf", made.pdf(TEXT, MORE), date="2016-05-02")
    assert found.text.split() == f"{TEXT} {MORE}".split() and found.encoding == "pdf"
    assert "a PDF without text: its pages are pictures (recognise its letters" in refused(tmp_path, "b.pdf", made.pdf())
    assert "a damaged PDF" in refused(tmp_path, "c.pdf", b"%PDF-1.4\n" + bytes(200))


def test_a_word_document_gives_paragraphs_and_tables_in_order(tmp_path: Path) -> None:
    found = report(tmp_path, "a.docx", made.docx(TEXT, rows=(("المدينة", "القتلى"), ("حلب", "7"))))
    assert found.text == f"{TEXT}\nالمدينة\tالقتلى\nحلب\t7"
    assert "a DOCX without text" in refused(tmp_path, "b.docx", made.docx())
    assert "a damaged DOCX, or none" in refused(tmp_path, "c.docx", made.docx(TEXT)[:500])


HEADER = ["رقم", "النص", "التاريخ"]
MAPPED = {"text": "النص", "id": "رقم", "date": "التاريخ", "outlet": "=نشرة", "date_format": "%d/%m/%Y"}


def sheet(*rows: list[str], sign: str = ",") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=sign).writerows(rows)
    return out.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "windows-1256", "utf-16"])
@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_a_table_is_read_by_its_mapping(tmp_path: Path, encoding: str, sign: str) -> None:
    text = sheet(HEADER, ["a1", f"{TEXT}\n{MORE}", "2/5/2016"], ["a2", TEXT, "3/5/2016"], sign=sign)
    first, second = outcomes(tmp_path, "a.csv", text.encode(encoding), columns=MAPPED)
    assert isinstance(first, Given) and isinstance(second, Given)
    assert (first.report.text, first.report.id, str(first.report.date), first.report.outlet) == (
        f"{TEXT}\n{MORE}",
        "a1",
        "2016-05-02",
        "نشرة",
    )
    assert (second.where, second.report.id) == (f"{tmp_path / 'a.csv'}:4", "a2")
    assert first.report.bytes_sha256 == sha256(first.raw) and first.raw.startswith(b"a1")


def test_bad_rows_of_a_table_are_told_one_by_one(tmp_path: Path) -> None:
    rows = [
        ["1", TEXT, "2/5/2016"],
        ["2", TEXT],
        ["3", TEXT, "Monday"],
        ["4", "English only.", "2/5/2016"],
        ["5", TEXT, "2/5/2016"],
    ]
    found = outcomes(tmp_path, "a.csv", sheet(HEADER, *rows).encode(), columns=MAPPED)
    assert [isinstance(one, Given) for one in found] == [True, False, False, False, True]
    assert [str(one).partition("a.csv")[2] for one in found[1:4]] == [
        ":3: 2 cells where the header has 3 (quote cells that hold the sign between cells)",
        ":4: date 'Monday' is not written as %d/%m/%Y (correct it, or --map date_format=…)",
        ":5: no Arabic text: 0 of its 11 letters are Arabic (marsad reads Arabic reports)",
    ]


def test_a_table_with_wrong_columns_says_which_it_has(tmp_path: Path) -> None:
    assert refused(tmp_path, "a.csv", sheet(HEADER, ["1", TEXT, ""]).encode()).endswith(
        "no column \"text\"; its columns are: 'رقم', 'النص', 'التاريخ' (say which one holds the text: --map text=COLUMN)"
    )
    assert "no column 'Body' for text" in refused(tmp_path, "b.csv", sheet(HEADER, ["1", TEXT, ""]).encode(), columns={"text": "Body"})
    assert "a header without any row" in refused(tmp_path, "c.csv", sheet(HEADER).encode(), columns=MAPPED)


def test_a_quotation_mark_left_open_costs_its_row(tmp_path: Path) -> None:
    text = sheet(HEADER, ["1", TEXT, "2/5/2016"]) + '2,"open\n' + "a\n" * 1100 + sheet(["3", TEXT, "2/5/2016"])
    found = outcomes(tmp_path, "a.csv", text.encode(), columns=MAPPED)
    assert isinstance(found[0], Given) and isinstance(found[-1], Given)
    assert "a quotation mark was left open" in str(found[1])


def test_a_mapping_is_kept_and_used_again(tmp_path: Path) -> None:
    columns.save(tmp_path / "m.toml", MAPPED)
    assert columns.load(tmp_path / "m.toml") == MAPPED
    (tmp_path / "m.toml").write_text("txt = 'النص'", encoding="utf-8")
    with pytest.raises(ValueError, match="txt is no field; there are: text, id, date"):
        columns.load(tmp_path / "m.toml")


def test_a_workbook_is_read_by_its_mapping(tmp_path: Path) -> None:
    import datetime as dt

    data = made.xlsx(tuple(HEADER), (1, TEXT, dt.datetime(2016, 5, 2)), (None, None, None), (2.0, MORE, "2016-05-03"), (3, "no", ""))
    first, second, third = outcomes(tmp_path, "a.xlsx", data, columns={"text": "النص", "id": "رقم", "date": "التاريخ"})
    assert isinstance(first, Given) and isinstance(second, Given) and isinstance(third, Refused)
    assert [(o.report.id, str(o.report.date), o.report.text) for o in (first, second)] == [
        ("1", "2016-05-02", TEXT),
        ("2", "2016-05-03", MORE),
    ]
    assert third.where.endswith("a.xlsx: Sheet:5") and "no Arabic text" in third.reason


def test_parquet_is_read_row_by_row(tmp_path: Path) -> None:
    rows: list[dict[str, object]] = [{"body": TEXT, "date": "2016-05-02"}, {"body": None, "date": None}, {"body": MORE, "date": None}]
    first, second, third = outcomes(tmp_path, "a.parquet", made.parquet(rows), columns={"text": "body"})
    assert isinstance(first, Given) and isinstance(second, Refused) and isinstance(third, Given)
    assert (str(first.report.date), first.report.text, third.report.text) == ("2016-05-02", TEXT, MORE)
    assert second.where.endswith("a.parquet:2") and "null" in second.reason
    assert "no column \"text\"; its columns are: 'body', 'date'" in refused(tmp_path, "b.parquet", made.parquet(rows))


def test_a_message_is_a_report_of_the_day_it_was_sent(tmp_path: Path) -> None:
    found = report(tmp_path, "a.eml", made.mail(), outlet="نشرة")
    assert (found.text.strip(), found.title, str(found.date), found.date_from, found.outlet) == (
        TEXT,
        "نشرة المساء",
        "2016-05-02",
        "page",
        "نشرة",
    )
    assert MORE in report(tmp_path, "b.eml", made.mail(text=None, html=made.page())).text
    assert "no Arabic text" in refused(tmp_path, "c.eml", made.mail(text="See you tomorrow."))


def test_documents_in_a_message_are_reports_of_their_own(tmp_path: Path) -> None:
    data = made.mail(text="See attached.", attached=(("bulletin.pdf", made.pdf(TEXT)), ("photo.jpg", b"\xff\xd8\xff")))
    (given,) = outcomes(tmp_path, "a.eml", data)
    assert isinstance(given, Given) and given.where.endswith("a.eml: bulletin.pdf")
    assert (given.report.text.split(), str(given.report.date), given.raw) == (TEXT.split(), "2016-05-02", made.pdf(TEXT))


def test_mail_folders_are_read_message_by_message(tmp_path: Path) -> None:
    box = b"".join(b"From desk@news.example Mon May  2 20:30:00 2016\n" + made.mail(name) + b"\n\n" for name in ("واحد", "اثنان"))
    titles = [o.report.title for o in outcomes(tmp_path, "a.mbox", box) if isinstance(o, Given)]
    for name in ("cur", "new", "tmp"):
        (tmp_path / "Maildir" / name).mkdir(parents=True)
    (tmp_path / "Maildir/cur/1462221000.1.host:2,S").write_bytes(made.mail("ثلاثة"))
    (tmp_path / "Maildir/tmp/1462221001.2.host").write_bytes(made.mail("ناقصة"))
    titles += [o.report.title for o in read_inputs([tmp_path / "Maildir"]) if isinstance(o, Given)]
    assert titles == ["واحد", "اثنان", "ثلاثة"]


def test_a_crawl_gives_its_pages_with_address_and_moment(tmp_path: Path) -> None:
    page = made.page().encode()
    data = made.warc(
        ("https://news.example/1", "200 OK", page, "text/html; charset=utf-8"),
        ("https://news.example/2", "404 Not Found", page, "text/html"),
        ("https://news.example/3.png", "200 OK", b"\x89PNG", "image/png"),
        ("https://news.example/4", "200 OK", b"<html></html>", "text/html"),
        ("https://news.example/5.pdf", "200 OK", made.pdf(TEXT), "application/pdf"),
    )
    first, empty, last = outcomes(tmp_path, "a.warc.gz", gzip.compress(data))
    assert isinstance(first, Given) and isinstance(empty, Refused) and isinstance(last, Given)
    assert (first.raw, first.report.url, first.report.retrieved_at) == (page, "https://news.example/1", "2016-05-03T08:00:00Z")
    assert (str(first.report.date), first.report.outlet, last.report.text.split()) == ("2016-05-02", "صحيفة المثال", TEXT.split())
    assert empty.where.endswith("https://news.example/4")


def test_a_crawl_that_was_cut_off_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    data = made.warc(*((f"https://news.example/{n}", "200 OK", made.page(title=f"قصف {n}").encode(), "text/html") for n in range(20)))
    *found, last = outcomes(tmp_path, "a.warc.gz", gzip.compress(data)[:-40])
    assert len(found) > 5 and all(isinstance(one, Given) for one in found)
    assert isinstance(last, Refused) and "cut off" in last.reason
    assert "without any record" in refused(tmp_path, "b.warc", b"")


def test_a_saved_feed_gives_the_reports_that_stand_in_it(tmp_path: Path) -> None:
    feed = made.rss(
        ("7", "https://news.example/7", "قصف", f"<p>{TEXT}</p><p>{MORE}</p>"), ("8", "https://news.example/8", "رياضة", "short")
    )
    first, second = outcomes(tmp_path, "a.xml", feed.encode(), outlet="نشرة")
    assert isinstance(first, Given) and isinstance(second, Refused)
    assert (first.report.text, first.report.id, first.report.url, str(first.report.date)) == (
        f"{TEXT}\n{MORE}",
        "7",
        "https://news.example/7",
        "2016-05-02",
    )
    assert report(tmp_path, "b.xml", f"<bulletin>{TEXT}</bulletin>".encode()).text == f"<bulletin>{TEXT}</bulletin>"
