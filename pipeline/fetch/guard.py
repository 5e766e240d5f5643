"""Which addresses may be connected to: public ones, and the exact private ones that the operator named.

The check is made on what a name resolved to, at the moment of connecting, and the connection goes to exactly
the address that was checked; so neither a redirect nor a name server that changes its mind leads inside.
"""

import asyncio
import ipaddress
import re
import socket
from collections.abc import Awaitable, Callable

from aiohttp import AddrInfoType
from aiohttp.abc import AbstractResolver, ResolveResult
from yarl import URL

from pipeline.errors import FaultClass, FaultError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Lookup = Callable[[str, int], Awaitable[list[str]]]

URL_LIMIT = 8192

NAT64 = ipaddress.ip_network("64:ff9b::/96")
# Tunnels and translators that carry an IPv4 address inside: nobody publishes news on them, so none is let through.
CARRIERS = tuple(map(ipaddress.ip_network, ("64:ff9b:1::/48", "2002::/16", "2001::/32", "::/96", "fec0::/10")))
# A host whose last label is a number is an IPv4 address to the resolver (WHATWG, "ends in a number"): 127.1, 0x7f.1.
NUMERIC_HOST = re.compile(r"(?:.*\.)?(?:\d+|0[xX][0-9a-fA-F]*)\.?")

ALLOW = "to reach it all the same, name host:port in GUARANTEES_ALLOW_HOSTS"


def is_public(address: Address) -> bool:
    """Whether an address is on the open internet; unwraps IPv4 inside IPv6 first."""
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None:
            return is_public(address.ipv4_mapped)
        if address in NAT64:
            return is_public(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
        if any(address in network for network in CARRIERS):
            return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def check_url(url: str, allowed: frozenset[str]) -> URL:
    """The address as it will be asked for; raises FaultError(blocked) for what may not be.

    Read by the same parser that connects, so that no spelling means one host here and another there.
    A name passes here; what it resolves to is checked by the gate.
    """
    try:
        address = URL(url)
        host, port = (address.raw_host or "").rstrip("."), address.port
    except ValueError as error:
        raise FaultError(FaultClass.BLOCKED, f"address cannot be read ({error})", url[:500]) from error
    if address.scheme not in ("http", "https") or not host or not port or len(url) > URL_LIMIT:
        scheme = address.scheme[:20]
        raise FaultError(FaultClass.BLOCKED, f"only whole http(s) addresses are asked for, not {scheme!r}", url[:500])
    if address.user is not None or address.password is not None:
        raise FaultError(FaultClass.BLOCKED, "address carries a user name", url[:500])
    _check_literal(host, port, allowed, url)
    return address


def _check_literal(host: str, port: int, allowed: frozenset[str], url: str) -> None:
    if f"{host}:{port}" in allowed:
        return
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        if NUMERIC_HOST.fullmatch(host):
            raise FaultError(FaultClass.BLOCKED, f"{host[:100]} is an address in disguise", url[:500]) from None
        return
    if not is_public(address):
        raise FaultError(FaultClass.BLOCKED, f"{host}:{port} is not a public address; {ALLOW}", url[:500])


class Gate(AbstractResolver):
    """Resolves a name once and lets through only addresses that may be connected to; looks again at each socket."""

    def __init__(self, allowed: frozenset[str], lookup: Lookup | None = None) -> None:
        self._allowed = allowed
        self._lookup = lookup or system_lookup
        self._opened: set[str] = set(allowed)

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """The addresses of `host` that pass; raises FaultError(blocked) when none does, OSError when there are none."""
        found = [ipaddress.ip_address(text.partition("%")[0]) for text in await self._lookup(host, port)]
        if not found:
            raise OSError(f"{host} has no address")
        if f"{host.rstrip('.')}:{port}" in self._allowed:
            self._opened.update(f"{address}:{port}" for address in found)
            return [_result(host, port, address) for address in found]
        passed = [address for address in found if is_public(address)]
        if not passed:
            raise FaultError(FaultClass.BLOCKED, f"{host} leads to {found[0]}, which is not a public address; {ALLOW}")
        return [_result(host, port, address) for address in passed]

    def open_socket(self, target: AddrInfoType) -> socket.socket:
        """A socket for exactly this address; raises FaultError(blocked) should an unchecked one have come so far."""
        family, kind, protocol, _, where = target
        host, port = str(where[0]), where[1]
        try:
            is_open = is_public(ipaddress.ip_address(host)) or f"{host}:{port}" in self._opened
        except ValueError:
            is_open = False
        if not is_open:
            raise FaultError(FaultClass.BLOCKED, f"{host[:100]} is not a public address")
        return socket.socket(family, kind, protocol)

    async def close(self) -> None:
        """Nothing is held open."""


def _result(host: str, port: int, address: Address) -> ResolveResult:
    return ResolveResult(
        hostname=host,
        host=str(address),
        port=port,
        family=socket.AF_INET if address.version == 4 else socket.AF_INET6,
        proto=socket.IPPROTO_TCP,
        flags=socket.AI_NUMERICHOST,
    )


async def system_lookup(host: str, port: int) -> list[str]:
    """Every address the system's resolver knows for a name."""
    answers = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(answer[4][0]) for answer in answers]
