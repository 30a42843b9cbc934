"""Work that this process has done by copies of itself: each sees all that it holds, without anything being sent to it (fork).

Only for a process without other threads, such as a command's. Where a system cannot fork all is done here, in turn.
"""

from __future__ import annotations

import gc
import multiprocessing as mp
import pickle
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import TypeVar

from marsad.reconcile.beside import Beside, alone

T = TypeVar("T")


def copies(processes: int) -> Beside:
    """What does a work in so many parts, one here and each other one in a copy of this process; in turn where none can be made.

    A part whose copy was killed is done here.
    """
    if processes < 2 or "fork" not in mp.get_all_start_methods():
        return alone
    fork = mp.get_context("fork")

    def beside(work: Callable[[int, int], T], /) -> list[T]:
        gc.freeze()  # what the copies share stays one as long as nobody writes to it, and collecting writes
        pipes = []
        for n in range(1, processes):
            ours, theirs = fork.Pipe(duplex=False)
            process = fork.Process(target=_part, args=(work, n, processes, theirs), daemon=True)
            process.start()
            theirs.close()
            pipes.append((process, ours))
        made = [work(0, processes)]
        for n, (process, pipe) in enumerate(pipes, 1):
            data = _taken(pipe)
            process.join()
            made.append(pickle.loads(data) if data is not None else work(n, processes))
        gc.unfreeze()
        return made

    return beside


def _part(work: Callable[[int, int], object], n: int, of: int, pipe: Connection) -> None:
    gc.disable()
    pipe.send_bytes(pickle.dumps(work(n, of), pickle.HIGHEST_PROTOCOL))


def _taken(pipe: Connection) -> bytes | None:
    with suppress(EOFError, OSError):
        return pipe.recv_bytes()
    return None
