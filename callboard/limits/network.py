"""What counts as one network for a limit."""

from ipaddress import AddressValueError, IPv6Address, IPv6Network


def network_of(ip: str) -> str:
    """An IPv4 address counts by itself; of IPv6 everybody has a /64 at least, so that counts."""
    try:
        address = IPv6Address(ip)
    except AddressValueError:
        return ip
    if address.ipv4_mapped is not None:
        return str(address.ipv4_mapped)
    return str(IPv6Network((address, 64), strict=False))
