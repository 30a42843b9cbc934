"""No page reads more because more is kept: every statement of every page finds its rows by an index, or stops after a page of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from sqlalchemy import event

from marsad.measure.pages import addresses, asked, made, measured
from marsad.store import Store, open_store
from marsad.web.acting.rights import rights
from marsad.web.app import create_app
from tests.web.record_samples import keep_examples, keep_faults

BIG = ("reports", "runs", "claims", "mentions", "standing", "searchable", "ledger", "decided", "records", "facets", "sketches", "bands")
# what a page may walk along from one end, because it stops after a page of rows or looks at one sort alone
STOPS = re.compile(r"\bLIMIT\b|count\(\*\)", re.IGNORECASE)
FILTERED = (
    *("/incidents?place=حلب&actor=جيش&since=2016-04-01&until=2016-06-01&killed=2", "/incidents?type=air_strike", "/tolls?source=المرصد"),
    *("/claims?place=حلب&kind=incident", "/claims?actor=الجيش&since=2016-04-01", "/reports?since=2016-04-01", "/api/findings?state=open"),
    *("/positions?actor=روسيا", "/api/violations?state=alleged", "/compare", "/ceasefires?area=حلب", "/api/decisions", "/sources?page=2"),
)
Told = list[tuple[str, Any]]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store with the example week."""
    with open_store(tmp_path_factory.mktemp("scale") / "scale.db") as store:
        keep_examples(store)
        keep_faults(store)
        yield store


def test_no_page_walks_through_a_big_table(kept: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("marsad.web.record.ledger.AT_ONCE", 0)  # a short chain is computed anew unasked, a long one never
    app = create_app(kept)
    asked(app, "/")  # makes the records
    pages = [*addresses(kept, [right.path for right in rights() if right.method == "GET"]).values(), *FILTERED]
    assert len(pages) > 40
    walked = [f"{page}: {what}" for page in pages for what in _walked(kept, _statements(kept, app, page))]
    assert walked == []


STEP = 100  # instructions of SQLite that are counted as one
ROOM = 300  # steps that any page may take, for the small store may have next to nothing to show
FEW = 10  # statements that any page may take for what the small store has none of
AT_ONCE = 25  # reports of the small store; the large one has ten times as many


@pytest.fixture(scope="module")
def sizes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, Store]]:
    """Two stores of one sort, the second ten times as large as the first."""
    folder = tmp_path_factory.mktemp("sizes")
    with open_store(folder / "small.db") as small, open_store(folder / "large.db") as large:
        made(small, AT_ONCE)
        made(large, 10 * AT_ONCE)
        yield small, large


def test_no_page_works_more_because_more_is_kept(sizes: tuple[Store, Store], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("marsad.web.record.ledger.AT_ONCE", 0)
    monkeypatch.setattr("marsad.store.walking.LOOKED", 200)
    monkeypatch.setattr("marsad.store.walking.MOST", 100)
    paths = [right.path for right in rights() if right.method == "GET"]
    spent = [_work(store, [*addresses(store, paths).values(), *FILTERED]) for store in sizes]
    assert len(spent[0]) == len(spent[1]) > 40
    more = [
        (page, small, large)
        for (page, small), (_, large) in zip(*spent, strict=True)
        if large[0] > 2 * small[0] + ROOM or large[1] > 2 * small[1] + FEW
    ]
    assert more == [], "(page, (steps, statements) of the small store, of the large one)"


def _work(store: Store, pages: Sequence[str]) -> list[tuple[str, tuple[int, int]]]:
    """For each page the steps that SQLite takes for it when it is asked again, and the statements."""
    app, told, steps = create_app(store), [0], [0]

    def tick() -> int:
        steps[0] += 1
        return 0

    def watch(db: Any, record: Any, proxy: Any) -> None:
        db.set_progress_handler(tick, STEP)

    def note(conn: Any, cursor: Any, statement: str, parameters: Any, context: Any, many: bool) -> None:
        told[0] += 1

    engine, found = store._open(), []
    event.listen(engine, "checkout", watch)
    event.listen(engine, "before_cursor_execute", note)
    for page in pages:
        asked(app, page)
        told[0] = steps[0] = 0
        assert asked(app, page) < 400, page
        found.append((page, (steps[0], told[0])))
    event.remove(engine, "checkout", watch)
    event.remove(engine, "before_cursor_execute", note)
    return found


def test_a_walk_through_a_big_table_would_be_found(kept: Store) -> None:
    assert list(_walked(kept, [("SELECT json FROM claims WHERE position = 3", ())])) == [
        "SCAN claims: SELECT json FROM claims WHERE position = 3"
    ]
    assert list(_walked(kept, [("SELECT json FROM claims WHERE run = 3", ())])) == []


def test_the_bench_asks_every_page() -> None:
    figures = measured(["/", "/incidents", "/incidents/{ident}", "/r/{ident:path}", "/login"], create_app, 15)
    assert set(figures["pages"]) == {
        "/",
        "/incidents",
        "/incidents?place=حلب",
        "/incidents?type=air_strike&page=2",
        "/incidents/{ident}",
        "/r/{ident:path}",
    }
    assert all(row[size][figure] > 0 for row in figures["pages"].values() for size in ("small", "large") for figure in ("p50", "p95"))


def _statements(store: Store, app: Any, page: str) -> Told:
    """The statements that are executed to answer the page, which must be an answer."""
    told: Told = []
    engine = store._open()

    def note(conn: Any, cursor: Any, statement: str, parameters: Any, context: Any, many: bool) -> None:
        told.append((statement, parameters))

    event.listen(engine, "before_cursor_execute", note)
    try:
        assert asked(app, page) < 400, page
    finally:
        event.remove(engine, "before_cursor_execute", note)
    return told


def _walked(store: Store, told: Told) -> Iterator[str]:
    """What SQLite would walk through of a big table to answer these statements."""
    with store._reading() as conn:
        for statement, parameters in dict.fromkeys((s, tuple(p)) for s, p in told if s.lstrip().upper().startswith(("SELECT", "WITH"))):
            plan = [row[3] for row in conn.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)]
            stops = STOPS.search(statement) and not any("TEMP B-TREE FOR ORDER BY" in step for step in plan)
            for step in plan:
                found = re.match(r"SCAN (\w+)", step)
                if found and found[1] in BIG and not stops:
                    yield f"{step}: {statement}"
