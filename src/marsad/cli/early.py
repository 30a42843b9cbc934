"""Imported before anything slow, so that Ctrl-C while Python still loads ends without a traceback."""

from __future__ import annotations

import os
import sys
from types import TracebackType

_before = sys.excepthook


def _hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt) and not os.environ.get("MARSAD_DEBUG"):
        sys.stderr.write("marsad: stopped\n")
    else:
        _before(kind, error, trace)


sys.excepthook = _hook
