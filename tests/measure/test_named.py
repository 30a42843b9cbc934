"""The table of names: each name of annotated reports once, with what it is resolved to or what it is part of."""

from __future__ import annotations

from marsad.measure.named import names

TEXT = "قال المرصد السوري لحقوق الإنسان إن قوات النظام قصفت بلدة النيرب وقرية المخترعة بريف إدلب، وقتل ثلاثة مدنيين."
CLAIM = {"kind": "incident", "start": 40, "by": ["قوات النظام"], "source": ["المرصد السوري لحقوق الإنسان"]}
ROW = {"id": "r", "date": "2019-05-01", "text": TEXT, "claims": [CLAIM | {"places": ["بلدة النيرب", "قرية المخترعة", "بلدة النيرب"]}]}


def test_each_name_is_listed_once_with_what_it_is() -> None:
    found = {one.name: one for one in names([ROW])}
    assert len(found) == len(list(names([ROW]))) == 4
    assert (found["بلدة النيرب"].id, found["بلدة النيرب"].within) == ("sy/idlib/nayrab-idlib", "sy/idlib")
    assert (found["قوات النظام"].what, found["قوات النظام"].id) == ("side", "sy/army")
    assert (found["المرصد السوري لحقوق الإنسان"].what, found["المرصد السوري لحقوق الإنسان"].id) == ("source", "sy/sohr")
    assert (found["قرية المخترعة"].id, found["قرية المخترعة"].part_of) == (None, "sy/idlib/countryside")
