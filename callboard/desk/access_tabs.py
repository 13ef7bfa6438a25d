"""The tabs of the clients list: which access states each holds, and its name in an address."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from callboard.people.access import Access


@dataclass(frozen=True, slots=True)
class Tab:
    key: str
    label: str | Promise
    states: frozenset[Access]

    def count(self, counts: Mapping[str, int]) -> int:
        return sum(counts[state] for state in self.states)


TABS = (
    Tab("", _("All"), frozenset(Access)),
    Tab("not_invited", _("Not invited"), frozenset({Access.NO_EMAIL, Access.EMAIL_SET})),
    Tab("waiting", _("Waiting"), frozenset({Access.INVITE_SENT})),
    Tab("problem", _("Problem"), frozenset({Access.INVITE_EXPIRED, Access.INVITE_BOUNCED})),
    Tab("active", _("Active"), frozenset({Access.ACTIVE})),
    Tab("revoked", _("Revoked"), frozenset({Access.REVOKED})),
)
# Beside the states: those that were archived, whatever their state.
ARCHIVED = "archived"
_BY_KEY = {tab.key: tab for tab in TABS}


def wanted(text: str) -> tuple[Tab, frozenset[Access]]:
    """The tab to mark and the states to show, from a tab's name or one state's.

    An unknown word shows everybody.
    """
    if text in Access.values:
        state = Access(text)
        # "active" and "revoked" are both; the state's own tab is the one marked.
        tab = next(tab for tab in TABS[1:] if state in tab.states)
        return tab, frozenset({state})
    tab = _BY_KEY.get(text, TABS[0])
    return tab, tab.states
