"""Saved records by row: a row put or taken leaves what saving all of them would, and the same digest."""

from __future__ import annotations

from marsad.store.views import Row
from tests.store.made import CODER, code, report

ONE, TWO, THREE = (Row("tolls", f"t{n}", f"2016-05-0{n}", f'{{"id":"t{n}"}}') for n in (1, 2, 3))
OTHER = Row("tolls", "t1", "2016-05-09", '{"id":"t1","part_of":null}')


def test_rows_put_and_taken_are_as_if_all_were_saved(store):
    store.keep(report(), code(report()), coder=CODER)
    head = store.head()
    store.save_records([ONE, TWO], head, version="v")
    put = store.put_records([OTHER, THREE], [("tolls", "t2"), ("tolls", "never there")], (head, head), version="v")
    assert [row["id"] for row in store.saved_records(version="v")["tolls"]] == ["t3", "t1"]
    assert put[1] == 4
    assert store.save_records([THREE, OTHER], head, version="v") == (put[0], True)
    assert store.put_records([THREE], [("tolls", "t1")], (head, head), version="v")[1] == 1
    put = store.put_records([], [("tolls", "t3")], (head, head), version="v")
    assert put[0] == store.save_records([], head, version="v")[0]


def test_rows_are_not_put_where_the_record_has_gone_on(store):
    store.keep(report(), code(report()), coder=CODER)
    head = store.head()
    store.save_records([ONE], head, version="v")
    assert store.put_records([TWO], [], ((0, ""), head), version="v") is None
    assert [row["id"] for row in store.saved_records(version="v")["tolls"]] == ["t1"]


def test_marks_and_pieces_are_changed_with_the_rows(store):
    store.keep(report(), code(report()), coder=CODER)
    head = store.head()
    store.save_records([], head, version="v", marks=[("a", "k", "x"), ("a", "k", "y")], pieces=[("a", "n", [1]), ("a", "m", [0])])
    store.put_records(
        [], [], (head, head), version="v", marks=([("a", "l", "x")], [("a", "k", "y")]), pieces=[("a", "n", [2]), ("a", "m", None)]
    )
    with store.workings() as kept:
        assert sorted(kept.marks("a", ["k", "l"])) == [("k", "x"), ("l", "x")]
        assert list(kept.pieces("a", ["n", "m", "o"])) == [("n", [2])]


def test_rows_of_another_version_or_head_are_not_the_record(store):
    store.keep(report(), code(report()), coder=CODER)
    store.save_records([ONE], store.head(), version="v")
    assert store.saved_records(version="w") is None
    store.keep(report("r2", "قصف على حمص"), [], coder=CODER)
    assert store.saved_records(version="v") is None
