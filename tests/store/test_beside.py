"""Sets of reference records and families of copies: kept whole, replaced whole, the same in every database."""

from __future__ import annotations

import datetime as dt

from marsad.model.report import Report
from marsad.store import Store
from tests.store.made import CODER

ROWS = [{"id": "x1", "kind": "incident", "label": "قصف"}, {"id": "x2", "kind": "ceasefire"}]
TEXT = " ".join(f"كلمة{n}" for n in range(60))


def test_a_set_is_kept_in_order_and_replaced_whole(store: Store) -> None:
    assert (store.keep_references("a.csv", "acled", ROWS), store.references("a.csv")) == (0, ROWS)
    assert (store.keep_references("a.csv", "acled", ROWS[:1]), store.references("a.csv")) == (2, ROWS[:1])
    store.keep_references("b.csv", "ged", ROWS)
    assert [tuple(one) for one in store.reference_sets()] == [("a.csv", "acled", 1), ("b.csv", "ged", 2)]
    assert store.references("none") == [] and store.ledger() == [] and store.verify().ok


def test_copies_share_a_family(store: Store) -> None:
    day = dt.date(2016, 5, 1)
    for ident, text in (("r1", TEXT), ("r2", f"نقلاً عن وكالة {TEXT}"), ("r3", TEXT.replace("كلمة", "حرف"))):
        store.keep(Report(ident, text, day, f"outlet {ident}"), (), coder=CODER)
    first, second, third = (reading.family for reading in store.readings())
    assert first == second and first and third and third != first
