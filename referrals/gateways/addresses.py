"""Where a webhook may go: a name is resolved once, checked, and the checked address is the one that is called."""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit, urlunsplit

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
_Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_INSIDE = tuple(ipaddress.ip_network(text) for text in ("192.0.0.0/24", "2002::/16", "64:ff9b::/32"))
"""Ranges that Python calls global although they lead inside: protocol assignments, and IPv4 written as IPv6 (6to4, NAT64)."""


class Forbidden(ValueError):
    """The address may not be called. The text names no address."""


@dataclass(frozen=True)
class Target:
    """A URL with a checked address in place of the name, and the name for `Host` and the certificate."""

    url: str
    host: str
    header: str


def networks(text: str) -> list[Network]:
    """Networks out of a comma separated text. Raises ValueError for what is none."""
    return [ipaddress.ip_network(item.strip()) for item in text.split(",") if item.strip()]


def is_loopback(host: str) -> bool:
    """Whether a name means this machine whatever a resolver says."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def checked_target(url: str, listed: str) -> Target:
    """The target of a URL. Raises Forbidden for other schemes, user names in it, and addresses inside private, loopback, link-local,
    multicast or reserved ranges that are not in `listed`; OSError when the name is unknown."""
    try:
        parts = urlsplit(url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
        allowed = networks(listed)
    except ValueError as error:
        raise Forbidden("the address or the listed networks cannot be read") from error
    if parts.scheme not in ("https", "http") or not parts.hostname or parts.username is not None:
        raise Forbidden("only http and https without a user name")
    address = _checked(parts.hostname, port, allowed)
    if parts.scheme == "http" and not any(address in network for network in allowed):
        raise Forbidden("http is taken inside listed networks only")
    return _target(parts, address, port)


def _checked(host: str, port: int, allowed: list[Network]) -> _Address:
    """The address to call: all of a name's addresses must be allowed, since the name's owner chooses their order."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except UnicodeError as error:
        raise Forbidden("the name cannot be one") from error
    addresses = [ipaddress.ip_address(str(item[4][0]).partition("%")[0]) for item in found]
    if not addresses or any(not _may(address, allowed) for address in addresses):
        raise Forbidden("the address lies inside a private network")
    return addresses[0]


def _target(parts: SplitResult, address: _Address, port: int) -> Target:
    host = parts.hostname or ""
    name = f"[{host}]" if ":" in host else host
    literal = f"[{address}]" if address.version == 6 else str(address)
    header = name if parts.port is None else f"{name}:{parts.port}"
    return Target(urlunsplit((parts.scheme, f"{literal}:{port}", parts.path, parts.query, "")), host, header)


def _may(address: _Address, allowed: list[Network]) -> bool:
    if any(address in network for network in allowed):
        return True
    if isinstance(address, ipaddress.IPv6Address) and (address.is_reserved or address.is_site_local):
        return False
    return address.is_global and not address.is_multicast and not any(address in network for network in _INSIDE)
