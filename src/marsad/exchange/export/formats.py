"""The table of the formats, in the order in which `marsad export --help` names them. A new one is entered here."""

from __future__ import annotations

from marsad.exchange.export.acled import ACLED
from marsad.exchange.export.annotation import ANNOTATION
from marsad.exchange.export.bundle import BUNDLE
from marsad.exchange.export.ethprio import ETHPRIO
from marsad.exchange.export.format import Format
from marsad.exchange.export.ftm import FTM
from marsad.exchange.export.ged import GED
from marsad.exchange.export.geo import GEOJSON, KML
from marsad.exchange.export.hxl import HXL
from marsad.exchange.export.lemonade import LEMONADE
from marsad.exchange.export.parquet import PARQUET
from marsad.exchange.export.plain import CSV, JSONL
from marsad.exchange.export.plover import PLOVER
from marsad.exchange.export.polecat import POLECAT
from marsad.exchange.export.sqlite import SQLITE
from marsad.exchange.export.xlsx import XLSX

_TABLES = (CSV, XLSX, SQLITE, JSONL, PARQUET)
_EVENTS = (ACLED, GED, PLOVER, POLECAT, ETHPRIO, LEMONADE)
_SHARED = (GEOJSON, KML, HXL, FTM, ANNOTATION, BUNDLE)
FORMATS: dict[str, Format] = {one.name: one for one in (*_TABLES, *_EVENTS, *_SHARED)}
