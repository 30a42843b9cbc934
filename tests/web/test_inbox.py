"""The inbox: a dry run keeps nothing, says what is known, lists what is refused; taking in keeps; columns are remembered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from marsad.model.claim import Claim
from marsad.model.report import Report
from marsad.store import Store, open_store
from marsad.web.inbox.batch import name_of

LANGUAGE = "en"
TEXT = "قتل 12 شخصاً في غارة جوية على مدينة حلب يوم الأحد، وفق المرصد السوري لحقوق الإنسان، فيما أعلنت هدنة قصيرة في المدينة."


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store."""
    with open_store(tmp_path / "inbox.db") as opened:
        yield opened


def bring(client: TestClient, files: dict[str, bytes] | None = None, **fields: str) -> str:
    """The address of the dry run of what was brought."""
    token = re.search(r'name="token" value="(\w+)"', client.get("/inbox").text)
    assert token
    sent: Any = [("files", (name, data)) for name, data in (files or {}).items()] or {"files": ("", b"")}
    answer = client.post("/inbox", data={"token": token[1], **fields}, files=sent, follow_redirects=False)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def take(client: TestClient, address: str, do: str = "keep") -> str:
    """Where taking the batch in, or putting it away, leads."""
    token = re.search(r'name="token" value="(\w+)"', client.get(address).text)
    assert token
    return client.post(address, data={"token": token[1], "do": do}, follow_redirects=False).headers["location"]


def test_a_pasted_report_is_read_then_kept(client: TestClient, store: Store) -> None:
    address = bring(client, text=TEXT, title="عنوان", date="2016-05-02", outlet="نشرة")
    page = client.get(address).text
    assert store.head()[0] == 0 and "Nothing is kept yet" in page and "نشرة" in page and "2 May 2016" in page
    assert take(client, address).startswith("/r/")
    (kept,) = store.reports()
    assert (kept.title, str(kept.date), kept.outlet, kept.report.text) == ("عنوان", "2016-05-02", "نشرة", TEXT) and kept.claims > 0
    assert client.get(address).status_code == 404
    again = client.get(bring(client, text=TEXT, title="عنوان", date="2016-05-02", outlet="نشرة")).text
    assert "kept already" in again and 'value="keep"' not in again


def test_a_store_with_nothing_in_it_leads_to_the_inbox(client: TestClient) -> None:
    for path in ("/", "/reports"):
        assert '<a class="get" href="/inbox">' in (page := client.get(path).text) or '<a href="/inbox">To the inbox</a>' in page


def test_copies_and_near_copies_are_told(client: TestClient, store: Store) -> None:
    take(client, bring(client, text=TEXT, date="2016-05-02", outlet="نشرة"))
    assert "the same text as" in client.get(bring(client, text=TEXT, date="2016-05-02", outlet="أخرى")).text
    assert "of it stands in" in client.get(bring(client, text=TEXT + " وأضاف المصدر.", outlet="أخرى")).text


def test_rows_of_a_table_with_its_own_column_names(client: TestClient, store: Store) -> None:
    table = "النص,اليوم\nقتل 3 أشخاص في حلب,2016-05-01\n,2016-05-02\nقصف طال إدلب,أمس\n".encode()
    address = bring(client, {"news.csv": table}, **{"column.text": "النص", "column.date": "اليوم"})
    page = client.get(address).text
    assert "Keep 1 report" in re.sub("<[^>]+>", "", page) and "news.csv" in page and "/tmp" not in page
    rows = client.get(f"{address}/errors.csv")
    assert rows.headers["content-type"].startswith("text/csv") and rows.text.count("news.csv") == 2
    assert 'value="النص"' in client.get("/inbox").text, "the columns are remembered"


def test_put_away_keeps_nothing(client: TestClient, store: Store) -> None:
    address = bring(client, {"a.txt": TEXT.encode(), "b.bin": b"\x00\xff\x00\xff"})
    assert take(client, address, "drop") == "/inbox" and store.head()[0] == 0 and client.get(address).status_code == 404


def test_days_found_stand_beside_days_given(client: TestClient) -> None:
    row = '{"text": "قصف طال حلب.", "date": "2016-05-01", "outlet": "x"}'.encode()
    page = client.get(bring(client, {"a.jsonl": row}, date="2016-06-01", outlet="y")).text
    assert "you gave" in page and "1 May 2016" in page


@pytest.mark.parametrize(
    ("given", "name"),
    [("../../etc/passwd", "passwd"), ("C:\\x\\a.txt", "a.txt"), (".hidden", "hidden"), ("///", "report.txt"), ("a\x00b.txt", "ab.txt")],
)
def test_names_of_files_stay_in_their_folder(given: str, name: str) -> None:
    assert name_of(given, []) == name and name_of(given, [name]) != name


def test_no_cell_of_the_errors_is_a_formula(client: TestClient) -> None:
    address = bring(client, {"=1+1.bin": b"\x00\xff\x00\xff"})
    assert "\n'=1+1.bin," in client.get(f"{address}/errors.csv").text


def test_what_could_not_be_kept_is_told_and_stops_nothing(client: TestClient, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def code(report: Report) -> list[Claim]:
        if "حمص" in report.text:
            raise KeyError("a fault of a rule")
        return []

    rows = '{"id": "a", "text": "قصف طال حمص."}\n{"id": "b", "text": "قصف طال حلب."}\n'.encode()
    address = bring(client, {"a.jsonl": rows})
    monkeypatch.setattr("marsad.pipeline.code", code)
    assert take(client, address) == address and [kept.id for kept in store.reports()] == ["b"]
    page = client.get(address).text
    assert "KeyError" in page and "a.jsonl:1" in page and take(client, address, "drop") == "/inbox"


def test_a_day_that_is_none_is_refused(client: TestClient) -> None:
    token = re.search(r'name="token" value="(\w+)"', client.get("/inbox").text)
    assert token and client.post("/inbox", data={"token": token[1], "date": "yesterday"}).status_code == 422
    assert client.post("/inbox", data={"text": TEXT, "token": "0"}).status_code == 403
