"""Bar, menu and list rows: what each access state offers, by product.md's names."""

import re

import pytest

from callboard.people.access import Access
from callboard.people.roles import Role
from tests.people.test_access_states import put

BAR = {
    Access.NO_EMAIL: ["Add Email"],
    Access.EMAIL_SET: ["Send Portal Invitation"],
    Access.INVITE_SENT: ["Resend Invitation", "Copy Link"],
    Access.INVITE_EXPIRED: ["Resend Invitation"],
    Access.INVITE_BOUNCED: ["Fix Address and Resend", "Copy Link"],
    Access.ACTIVE: ["See Calls", "View as Client"],
    Access.REVOKED: ["Invite Again"],
}
SEND_OFF = ["Send Portal Invitation", "Resend Invitation", "Copy Link", "Cancel"]

# What can be done, and what is named with a reason why not.
MENU = {
    Access.NO_EMAIL: (
        [
            "Add Email",
            "View as Client",
            "See Calls",
            "Place Example Call",
            "Edit Details",
            "Portal Settings",
            "Archive Client",
        ],
        [*SEND_OFF, "Revoke Portal Access"],
    ),
    Access.EMAIL_SET: (
        [
            "Send Portal Invitation",
            "View as Client",
            "See Calls",
            "Place Example Call",
            "Edit Details",
            "Portal Settings",
            "Archive Client",
        ],
        [*SEND_OFF[1:], "Revoke Portal Access"],
    ),
    Access.INVITE_SENT: (
        [
            "Resend Invitation",
            "Copy Link",
            "Cancel",
            "View as Client",
            "See Calls",
            "Place Example Call",
            "Edit Details",
            "Portal Settings",
            "Archive Client",
        ],
        ["Send Portal Invitation", "Revoke Portal Access"],
    ),
    Access.INVITE_EXPIRED: (
        [
            "Resend Invitation",
            "View as Client",
            "See Calls",
            "Place Example Call",
            "Edit Details",
            "Portal Settings",
            "Archive Client",
        ],
        ["Send Portal Invitation", "Copy Link", "Cancel", "Revoke Portal Access"],
    ),
    Access.INVITE_BOUNCED: (
        [
            "Fix Address and Resend",
            "Copy Link",
            "Cancel",
            "View as Client",
            "See Calls",
            "Place Example Call",
            "Edit Details",
            "Portal Settings",
            "Archive Client",
        ],
        ["Send Portal Invitation", "Revoke Portal Access"],
    ),
    Access.ACTIVE: (
        [
            "View as Client",
            "See Calls",
            "Place Example Call",
            "Edit Details",
            "Portal Settings",
            "Revoke Portal Access",
            "Archive Client",
        ],
        SEND_OFF,
    ),
    Access.REVOKED: (
        [
            "Invite Again",
            "View as Client",
            "See Calls",
            "Edit Details",
            "Portal Settings",
            "Archive Client",
        ],
        ["Resend Invitation", "Copy Link", "Cancel", "Place Example Call", "Revoke Portal Access"],
    ),
}


def words(markup: list[str]) -> list[str]:
    return [" ".join(re.sub(r"<[^>]+>", " ", part).split()) for part in markup]


def bar_of(page: str) -> list[str]:
    bar = page.split('class="action-bar"')[1].split('class="menu"', maxsplit=1)[0]
    found = re.findall(
        r'<(?:a|button)[^>]*class="button(?! button--ghost)[^>]*>(.*?)</(?:a|button)>', bar, re.S
    )
    return words(found)


def menu_of(page: str, menu_id: str) -> tuple[list[str], list[str]]:
    menu = page.split(f'class="menu" id="{menu_id}"')[1].split("</div>", maxsplit=1)[0]
    on = re.findall(r'<(?:a|button)[^>]*class="menu-item[^>]*>(.*?)</(?:a|button)>', menu, re.S)
    off = re.findall(
        r'menu-item--off">.*?<span>([^<]+)<span class="menu-reason">([^<]+)', menu, re.S
    )
    assert all(reason.strip() for _label, reason in off)
    return words(on), [label for label, _reason in off]


@pytest.mark.parametrize("state", Access.values)
def test_bar_and_menu_of_each_state(ana, dentist, address, state: str) -> None:
    put(dentist, Access(state))
    page = ana.get(address(dentist)).content.decode()
    assert bar_of(page) == BAR[Access(state)]
    assert menu_of(page, "more") == MENU[Access(state)]


@pytest.mark.parametrize("state", Access.values)
def test_a_row_of_the_list_offers_what_the_page_offers(ana, dentist, state: str) -> None:
    put(dentist, Access(state))
    page = ana.get("/agency/clients/?q=Pine+Street").content.decode()
    on_page = ["Archive Client", "Place Example Call", "Portal Settings"]
    # Where nobody uses the portal, looking at it is the client's own page's: fifty menus are long.
    on_page += [] if Access(state) is Access.ACTIVE else ["View as Client"]
    offered = [verb for verb in MENU[Access(state)][0] if verb not in on_page]
    assert menu_of(page, "actions-1") == (offered, [])


@pytest.mark.parametrize("role", [Role.SUPPORT, Role.READ_ONLY])
@pytest.mark.parametrize("state", Access.values)
def test_without_the_right_a_verb_is_absent(browser_of, dentist, address, role, state: str) -> None:
    put(dentist, Access(state))
    browser = browser_of(role)
    page = browser.get(address(dentist)).content.decode()
    # Example calls are support's too.
    on, off = menu_of(page, "more")
    seen = [verb for verb in on + off if verb != "Place Example Call"]
    assert seen == ["View as Client", "See Calls"]
    for verb in ("Invitation", "Revoke Portal", "Copy Link", "Add Email", "Edit"):
        assert verb not in re.sub(r"invitation", "", page.split("<main")[1].split('id="access"')[0])
    listed = browser.get("/agency/clients/?q=Pine+Street").content.decode()
    looks = ["View as Client"] if Access(state) is Access.ACTIVE else []
    assert menu_of(listed, "actions-1") == ([*looks, "See Calls"], [])
    assert "Add Client" not in listed


@pytest.mark.parametrize("role", [Role.SUPPORT, Role.READ_ONLY])
def test_without_the_right_a_verb_is_forbidden(browser_of, dentist, address, role) -> None:
    browser = browser_of(role)
    for below in (
        "edit/",
        "invitation/",
        "invitation/resend/",
        "invitation/cancellation/",
        "revocation/",
    ):
        assert browser.get(address(dentist, below)).status_code == 403, below
        assert browser.post(address(dentist, below)).status_code == 403, below
    for below in ("invitation/undo/", "invitation/link/"):
        assert browser.post(address(dentist, below)).status_code == 403, below
    assert browser.get("/agency/clients/new/").status_code == 403


def test_navigation_shows_what_the_role_may_see(browser_of) -> None:
    def nav(role: Role) -> list[str]:
        page = browser_of(role).get("/agency/clients/").content.decode()
        return words(re.findall(r'class="nav-link"[^>]*>(.*?)</a>', page, re.S))

    assert nav(Role.OWNER) == [
        "Home",
        "Clients",
        "Calls",
        "Agents",
        "Billing",
        "Branding",
        "Invitations",
        "Weekly summary",
        "Forwarding",
        "Connections",
        "Portal defaults",
        "Test numbers",
        "Data & retention",
        "Team",
        "Audit log",
    ]
    sees = ["Home", "Clients", "Calls", "Agents", "Team", "Audit log"]
    assert nav(Role.SUPPORT) == sees
    assert nav(Role.READ_ONLY) == [*sees[:4], "Billing", *sees[4:]]
