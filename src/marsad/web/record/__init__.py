"""The pages of the record: incidents, tolls, ceasefires, positions, checks, ledger and the overview over them.

Nothing here is computed from reports a second time: the record is taken whole from `pipeline.records` and kept by the
ledger's head (kept.py); every value on a page carries the claims it came from (told.py).
"""
