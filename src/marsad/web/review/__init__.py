"""Reviewing in the browser: a report's claims as persons left them, what they do to them, and how it is undone.

Every act is a decision of the ledger (docs/store.md); undo takes decisions back by others, so that it has no end and outlives a reload.
"""
