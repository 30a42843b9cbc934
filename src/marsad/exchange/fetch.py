"""Fetching an address, the only place where marsad asks the network for anything, and only for what the user named.

Only http and https, only public addresses unless `private`, at most so many redirects, bytes and seconds; the host's address is looked up
once and checked, and that very address is connected to, so that no name can change its mind in between. No proxy, no cookies.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

LIMIT = 16 * 2**20
SECONDS = 60.0
STEP = 20.0
REDIRECTS = 5
AGENT = "marsad"
_CHUNK = 1 << 16
_MOVED = (301, 302, 303, 307, 308)


class NotFetched(OSError):
    """An address that was not fetched; the message says why, `status` what the server answered (0 where it did not)."""

    def __init__(self, why: str, status: int = 0, retry_after: float = 0) -> None:
        super().__init__(None, why)
        self.status, self.retry_after = status, retry_after


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered: the address after redirects, 200 or 304, the headers by their small names, the body unpacked."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def kind(self) -> str:
        """The media type, in small letters, such as `text/html`."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def charset(self) -> str | None:
        """The charset that came with the body, if any did."""
        return self.headers.get("content-type", "").lower().partition("charset=")[2].strip(" \"';") or None


def fetch(
    url: str, *, private: bool = False, headers: Mapping[str, str] | None = None, limit: int = LIMIT, seconds: float = SECONDS
) -> Answer:
    """What the address holds; raises NotFetched with the reason."""
    until = time.monotonic() + seconds
    seen: list[str] = []
    while True:
        if url in seen or len(seen) > REDIRECTS:
            raise NotFetched(f"redirected in a circle, back to {url}" if url in seen else f"redirected more than {REDIRECTS} times")
        seen.append(url)
        answer = _asked(url, private, {**(headers or {})}, limit, until)
        if answer.status not in _MOVED:
            return answer
        url = urljoin(url, answer.headers.get("location", ""))


def _asked(url: str, private: bool, headers: dict[str, str], limit: int, until: float) -> Answer:
    scheme, host, port, path = _parts(url)
    address = public_address(host, port, private)
    asked = {"User-Agent": AGENT, "Accept-Encoding": "gzip", "Accept": "*/*"} | headers
    try:
        with _connected(scheme, host, port, address, until) as connection:
            connection.request("GET", path, headers=asked)
            with connection.getresponse() as response:
                told = {name.lower(): value for name, value in response.getheaders()}
                _refuse(response.status, told)
                body = b"" if response.status in (*_MOVED, 304) else _body(response, told, limit, until)
                return Answer(url, response.status, told, body)
    except NotFetched:
        raise
    except (OSError, http.client.HTTPException, ValueError) as error:
        if time.monotonic() >= until or isinstance(error, TimeoutError):
            raise NotFetched("took too long") from None
        raise NotFetched(f"no answer: {getattr(error, 'strerror', None) or str(error) or type(error).__name__}") from None


def _parts(url: str) -> tuple[str, str, int, str]:
    try:
        found = urlsplit(url)
        scheme, host, port = found.scheme, found.hostname, found.port
    except ValueError as error:
        raise NotFetched(f"no address: {error}") from None
    if scheme not in ("http", "https") or not host:
        raise NotFetched(f"{scheme or 'no scheme'}: only http and https addresses are fetched")
    if found.username is not None:
        raise NotFetched("an address with a user's name or password in it is not fetched")
    path = (found.path or "/") + (f"?{found.query}" if found.query else "")
    return scheme, host, port or (443 if scheme == "https" else 80), quote(path, safe="/%:=&?~#+!$,;'@()*[]")


def public_address(host: str, port: int, private: bool) -> tuple[int, str]:
    """(family, address) of the host to connect to; raises NotFetched where any of its addresses is not public, unless `private`."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NotFetched(f"no such host {host}: {error}") from None
    addresses = [(family, str(given[0])) for family, _, _, _, given in found]
    closed = [address for _, address in addresses if not is_public(address)]
    if closed and not private:
        raise NotFetched(f"{host} is at {closed[0]}, an address of a private network, which is fetched only with --allow-private")
    if not addresses:
        raise NotFetched(f"no such host {host}")
    return int(addresses[0][0]), addresses[0][1]


def is_public(address: str) -> bool:
    """True for an address of the open internet.

    >>> is_public("8.8.8.8"), is_public("127.0.0.1"), is_public("::ffff:10.0.0.1"), is_public("169.254.169.254")
    (True, False, False, False)
    """
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo[1] if found.teredo else None)
        if found in ipaddress.ip_network("64:ff9b::/96"):
            inner = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return found.is_global and not found.is_multicast and not found.is_reserved


@contextmanager
def _connected(scheme: str, host: str, port: int, address: tuple[int, str], until: float) -> Iterator[http.client.HTTPConnection]:
    """A connection to this very address, cut when the time is up, however slowly the other end writes."""
    left = until - time.monotonic()
    if left <= 0:
        raise NotFetched("took too long")
    held = [socket.socket(address[0], socket.SOCK_STREAM)]
    timer = threading.Timer(left, _cut, [held])
    timer.daemon = True
    timer.start()
    try:
        held[0].settimeout(min(STEP, left))
        held[0].connect((address[1], port))
        if scheme == "https":
            context = ssl.create_default_context()
            held.append(context.wrap_socket(held[0], server_hostname=host, do_handshake_on_connect=False))
            held[-1].do_handshake()  # type: ignore[attr-defined]
        made = (http.client.HTTPSConnection if scheme == "https" else http.client.HTTPConnection)(host, port)
        made.sock = held[-1]
        yield made
    finally:
        timer.cancel()
        for one in held:
            one.close()


def _cut(held: list[socket.socket]) -> None:
    with suppress(OSError):
        held[-1].shutdown(socket.SHUT_RDWR)


def _refuse(status: int, headers: Mapping[str, str]) -> None:
    if status in (200, 304) or (status in _MOVED and headers.get("location")):
        return
    wait = headers.get("retry-after", "")
    raise NotFetched(f"the server answered {status}", status, float(wait) if wait.isdigit() else 0)


def _body(response: http.client.HTTPResponse, headers: Mapping[str, str], limit: int, until: float) -> bytes:
    """The body, unpacked where it came packed; raises NotFetched where it is longer than the limit or takes too long."""
    packed = headers.get("content-encoding", "").lower()
    if packed not in ("", "identity", "gzip", "x-gzip"):
        raise NotFetched(f"the server packed its answer as {packed}")
    unpack = zlib.decompressobj(31) if packed.endswith("gzip") else None
    pieces: list[bytes] = []
    size = 0
    while data := response.read1(_CHUNK):
        if time.monotonic() > until:
            raise NotFetched("took too long")
        piece = unpack.decompress(data, limit + 1 - size) if unpack else data
        size += len(piece)
        if size > limit or (unpack and unpack.unconsumed_tail):
            raise NotFetched(f"longer than {limit >> 20} MB" if limit >> 20 else f"longer than {limit:,} bytes")
        pieces.append(piece)
    if time.monotonic() > until:
        raise NotFetched("took too long")
    if response.length:
        raise NotFetched("the answer was cut off")
    return b"".join(pieces)
