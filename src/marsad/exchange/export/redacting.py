"""A content with what a profile hides taken out of all of it, before any format is written: so that it follows into every file.

Masks are as long as what they hide, so that every span holds in the masked text. What could be guessed back is renamed by a salt that is
thrown away: keys and ids (they are hashes of texts), outlets; hashes are those of the masked text; bytes, addresses, the ledger, the claims
as coded and the names of reviewers are left out.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from marsad.exchange.export.content import GROUPS, Content, Proof, Row
from marsad.exchange.export.hiding import coarse, names, sources
from marsad.exchange.export.redaction import Redaction
from marsad.model.report import sha256
from marsad.resolve.gazetteer import area_of, place
from marsad.text.masking import Mask, all_but

NOT_NAMES = frozenset("date report_date day since when kind rule review type status approx change encoding".split())
KEY = 16  # digits of a key; the name of a record has fewer
_HASHED = re.compile(r"[itcf]?[0-9a-f]{8,16}")


def redacted(content: Content, how: Redaction, salt: bytes | None = None) -> Content:
    """The content without what the profile hides; a `salt` makes two exports agree in their new names."""
    made = _Redacting(content, how, salt or secrets.token_bytes(32))
    reports = tuple(made.report(report) for report in content.reports)
    claims = tuple(made.claim(claim) for claim in content.claims)
    records = {group: [made.record(record) for record in content.records[group]] for group in GROUPS}
    return replace(content, reports=reports, claims=claims, records=records, proof=Proof(), redaction=how.as_json())


class _Redacting:
    def __init__(self, content: Content, how: Redaction, salt: bytes) -> None:
        self.how, self.salt = how, salt
        self.mask = Mask(names(content, how))
        self.sources = sources(content) if how.sources else set()
        self.texts = {report["id"]: self.mask.hide(report["text"]) for report in content.reports}
        self.spans: dict[str, list[tuple[int, int]]] = {}
        for claim in content.claims:
            self.spans.setdefault(claim["report"], []).append((claim["start"], claim["end"]))
        self.reports = {report["id"] for report in content.reports}
        self.known = {report["key"] for report in content.reports} | {claim["claim_id"] for claim in content.claims}
        self.known |= {record["id"] for group in GROUPS for record in content.records[group] if "id" in record}

    def report(self, row: Row) -> Row:
        """A report: masked text and title, new key and id, no address and no bytes."""
        text = self.text(row)
        told = row | {"text": text, "title": self.mask.hide(row["title"] or "") or None, "url": None, "bytes_sha256": None}
        told |= {"text_sha256": sha256(text.encode("utf-8", "surrogatepass")), "key": self.renamed(row["key"])}
        told |= {"id": self.name(row["id"]), "given_id": self.name(row["id"])}
        return told | {"outlet": self.outlet(row["outlet"])}

    def text(self, row: Row) -> str:
        """The text as it may be shown."""
        masked = self.texts[row["id"]]
        return masked if self.how.texts else all_but(masked, self.spans.get(row["id"], ()))

    def claim(self, row: Row) -> Row:
        """A claim: its quote and names as the masked text has them, coarse ids, its spans as they were."""
        told = {key: self.value(value, key) for key, value in row.items() if key not in ("ids", "actor_ids", "place_ids", "part_of")}
        text = self.texts[row["report"]]
        told |= {field: [text[start:end] for start, end in spans] for field, spans in row["evidence"].items()}
        told |= {"quote": text[row["start"] : row["end"]]}
        if row.get("of_span"):
            told["of"] = text[row["of_span"][0] : row["of_span"][1]]
        for key in {"ids", "part_of"} & set(row):
            told[key] = {field: [self.ident(i) for i in found] for field, found in row[key].items()}
        told |= {"actor_ids": [i for i in row["actor_ids"] if i not in self.sources], "place_ids": self._coarse(row["place_ids"])}
        return told | {"outlet": self.outlet(row["outlet"])}

    def record(self, row: Row) -> Row:
        """A record: as a claim, its place as coarse as the profile says, nobody's name as reviewer."""
        told = {key: self.value(value, key) for key, value in row.items() if key not in ("place", "grades", "decided", "owner")}
        told |= {key: [] if key == "grades" else None if key == "decided" else "" for key in ("grades", "decided", "owner") if key in row}
        return told | ({"place": self._place(row["place"])} if "place" in row else {})

    def value(self, value: Any, key: str = "") -> Any:
        """Any value of a row."""
        if isinstance(value, str):
            return value if key in NOT_NAMES else self.string(value, key)
        if isinstance(value, Mapping):
            return {name: self.value(one, name) for name, one in value.items()}
        return [self.value(one, key) for one in value] if isinstance(value, list | tuple) else value

    def string(self, value: str, key: str) -> str:
        """An id or a ref by its new name, a source's code hidden, a place's id coarse, else with the names masked."""
        head, sign, rest = value.partition("#")
        if head in self.reports:
            return self.name(head) + sign + rest
        if value in self.known:
            return self.renamed(value)
        if value in self.sources:
            return self.source(value)
        if self.how.places and place(value):
            return coarse(value, self.how.places) or ""
        return self.mask.hide(value)

    def ident(self, value: str | None) -> str | None:
        """The id of a name: none for a hidden source, coarse for a place."""
        if value is None or value in self.sources:
            return None
        return coarse(value, self.how.places) if self.how.places and place(value) else value

    def renamed(self, value: str) -> str:
        """A hash by another, of the same shape."""
        letter = value[0] if _HASHED.fullmatch(value) and value[0] in "itcf" and len(value) < KEY else ""
        return letter + self.digest(value)[: len(value) - len(letter)]

    def name(self, ident: str) -> str:
        """The new id of a report."""
        return f"report-{self.digest(ident)[:12]}"

    def outlet(self, name: str | None) -> str | None:
        """The outlet, or what stands for it."""
        return f"outlet-{self.digest(f'outlet:{name}')[:8]}" if name and self.how.sources else self.mask.hide(name or "") or None

    def source(self, code: str) -> str:
        """What stands for a source, the same wherever it is meant; an outlet's as its reports have it."""
        return self.outlet(code.removeprefix("outlet:")) or "" if code.startswith("outlet:") else f"source-{self.digest(code)[:8]}"

    def digest(self, value: str) -> str:
        """Hexadecimal digits that nobody can guess back without the salt."""
        return hmac.new(self.salt, value.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()

    def _coarse(self, ids: list[str]) -> list[str]:
        return sorted({wide for i in ids if (wide := coarse(i, self.how.places))}) if self.how.places else ids

    def _place(self, given: Row | None) -> Row | None:
        if not given or not self.how.places or coarse(given["id"], self.how.places) == given["id"]:
            return given
        known = place(coarse(given["id"], self.how.places))
        if not known:
            return None
        outer = place(area_of(known.id))
        told: Row = {"id": known.id, "name": known.name_ar, "lat": None, "lon": None}
        return told | {"governorate": outer.name_en.removesuffix(" governorate") if outer else None}
