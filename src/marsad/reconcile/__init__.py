"""From claims to records: pure functions of claims and of what persons decided; no store, no files, no clock."""
