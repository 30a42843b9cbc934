"""From a report to its claims (coding.py), and from the claims that a store keeps to its records (records.py)."""

from marsad.pipeline.coding import CODER, CoderFailed, analyse, code, code_title, coder, ground, guarded, rule_of, theatres_told

__all__ = [
    "CODER", "CoderFailed", "analyse", "code", "code_title", "coder", "ground", "guarded", "rule_of", "theatres_told",
]  # fmt: skip
