"""Libraries that only one format needs: taken in when it is used, and named, with what to install, where they are not there."""

from __future__ import annotations

from importlib import import_module
from typing import Any

INSTALL = "pip install '.[tables]' in marsad's checkout"


class Missing(RuntimeError):
    """A library that a format needs is not installed; the message says how to get it."""


def library(name: str, format: str) -> Any:
    """The module of this name; raises Missing where it is not installed."""
    try:
        return import_module(name)
    except ImportError:
        package = name.split(".")[0]
        raise Missing(f"the format {format} needs {package}: {INSTALL}") from None
