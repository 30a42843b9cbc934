"""The table of the formats that reference records come in, in the order in which `marsad import --help` names them."""

from __future__ import annotations

from marsad.exchange.reference.acled import ACLED
from marsad.exchange.reference.doccano import DOCCANO
from marsad.exchange.reference.ethprio import ETHPRIO
from marsad.exchange.reference.ged import GED
from marsad.exchange.reference.record import Import
from marsad.exchange.reference.sheet import SHEETS
from marsad.exchange.reference.webanno import WEBANNO

IMPORTS: dict[str, Import] = {one.name: one for one in (GED, ACLED, ETHPRIO, *SHEETS, WEBANNO, DOCCANO)}
