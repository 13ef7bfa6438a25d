"""What counts as one network for a limit, and limits that hold for one."""

from datetime import datetime
from ipaddress import AddressValueError, IPv6Address, IPv6Network

from django.conf import settings

from callboard.limits.limit import Limit


def network_of(ip: str) -> str:
    """An IPv4 address counts by itself; of IPv6 everybody has a /64 at least, so that counts."""
    try:
        address = IPv6Address(ip)
    except AddressValueError:
        return ip
    if address.ipv4_mapped is not None:
        return str(address.ipv4_mapped)
    return str(IPv6Network((address, 64), strict=False))


def full_until(limit: Limit, ip: str, *subject: object) -> datetime | None:
    """Counts one more of this network; until when that is one too many, else None. Never where
    networks are not told apart (`LIMITS_PER_NETWORK`).
    """
    if not settings.LIMITS_PER_NETWORK:
        return None
    standing = limit.hit(*subject, network_of(ip))
    return standing.until if standing.exceeded else None
