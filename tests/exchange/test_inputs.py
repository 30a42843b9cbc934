"""Files, folders, rows and bytes to reports: every bad input is refused with its place and reason, and the rest goes on."""

from __future__ import annotations

import bz2
import datetime as dt
import gzip
import io
import json
import lzma
import os
import tracemalloc
from pathlib import Path

import pytest

from marsad.exchange import sources
from marsad.exchange.given import Unfit, day
from marsad.exchange.inputs import Given, Refused, read, read_inputs
from marsad.model.report import sha256

TEXT = "قال مصدر طبي إن قصفاً على المدينة أدى إلى مقتل ثلاثة مدنيين مساء أمس، وإصابة آخرين بجروح."
ROW = {"id": "a-1", "date": "2016-05-02", "outlet": "نشرة", "url": "https://example.org/1", "title": "قصف", "text": TEXT}


def _line(**changes: object) -> bytes:
    return json.dumps({**ROW, **changes}, ensure_ascii=False).encode()


def _outcomes(path: Path | str, **more: object) -> list[Given | Refused]:
    return list(read_inputs([path], **more))  # type: ignore[arg-type]


def _refused(path: Path) -> Refused:
    (outcome,) = _outcomes(path)
    assert isinstance(outcome, Refused)
    return outcome


def _write(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def test_a_text_file_is_one_report_kept_to_the_byte(tmp_path: Path) -> None:
    data = f"\r\n{TEXT}\r\n".encode("windows-1256")
    path = _write(tmp_path, "one.txt", data)
    (given,) = _outcomes(path, date="2016-05-02", outlet="نشرة")
    assert isinstance(given, Given)
    report = given.report
    assert (report.text, report.encoding, given.raw, given.where) == (f"\r\n{TEXT}\r\n", "windows-1256", data, str(path))
    assert (report.date, report.date_from, report.outlet, report.bytes_sha256) == (dt.date(2016, 5, 2), "given", "نشرة", sha256(data))
    assert report.id.startswith("نشرة-2016-05-02-")


def test_a_row_keeps_all_that_it_says_and_its_own_day_wins(tmp_path: Path) -> None:
    path = _write(tmp_path, "rows.jsonl", _line() + b"\n" + _line(id=7, date=None, outlet="") + b"\n")
    first, second = _outcomes(path, date=dt.date(2020, 1, 1), outlet="else")
    assert isinstance(first, Given) and isinstance(second, Given)
    r = first.report
    assert (r.id, r.date, r.outlet, r.url, r.title, r.text) == ("a-1", dt.date(2016, 5, 2), "نشرة", ROW["url"], "قصف", TEXT)
    assert first.raw == _line() and first.where == f"{path}:1"
    assert (second.report.id, second.report.date, second.report.outlet) == ("7", dt.date(2020, 1, 1), "else")


def test_without_a_day_a_report_is_taken_and_its_day_stays_open(tmp_path: Path) -> None:
    (given,) = _outcomes(_write(tmp_path, "one.txt", TEXT.encode()))
    assert isinstance(given, Given)
    assert given.report.date is None and given.report.date_from is None
    assert given.report.id.startswith("report-nd-")


def test_a_gold_row_with_claims_is_read_and_an_empty_line_is_nothing(tmp_path: Path) -> None:
    path = _write(tmp_path, "gold.jsonl", b"\xef\xbb\xbf" + _line(claims=[], ignore=[[0, 3]]) + b"\r\n\r\n" + _line(id="b") + b"\r\n")
    assert [(type(o), o.where) for o in _outcomes(path)] == [(Given, f"{path}:1"), (Given, f"{path}:3")]


BAD_ROWS = [
    (b'{"text": "' + TEXT.encode(), "broken JSON at line 1, character 10"),
    (b"[1, 2]", "a JSON array where an object was expected"),
    (b'{"id": "x", "content": "..."}', 'no "text"'),
    (_line(text=None), '"text" is a JSON null, not a string'),
    (_line(text=""), "empty"),
    (_line(date="02/05/2016"), "date '02/05/2016' is not an ISO day"),
    (_line(date="2016-02-30"), "no day of the calendar"),
    (_line(date=20160502), "date 20160502 is not an ISO day"),
    (_line(date="0016-05-02"), "outside the years"),
    (_line(id=["x"]), '"id" is a JSON array'),
    (_line(id="a\nb"), "control characters"),
    (_line(title={"ar": "قصف"}), '"title" is a JSON object'),
    (_line(text="The truce held on Monday, sources in the city said."), "no Arabic text: 0 of its 40 letters are Arabic"),
    (_line(text="???? ??? ????? ?? ??? ????? ????? ???"), "question marks where letters were"),
    (json.dumps({**ROW, "text": TEXT + "\ud800"}).encode(), "lone surrogate"),
    (_line(outlet="a\x00b"), '"outlet" holds a character that is none'),
    (_line(text=TEXT).replace("قصفاً".encode(), "قصفاً".encode()[:-1]), "broken character at byte"),
    (b"[" * 200_000, "broken JSON"),
    (b'{"text": ' + b"9" * 5000 + b"}", "broken JSON"),
    (b"\x00\x01\x02" * 30, "binary"),
]


@pytest.mark.parametrize(("bad", "reason"), BAD_ROWS, ids=[reason[:24] for _, reason in BAD_ROWS])
def test_a_bad_row_is_named_with_its_line_and_the_rest_goes_on(tmp_path: Path, bad: bytes, reason: str) -> None:
    path = _write(tmp_path, "rows.jsonl", _line(id="first") + b"\n" + bad + b"\n" + _line(id="last") + b"\n")
    first, refused, last = _outcomes(path)
    assert isinstance(first, Given) and isinstance(last, Given) and isinstance(refused, Refused)
    assert refused.where == f"{path}:2" and reason in refused.reason
    assert last.report.id == "last"


def test_the_hint_says_what_would_be_right(tmp_path: Path) -> None:
    path = _write(tmp_path, "rows.jsonl", b'{"content": "..."}\n' + _line(date="2.5.16"))
    first, second = _outcomes(path)
    assert isinstance(first, Refused) and first.hint == 'rename "content" to "text"'
    assert isinstance(second, Refused) and "2016-05-02" in second.hint
    assert str(second).startswith(f"{path}:2: date '2.5.16' is not an ISO day (write it year-month-day")


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("empty.txt", b"", "empty: no bytes at all"),
        ("blank.txt", b" \r\n\n", "empty: nothing but white space"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\x00\x00", "not plain text: it is a PNG picture"),
        ("noise.bin", bytes(range(32)) * 40, "binary"),
        ("cut.txt", TEXT.encode()[:-2], "cut off"),
        ("english.txt", b"The truce held on Monday.", "no Arabic text"),
        ("page.txt", f"<html><p>{TEXT}</p></html>".encode(), "a web page's HTML source"),
        ("none.jsonl", b"\n\n", "empty: no row in it"),
        ("none.json", b"[]", "empty: a list without any report"),
        ("broken.json", b'{"text": \n"' + TEXT.encode(), "broken JSON at line 2"),
        ("bad.jsonl.xz", b"\xfd7zXZ\x00nonsense", "cannot be read: damaged or cut off"),
        ("bad.jsonl.gz", b"\x1f\x8b\x08\x00nonsense", "cannot be read: damaged or cut off"),
    ],
)
def test_a_bad_file_is_refused_with_the_reason(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    path = _write(tmp_path, name, data)
    refused = _refused(path)
    assert refused.where == str(path) and reason in refused.reason


def test_a_missing_file_and_one_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert _refused(tmp_path / "none.txt").reason == "cannot be read: No such file or directory"
    path = _write(tmp_path, "secret.txt", TEXT.encode())
    monkeypatch.setattr(Path, "open", _denied)
    assert _refused(path).reason == "cannot be read: Permission denied"


def _denied(*_: object, **__: object) -> None:
    raise PermissionError(13, "Permission denied")


def test_a_folder_is_read_in_order_without_what_is_hidden_and_past_what_cannot_be_read(tmp_path: Path) -> None:
    for name in ("b.txt", "a/2.txt", "a/1.txt", ".hidden/x.txt", ".x.txt", "c.jsonl"):
        _write(tmp_path, name, _line() if name.endswith("jsonl") else TEXT.encode())
    (tmp_path / "a" / "gone.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "loop").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "pipe")
    found = [(o.where.removeprefix(f"{tmp_path}/"), type(o)) for o in _outcomes(tmp_path)]
    assert found == [
        ("a/1.txt", Given),
        ("a/2.txt", Given),
        ("a/gone.txt", Refused),
        ("b.txt", Given),
        ("c.jsonl:1", Given),
        ("pipe", Refused),
    ]


def test_a_folder_with_nothing_is_told(tmp_path: Path) -> None:
    _write(tmp_path, ".hidden", TEXT.encode())
    assert _refused(tmp_path).reason == "a folder without any file to read"


@pytest.mark.parametrize(("suffix", "pack"), [(".gz", gzip.compress), (".xz", lzma.compress), (".bz2", bz2.compress)])
def test_packed_files_are_unpacked_on_the_way(tmp_path: Path, suffix: str, pack: object) -> None:
    path = _write(tmp_path, f"rows.jsonl{suffix}", pack(_line() + b"\n" + _line(id="b") + b"\n"))  # type: ignore[operator]
    assert [o.report.id for o in _outcomes(path) if isinstance(o, Given)] == ["a-1", "b"]
    text = _write(tmp_path, f"one.txt{suffix}", pack(TEXT.encode()))  # type: ignore[operator]
    assert [o.report.text for o in _outcomes(text) if isinstance(o, Given)] == [TEXT]


def test_a_packed_file_that_breaks_off_gives_what_came_before(tmp_path: Path) -> None:
    packed = gzip.compress(b"".join(_line(id=str(n), text=f"{n} {TEXT} {os.urandom(40).hex()}") + b"\n" for n in range(2000)))
    outcomes = _outcomes(_write(tmp_path, "rows.jsonl.gz", packed[: len(packed) // 2]))
    assert len(outcomes) > 100 and all(isinstance(o, Given) for o in outcomes[:100])
    assert isinstance(outcomes[-1], Refused) and "cut off" in outcomes[-1].reason


def test_what_unpacks_to_far_more_than_its_size_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "REPORT_LIMIT", 1 << 16)
    path = _write(tmp_path, "bomb.jsonl.gz", gzip.compress(b"\n" * (1 << 24)))
    assert _refused(path).reason == "cannot be read: it unpacks to more than 100 times its size"


def test_a_report_over_the_limit_is_refused_and_the_next_line_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "REPORT_LIMIT", 4096)
    monkeypatch.setattr("marsad.exchange.formats.REPORT_LIMIT", 4096)
    rows = _write(tmp_path, "rows.jsonl", _line(text=TEXT * 100) + b"\n" + _line(id="b") + b"\n" + _line(text=TEXT * 100))
    assert [(type(o), o.where[-2:]) for o in _outcomes(rows)] == [(Refused, ":1"), (Given, ":2"), (Refused, ":3")]
    assert "longer than" in _refused(_write(tmp_path, "long.txt", TEXT.encode() * 100)).reason


def test_fifty_megabytes_in_one_line_are_read_and_refused_in_bounded_memory(tmp_path: Path) -> None:
    long = (TEXT + " ").encode() * (50_000_000 // len(TEXT.encode()))
    rows = _write(tmp_path, "rows.jsonl", _line(text=long.decode()) + b"\n" + _line(id="b") + b"\n")
    tracemalloc.start()
    first, second = _outcomes(rows)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert isinstance(first, Refused) and "more than the 1,000,000 that one report may have" in first.reason
    assert isinstance(second, Given) and second.report.id == "b"
    assert peak < 400 * 2**20


def test_json_holds_one_report_a_list_or_rows(tmp_path: Path) -> None:
    one = _outcomes(_write(tmp_path, "one.json", json.dumps(ROW, indent=1, ensure_ascii=False).encode()))
    several = _outcomes(_write(tmp_path, "list.json", json.dumps([ROW, {"id": "x"}, ROW]).encode()))
    rows = _outcomes(_write(tmp_path, "rows.json", _line() + b"\n" + _line(id="b")))
    assert [type(o) for o in one] == [Given]
    assert [(type(o), o.where.partition(": ")[2]) for o in several] == [(Given, "item 1"), (Refused, "item 2"), (Given, "item 3")]
    assert [type(o) for o in rows] == [Given, Given]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "windows-1256"])
def test_rows_in_other_encodings(tmp_path: Path, encoding: str) -> None:
    rows = "".join(json.dumps({**ROW, "id": i}, ensure_ascii=False) + "\n" for i in ("a", "b")).encode(encoding)
    assert [o.report.text for o in _outcomes(_write(tmp_path, "rows.jsonl", rows)) if isinstance(o, Given)] == [TEXT, TEXT]


@pytest.mark.parametrize(("data", "ids"), [(_line() + b"\n" + _line(id="b") + b"\n", ["a-1", "b"]), (TEXT.encode(), None), (b"{", [])])
def test_standard_input_is_told_by_its_first_line(data: bytes, ids: list[str] | None) -> None:
    reports = [o.report for o in _outcomes("-", stdin=io.BytesIO(data)) if isinstance(o, Given)]
    assert [r.text for r in reports] == [TEXT] if ids is None else [r.id for r in reports] == ids


def test_read_gives_reports_or_says_why_there_is_none(tmp_path: Path) -> None:
    assert read(TEXT.encode(), date="2016-05-02")[0].date == dt.date(2016, 5, 2)
    assert read(_write(tmp_path, "one.txt", TEXT.encode()))[0].text == TEXT
    with pytest.raises(ValueError, match=r"^empty: no bytes at all$"):
        read(b"")
    with pytest.raises(ValueError, match="No such file"):
        read(tmp_path / "none.txt")
    with pytest.raises(ValueError, match="not an ISO day"):
        read(TEXT.encode(), date="2 May")


def test_read_warns_of_what_it_refused_beside_what_it_gives() -> None:
    with pytest.warns(UserWarning, match=':2: no "text"'):
        assert len(read(_line() + b"\n{}\n")) == 1


def test_the_day_given_for_all_must_be_one() -> None:
    with pytest.raises(Unfit, match="not an ISO day"):
        read_inputs(["x"], date="yesterday")
    assert day("2016-05-02T18:30:00+03:00") == dt.date(2016, 5, 2)
    assert day(None) is None
