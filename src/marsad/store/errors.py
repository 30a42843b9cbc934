"""What goes wrong with a store, said so that a person knows what to do."""

from __future__ import annotations


class StoreError(Exception):
    """The store cannot do what was asked; the message names what, which file, and what to do."""


class ReportRefused(StoreError):
    """This one report, or a claim of it, cannot be kept as it is; the store is well and others can be kept."""
