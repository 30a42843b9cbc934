"""Imported before anything slow: Ctrl-C while Python still loads ends without a traceback; the collector of cycles comes seldom.

Coding makes many small things and next to no cycles: looking for them after every 700 costs more than it frees.
"""

from __future__ import annotations

import gc
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
gc.set_threshold(20_000, 20, 20)
