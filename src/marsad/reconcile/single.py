"""What one row gives by itself, before it is brought together with others: it can be made in another process and sent here as bytes.

The bytes are Python's own (pickle): for processes of one and the same program, never for what comes from elsewhere.
"""

from __future__ import annotations

import copyreg
import pickle
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields
from io import BytesIO
from itertools import islice
from operator import attrgetter
from typing import Any, TypeVar

from marsad.model.claim import KINDS
from marsad.reconcile import happening, told
from marsad.reconcile.breaches import Act
from marsad.reconcile.happening import Happening
from marsad.reconcile.product import Product, product
from marsad.reconcile.terms import Terms
from marsad.reconcile.told import Telling, Told
from marsad.text.sketch import sketch

T = TypeVar("T")
AT_ONCE = 2_000


@dataclass(slots=True)
class Single:
    """What the report of a row tells; the family of its text as the row has it, or else its sketch; what persons decided of it."""

    product: Product
    family: str | None
    compared: bool
    sketch: bytes | None
    decisions: Sequence[dict[str, Any]]


def single(row: dict[str, Any]) -> Single:
    """What a row gives by itself; ValueError naming the report where the row is not in the shape of the codebook."""
    text, compared = row.get("text"), "copy" not in row
    return Single(product(row), row.get("copy"), compared, sketch(text) if text and compared else None, row.get("decisions", ()))


def dump(found: Sequence[Any]) -> bytes:
    """What `load` reads."""
    file = BytesIO()
    pickler = pickle.Pickler(file, pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = _TABLE
    pickler.dump(found)
    return file.getvalue()


def load(data: bytes) -> list[Single]:
    """What `dump` wrote, equal sets and names one again with those of what was read before."""
    found: list[Single] = pickle.loads(data)
    for one in found:
        for claimed in one.product.report.told:
            told.share(claimed)
        for tells in one.product.happenings:
            happening.share(tells)
    return found


def anew(found: Iterable[T]) -> list[T]:
    """The same once more, in memory of their own: a copy of this process that looks only at these shares all the rest with it.

    Whoever looks at a thing writes beside it how many do, and a page of memory that is written to is no longer shared. What is made as it
    is asked for is let go as it was taken.
    """
    made: list[T] = []
    things = iter(found)
    while some := list(islice(things, AT_ONCE)):
        made += pickle.loads(dump(some))
    return made


SENT = (*KINDS.values(), Telling, Told, Happening, Terms, Product, Single, Act)
_NAMES = {cls: tuple(field.name for field in fields(cls)) for cls in SENT}


def _fill(one: Any, values: Sequence[Any]) -> None:
    """Nothing; the object, which may be frozen, has these values."""
    for name, value in zip(_NAMES[type(one)], values, strict=True):
        object.__setattr__(one, name, value)


def _sent(cls: type) -> Callable[[Any], tuple[Any, ...]]:
    """How an object of this class is written: its values in the order of its fields; what it is part of may be part of it."""
    values = attrgetter(*_NAMES[cls])
    return lambda one: (copyreg.__newobj__, (cls,), values(one), None, None, _fill)  # type: ignore[attr-defined]


_TABLE: dict[type, Callable[[Any], Any]] = copyreg.dispatch_table | {cls: _sent(cls) for cls in SENT}
