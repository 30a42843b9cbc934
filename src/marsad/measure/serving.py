"""Pages served for real on a free port of this machine, for as long as something is measured or tested."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn

SECONDS = 10.0


@contextmanager
def up(app: Any) -> Iterator[str]:
    """The address of an ASGI application, up as long as the context lasts; raises TimeoutError where it does not come up within SECONDS."""
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    begun = time.monotonic()
    while not server.started:
        if time.monotonic() - begun > SECONDS:
            raise TimeoutError(f"the pages did not come up within {SECONDS:g} seconds")
        time.sleep(0.05)
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(SECONDS)
