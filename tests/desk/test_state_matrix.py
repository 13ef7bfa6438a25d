"""Every verb in every access state, through its page: done, or refused with nothing changed."""

import pytest
from django.utils import timezone

from callboard.agencies.models import Client
from callboard.audit.models import Entry
from callboard.mail.models import OutgoingEmail
from callboard.people import access
from callboard.people.access import Access
from callboard.people.models import Invitation
from tests.people.test_access_states import put

SENT, BOUNCED = Access.INVITE_SENT, Access.INVITE_BOUNCED
HTMX = {"HX-Request": "true", "HX-Target": "dialog"}

# Page below the client's, what is sent, and what each state that allows it becomes.
VERBS = {
    "invite": ("invitation/", {"note": "Hello"}, {Access.EMAIL_SET: SENT, Access.REVOKED: SENT}),
    "resend": ("invitation/resend/", {}, {SENT: SENT, Access.INVITE_EXPIRED: SENT}),
    "fix_address": (
        "invitation/resend/",
        {"contact_email": "new@pinestreet.example"},
        {SENT: SENT, Access.INVITE_EXPIRED: SENT, BOUNCED: SENT},
    ),
    "copy_link": ("invitation/link/", {}, {SENT: SENT, BOUNCED: BOUNCED}),
    "cancel": ("invitation/cancellation/", {}, {SENT: Access.EMAIL_SET, BOUNCED: Access.EMAIL_SET}),
    "undo": ("invitation/undo/", {}, {SENT: Access.EMAIL_SET}),
    "revoke": ("revocation/", {}, {Access.ACTIVE: Access.REVOKED}),
    "change_address": (
        "edit/",
        {"name": "Pine", "time_zone": "America/New_York", "contact_email": "b@pine.example"},
        {
            Access.NO_EMAIL: Access.EMAIL_SET,
            Access.EMAIL_SET: Access.EMAIL_SET,
            SENT: Access.EMAIL_SET,
            Access.INVITE_EXPIRED: Access.EMAIL_SET,
            BOUNCED: Access.EMAIL_SET,
            Access.REVOKED: Access.REVOKED,
        },
    ),
}
# A resend after a bounce asks for the address first, a new address whose it is.
ASKS_FIRST = {("resend", BOUNCED), ("change_address", Access.ACTIVE)}


def digest(client: Client) -> tuple[object, ...]:
    return (
        Client.objects.filter(pk=client.pk).values_list().get(),
        tuple(Invitation.objects.filter(client=client).order_by("id").values_list()),
        OutgoingEmail.objects.count(),
    )


@pytest.fixture(params=[{}, HTMX], ids=["form", "htmx"])
def post(request, ana, address):
    """Sends a verb's form, plainly and as htmx does."""

    def send(client: Client, below: str, fields: dict[str, str]):
        return ana.post(address(client, below), fields, headers=request.param)

    return send


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("state", Access.values)
def test_o002_each_verb_in_each_state_by_its_page(post, dentist, state: str, verb: str) -> None:
    put(dentist, Access(state))
    below, sent, leads_to = VERBS[verb]
    before, denials = digest(dentist), Entry.objects.filter(denied=True).count()
    answer = post(dentist, below, sent)
    denied = Entry.objects.filter(denied=True).count() - denials
    expected = leads_to.get(Access(state))
    if expected is None:
        asks = (verb, state) in ASKS_FIRST
        assert (answer.status_code, denied) == ((422, 0) if asks else (409, 1))
        assert digest(dentist) == before
        assert asks or str(Access(state).label) in answer.content.decode()
    else:
        assert answer.status_code in (200, 204, 302, 303), answer.content.decode()[-800:]
        assert denied == 0
        assert access.of(dentist.pk, timezone.now()).access == expected


@pytest.mark.parametrize("state", Access.values)
def test_a_dialog_that_has_no_business_says_so(ana, dentist, address, state: str) -> None:
    put(dentist, Access(state))
    answer = ana.get(address(dentist, "revocation/"))
    assert answer.status_code == (200 if state == Access.ACTIVE else 409)
    answer = ana.get(address(dentist, "invitation/cancellation/"))
    assert answer.status_code == (200 if state in (SENT, BOUNCED) else 409)
    answer = ana.get(address(dentist, "invitation/"))
    offered = {Access.EMAIL_SET: 200, Access.REVOKED: 200, Access.ACTIVE: 409}
    assert answer.status_code == offered.get(Access(state), 302)


def test_o005_no_email_is_not_offered_a_send(ana, dentist, address) -> None:
    put(dentist, Access.NO_EMAIL)
    mails = OutgoingEmail.objects.count()
    answer = ana.get(address(dentist, "invitation/"))
    assert answer["Location"] == address(dentist, "edit/")
    assert ana.post(address(dentist, "invitation/")).status_code == 409
    assert OutgoingEmail.objects.count() == mails
    assert (
        f'href="{address(dentist, "invitation/")}"'
        not in ana.get(address(dentist)).content.decode()
    )


def test_o003_list_page_tab_and_filter_show_the_same_state(ana, dentist, address) -> None:
    for state in Access:
        fresh = Client.objects.create(
            agency=dentist.agency,
            name=f"One at {state.value}",
            contact_email=f"{state.value}@pine.example".replace("_", "-"),
            contact_email_canonical=f"{state.value}@pine.example".replace("_", "-"),
            time_zone="America/New_York",
            created_at=timezone.now(),
        )
        put(fresh, state)
        shown = ana.get(f"/agency/clients/?access={state.value}&q=One+at").content.decode()
        assert fresh.name in shown
        assert shown.count('class="row-link"') == 1
        header = ana.get(address(fresh)).content.decode().split("</header>")[1]
        assert f"</span>{state.label}" in header or str(state.label) in header
