"""Keeping: reports and claims with their versions, coding runs, search, and a ledger that can be verified."""

from marsad.store.alike import Alike
from marsad.store.deciding import Draft
from marsad.store.errors import ReportRefused, Stale, StoreError
from marsad.store.gone import Gone
from marsad.store.kept import Entry, Finding, Hit, Kept, Recoded, StoredClaim, StoredReport, Summary, Verified
from marsad.store.opening import is_postgres, open_store
from marsad.store.store import Store

__all__ = [
    "Alike",
    "Draft",
    "Entry",
    "Finding",
    "Gone",
    "Hit",
    "Kept",
    "Recoded",
    "ReportRefused",
    "Stale",
    "Store",
    "StoreError",
    "StoredClaim",
    "StoredReport",
    "Summary",
    "Verified",
    "is_postgres",
    "open_store",
]
