"""Where a webhook may go: a name is resolved once, checked, and the checked address is the one that is called."""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

_Network = ipaddress.IPv4Network | ipaddress.IPv6Network


class Forbidden(ValueError):
    """The address may not be called. The text names no address."""


@dataclass(frozen=True)
class Target:
    """A URL with a checked address in place of the name, and the name for `Host` and the certificate."""

    url: str
    host: str
    header: str


def checked_target(url: str, networks: str) -> Target:
    """The target of a URL. Raises Forbidden for other schemes, user names in it, and addresses inside private, loopback, link-local,
    multicast or reserved ranges that are not in `networks`; OSError when the name is unknown."""
    parts = urlsplit(url)
    if parts.scheme not in ("https", "http") or not parts.hostname or parts.username is not None:
        raise Forbidden("only http and https without a user name")
    port = parts.port or (443 if parts.scheme == "https" else 80)
    allowed = [ipaddress.ip_network(item.strip()) for item in networks.split(",") if item.strip()]
    found = socket.getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM)
    addresses = [ipaddress.ip_address(item[4][0]) for item in found]
    if not addresses or any(not _may(address, allowed) for address in addresses):
        raise Forbidden("the address lies inside a private network")
    if parts.scheme == "http" and not any(addresses[0] in network for network in allowed):
        raise Forbidden("http is taken inside listed networks only")
    literal = f"[{addresses[0]}]" if addresses[0].version == 6 else str(addresses[0])
    header = parts.hostname if parts.port is None else f"{parts.hostname}:{parts.port}"
    return Target(urlunsplit((parts.scheme, f"{literal}:{port}", parts.path, parts.query, "")), parts.hostname, header)


def _may(address: ipaddress.IPv4Address | ipaddress.IPv6Address, allowed: list[_Network]) -> bool:
    if any(address in network for network in allowed):
        return True
    return address.is_global and not address.is_multicast
