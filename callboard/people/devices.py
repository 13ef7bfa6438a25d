"""A browser and where it is, in words: "Chrome on Windows". Rough on purpose: a new version of the
same browser is no new device, and neither is another address of the same network.
"""

from ipaddress import IPv4Address, ip_address, ip_network

from django.utils.translation import gettext as _

from callboard.people.models import Session, User

# The first that is found in the User-Agent names it: Edge says it is Chrome, Chrome that it is
# Safari, and an iPhone that it is a Mac.
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
)
_PREFIX = {4: 24, 6: 48}


def words(user_agent: str) -> str:
    browser, system = _first(_BROWSERS, user_agent), _first(_SYSTEMS, user_agent)
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("Unknown browser")


def is_phone(user_agent: str) -> bool:
    return _first(_SYSTEMS, user_agent) in ("iPhone", "Android")


def is_new(user: User, user_agent: str, ip: str) -> bool:
    """Whether this account never signed in from such a browser in such a network; its very first
    sign-in is none.
    """
    rows = Session.objects.filter(user=user).values_list("user_agent", "ip").distinct()
    known = {(words(agent), network(address)) for agent, address in rows}
    return bool(known) and (words(user_agent), network(ip)) not in known


def network(ip: str) -> str:
    try:
        address = ip_address(ip)
    except ValueError:
        return ip
    if not isinstance(address, IPv4Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    return str(ip_network(f"{address}/{_PREFIX[address.version]}", strict=False))


def _first(names: tuple[tuple[str, str], ...], text: str) -> str:
    return next((name for mark, name in names if mark in text), "")
