"""Libraries that only some formats need, for readers: what is missing is a refusal of the file that names what to install."""

from __future__ import annotations

from typing import Any

from marsad.exchange.export.missing import INSTALL, Missing
from marsad.exchange.export.missing import library as module
from marsad.exchange.given import Unfit


def library(name: str, format: str) -> Any:
    """The module of this name; raises Unfit where it is not installed."""
    try:
        return module(name, format)
    except Missing as error:
        raise Unfit(str(error).partition(":")[0], INSTALL) from None
