"""A server of pages on this machine for the tests: what each path answers is a function of the request."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = Callable[[BaseHTTPRequestHandler], None]


def answer(body: bytes | str, kind: str = "text/html; charset=utf-8", status: int = 200, **headers: str) -> Answer:
    """What is always answered so."""

    def write(request: BaseHTTPRequestHandler) -> None:
        data = body.encode() if isinstance(body, str) else body
        request.send_response(status)
        for name, value in {"content_type": kind, "content_length": str(len(data)), **headers}.items():
            request.send_header(name.replace("_", "-").title(), value)
        request.end_headers()
        request.wfile.write(data)

    return write


@contextmanager
def served(paths: dict[str, Answer]) -> Iterator[tuple[str, list[Any]]]:
    """(the server's address, what was asked of it as (path, headers)) while the block runs; `paths` may be changed meanwhile."""
    asked: list[Any] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append((self.path, dict(self.headers)))
            with suppress(OSError):  # whoever asked hung up
                paths.get(self.path, answer("none", status=404))(self)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", asked
    finally:
        server.shutdown()
        server.server_close()
