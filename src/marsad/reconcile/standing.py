"""How a ceasefire stands at any moment by its own terms, with the claims for each boundary of its windows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from marsad.model.record import Window
from marsad.reconcile.windows import HOUR_OF, status


def standing(record: Mapping[str, Any], moment: str) -> dict[str, Any]:
    """`{ceasefire, label, at, state, claims, boundaries}` of a ceasefire (docs/records.md) at an ISO day, a part of it, or a time.

    Each boundary is `{what: starts | ends, at, claims}`. Raises ValueError where the moment is none.
    """
    windows = [Window(w["starts"], w["ends"], w["hours"], tuple(w["claims"])) for w in record["windows"]]
    state, claims = status(windows, checked(moment))
    bounds = [
        {"what": what, "at": at, "claims": list(w.claims)} for w in windows for what, at in (("starts", w.starts), ("ends", w.ends)) if at
    ]
    return {"ceasefire": record["id"], "label": record["label"], "at": moment, "state": state, "claims": list(claims), "boundaries": bounds}


def checked(moment: str) -> str:
    """The moment; ValueError where it is no ISO day, no day with a part of it, no local time of one."""
    rest = moment[11:]
    try:
        dt.date.fromisoformat(moment[:10])
        if rest and rest not in HOUR_OF:
            dt.time.fromisoformat(rest)
        right = moment[10:11] in ("", "T", "/", " ")
    except ValueError:
        right = False
    if not right:
        raise ValueError(f"{moment!r} is no moment: write 2016-05-01, 2016-05-01/evening or 2016-05-01T03:00")
    return moment[:10] + ("/" + rest if rest else "")
