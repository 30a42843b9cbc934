"""What an export lost: every field of ours that the format does not carry whole, and every record that it had no room for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from marsad.exchange.export.fields import ALL
from marsad.exchange.export.figures import PROFILES, Profile
from marsad.exchange.export.format import Format, Made

Told = Mapping[str, Any]


def losses(one: Format, made: Made | None = None, profile: Profile | None = None, hidden: Told | None = None) -> dict[str, Any]:
    """`{format, profile, carried, lost, rows, left_out}`; `lost` rows are `{field, how, why}`, `how` being `coarser` or `absent`.

    Complete by construction: what is not in `carried` is in `lost`.
    """
    used = profile or PROFILES[one.profile]
    told: dict[str, Any] = {"format": one.name, "profile": used.as_json(), "carried": dict(one.carries)}
    told["lost"] = [_lost(one, field) for field in ALL if field not in one.carries]
    if hidden:
        told["redaction"] = dict(hidden)
    if made:
        told |= {"rows": made.rows, "left_out": [{"record": ident, "why": why} for ident, why in made.left_out]}
    return told


def _lost(one: Format, field: str) -> dict[str, str]:
    if field in one.coarser:
        return {"field": field, "how": "coarser", "why": one.coarser[field]}
    return {"field": field, "how": "absent", "why": one.why}
