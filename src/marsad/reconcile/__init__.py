"""From claims to records: pure functions of claims and of what persons decided; no store, no files, no clock.

`marsad.reconcile.whole.reconcile(rows)` is the way in, `marsad.reconcile.write.to_json` the way out; docs/records.md tells the rest.
"""
