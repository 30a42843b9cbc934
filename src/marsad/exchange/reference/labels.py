"""Labels of annotations as kinds and types of ours: `casualties`, `casualties/killed`, `killed`, or as `--map` says."""

from __future__ import annotations

from collections.abc import Mapping

from marsad.exchange.reference.record import Reference
from marsad.model.report import sha256
from marsad.model.vocabulary import KIND, TYPES


def coded(label: str, columns: Mapping[str, str]) -> str:
    """`kind`, `kind/type`, or the label itself where it is none of ours; `columns` has what the user maps (`incident=Attack`).

    >>> coded("killed", {}), coded("Attack", {"incident/attack": "Attack"}), coded("Opinion", {})
    ('casualties/killed', 'incident/attack', 'Opinion')
    """
    mapped = next((ours for ours, theirs in columns.items() if theirs == label), label)
    kind, _, code = mapped.partition("/")
    if kind in KIND and (not code or code in TYPES[kind]):
        return mapped
    return next((f"{one}/{mapped}" for one, codes in TYPES.items() if mapped in codes), mapped)


def annotation(ident: str, text: str, span: tuple[int, int], label: str) -> Reference:
    """The record of one annotation of a text, which goes by the hash of the text without the white space behind it."""
    start, end = span
    report = sha256(text.rstrip().encode())
    return Reference(ident, "claim", label, types=(label,), quote=text[start:end], start=start, end=end, report=report)
