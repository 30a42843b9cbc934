"""Withdrawn and erased: a report, or a name, is gone from lists, search, records and the file; the chain holds, nothing brings it back."""

from __future__ import annotations

from pathlib import Path

import pytest

from marsad.model.report import Report
from marsad.pipeline.exporting import content
from marsad.pipeline.records import current
from marsad.store import ReportRefused, Store, open_store
from tests.store.made import CODER, TEXT, code, report, tamper

NAME = "سليم الخطيب"
NAMED = TEXT + " وقال سَليم  الخطيب إن قصفا طال منزل سليم الخطيب."


def fill(store: Store) -> None:
    """Three reports, one in two versions, one with a name; two decisions."""
    for given in (report("r1"), report("r1", TEXT + " وقتل سبعة."), report("r2", NAMED, title=f"بيت {NAME}"), report("r3", "قصف على إدلب")):
        store.keep(given, code(given), coder=CODER, raw=given.text.encode())
    for ident in ("r1", "r2"):
        claim = store.claims(report=ident, kind="incident")[0]
        store.decide("accept", [claim.id], reason=f"seen in {ident}")


def told(store: Store) -> str:
    """All that the store tells of reports, claims, decisions and records."""
    listed = [(r, r.report) for r in store.reports()], store.claims(), store.decisions(), store.search("قصف")
    return repr((listed, list(store.readings()), current(store), content(store, proof=True)))


def file_bytes(path: Path) -> bytes:
    """Every byte that the store keeps on the disk."""
    return b"".join(p.read_bytes() for p in path.parent.glob(path.name + "*"))


def test_a_withdrawn_report_stands_nowhere_and_can_stand_again(store: Store) -> None:
    fill(store)
    before = told(store)
    keys = store.withdraw("r1", reason="retracted by the outlet")
    assert len(keys) == 2 and store.verify().ok
    shown = {r.key for r in store.reports()} | {c.key for c in store.claims()} | {r.key for r in store.readings()}
    assert not shown & set(keys) and "r1#" not in repr(current(store)) and "'r1'" not in repr(content(store).claims)
    assert {hit.report_id for hit in store.search("قصف")} == {"r2", "r3"}
    with pytest.raises(ReportRefused, match="was withdrawn"):
        store.keep(report("r1"), [], coder="other/1")
    (withdrawn,) = {g.what for g in store.gone()}
    assert withdrawn == "withdrawn" and store.became(keys[0]) and not store.became("r3")
    assert store.reinstate("r1", reason="it was another one") == keys
    assert store.verify().ok and store.gone() == []
    assert told(store).split("Proof")[0] == before.split("Proof")[0]


@pytest.mark.sqlite
def test_nothing_is_left_of_an_erased_report(store: Store, path: Path) -> None:
    fill(store)
    head = store.head()[1]
    keys = store.erase("r2", reason="asked by the family")
    assert store.verify(head=head).ok, "the chain holds, older heads too"
    data = file_bytes(path)
    for secret in (NAME, "الغوطة الشرقية وقال", f"بيت {NAME}", "seen in r2"):
        assert secret.encode() not in data, secret
    assert NAME not in told(store) and {r.id for r in store.reports()} == {"r1", "r3"} and len(store.decisions()) == 1
    assert [e.payload for e in store.ledger(subject=keys[0])][:2] == [{"erased": store.head()[0]}] * 2
    for again in (report("r2", NAMED, title=f"بيت {NAME}"), report("r2", "another text")):
        with pytest.raises(ReportRefused, match="was erased"):
            store.keep(again, [], coder=CODER)
    with pytest.raises(LookupError):
        store.erase("r2", reason="again")


@pytest.mark.sqlite
def test_a_withdrawn_report_can_be_erased(store: Store, path: Path) -> None:
    fill(store)
    store.withdraw("r2", reason="first")
    store.erase(store.gone()[0].key, reason="then")
    assert store.verify().ok and NAME.encode() not in file_bytes(path)


@pytest.mark.sqlite
def test_a_name_is_gone_however_it_was_spelled_and_all_else_stays(store: Store, path: Path) -> None:
    fill(store)
    claim, many = store.claims(report="r2", kind="incident")[0], len(store.claims())
    store.decide("grade", [claim.id], given={"scale": "airwars", "code": "weak"}, reason=f"as {NAME} says")
    assert store.erase_name(NAME, reason="asked by the person") == 1
    assert store.verify().ok, store.verify().findings
    data = file_bytes(path)
    assert NAME.encode() not in data and "سَليم".encode() not in data and NAME not in told(store)
    text = store.report("r2").report.text
    assert len(text) == len(NAMED) and text.count("█") == 24 and text.startswith(TEXT)
    assert all(c.claim.span.of(text) == c.claim.quote for c in store.claims(report="r2"))
    assert len(store.claims()) == many and len(store.decisions()) == 3 and store.search("الخطيب") == []


def test_a_name_is_gone_from_what_was_said_in_other_spellings_and_others_names_stay(store: Store) -> None:
    fill(store)
    store.keep(other := report("r4", "قصف على حلب وقال سليم الخطيبي ولسليم الخطيب إن"), code(other), coder=CODER)
    claim = store.claims(report="r1", kind="incident")[0]
    store.decide("grade", [claim.id], given={"scale": "airwars", "code": "weak"}, reason="as told by سَلِيم الخَطِيب, سليم الخطيبي")
    store.erase_name(NAME, reason="asked by the person")
    said = store.decisions()[-1].reason
    assert said.count("█") == len("سَلِيم الخَطِيب") and said.endswith("سليم الخطيبي") and store.verify().ok
    assert "سليم الخطيبي" in store.report("r4").report.text and "سليم الخطيب " not in store.report("r4").report.text


@pytest.mark.parametrize(("name", "error"), [("عمر", ValueError), ("لا أحد", LookupError)])
def test_a_name_that_is_none_is_refused(store: Store, name: str, error: type[Exception]) -> None:
    fill(store)
    with pytest.raises(error):
        store.erase_name(name + ("" if error is ValueError else " هنا"), reason="x")
    with pytest.raises(ValueError, match="without the name"):
        store.erase_name(NAME, reason=f"because of {NAME}")
    assert store.verify().ok


@pytest.mark.sqlite
@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE ledger SET payload = '{\"erased\":99}' WHERE seq = 1",
        "UPDATE ledger SET payload = '{}' WHERE action = 'added' AND payload LIKE '{\"erased\"%'",
        "UPDATE ledger SET payload = replace(payload, 'asked', 'hidden') WHERE action = 'erased'",
        "DELETE FROM gone",
    ],
)
def test_what_passes_itself_off_as_erased_is_found(store: Store, path: Path, sql: str) -> None:
    fill(store)
    store.erase("r2", reason="asked by the family")
    store.close()
    assert tamper(path, sql) >= 1
    with open_store(path) as again:
        assert not again.verify().ok


def test_a_store_replayed_from_nothing_is_the_same(store: Store, tmp_path: Path) -> None:
    fill(store)
    store.recode("newer 2", lambda given: code(given)[:-1])
    store.withdraw("r3", reason="x")
    store.reinstate("r3", reason="y")
    store.withdraw("r1", reason="z")
    store.erase_name(NAME, reason="asked")
    store.erase("r3", reason="asked")
    records = current(store)
    with open_store(tmp_path / "again.db") as again:
        assert store.replay(again) is None
        assert again.head() == store.head() and again.verify().ok and current(again) == records
        assert [h.report_id for h in again.search("قصف")] == [h.report_id for h in store.search("قصف")]
        with pytest.raises(ValueError, match="not empty"):
            store.replay(again)


@pytest.mark.sqlite
def test_a_replay_finds_what_is_not_the_same(store: Store, path: Path, tmp_path: Path) -> None:
    fill(store)
    store.close()
    assert tamper(path, "UPDATE standing SET newest = 0 WHERE run = 2") == 1
    with open_store(path) as source, open_store(tmp_path / "again.db") as again:
        assert (source.replay(again) or "").startswith("standing, row")


def test_an_empty_report_and_one_of_another_outlet_stay(store: Store) -> None:
    fill(store)
    store.erase("r1", reason="x")
    assert store.keep(Report("r1", TEXT, outlet="other"), [], coder=CODER).status == "new"


def test_a_backup_brings_back_nothing_that_is_gone(store: Store, tmp_path: Path) -> None:
    fill(store)
    store.withdraw("r1", reason="x")
    store.erase("r2", reason="y")
    with (tmp_path / "backup").open("wb") as out:
        store.backup(out)
    with (tmp_path / "backup").open("rb") as source, open_store(tmp_path / "again.db") as again:
        again.restore(source)
        assert again.gone() == store.gone() and [r.id for r in again.reports()] == ["r3"] and again.verify().ok
