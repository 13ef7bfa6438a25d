"""Asking for a new link on the page of an old one."""

from datetime import timedelta

import pytest
from django.utils import timezone

from callboard.audit.actor import SYSTEM
from callboard.audit.models import Entry
from callboard.mail.models import MailState, OutgoingEmail
from callboard.people import invitations, links, offers
from callboard.people.models import Invitation
from callboard.tenancy import scope
from tests import cast as people
from tests.cast import Cast, browser

pytestmark = pytest.mark.django_db

ASK = "/invitation/renewal/"


def invited(cast: Cast) -> Invitation:
    with scope.agency(cast.northwind.pk):
        return people.invited(cast.harbor_law)


def path_of(invitation: Invitation) -> str:
    return f"/invitation/{offers.facts_of(invitation).token()}/"


def expired(cast: Cast) -> Invitation:
    invitation = invited(cast)
    with scope.agency(cast.northwind.pk):
        ended = timezone.now() - timedelta(days=1)
        Invitation.objects.filter(pk=invitation.pk).update(expires_at=ended)
        return Invitation.objects.select_related("agency", "client").get(pk=invitation.pk)


def replaced(cast: Cast) -> tuple[str, Invitation]:
    """The path of the old link, and the invitation with the newer one."""
    invitation = invited(cast)
    old = path_of(invitation)
    with scope.agency(cast.northwind.pk):
        return old, invitations.resend(cast.harbor_law, by=SYSTEM)


def mails(cast: Cast) -> int:
    with scope.agency(cast.northwind.pk):
        return OutgoingEmail.objects.filter(kind="invitation").count()


def test_an_expired_link_s_page_mails_a_fresh_one(cast: Cast) -> None:
    invitation = expired(cast)
    visitor, before = browser(cast.northwind), mails(cast)
    page = visitor.get(path_of(invitation))
    assert page.status_code == 410
    assert "Send Me a New Link" in page.text
    assert invitation.address not in page.text
    sent = visitor.post(ASK, follow=True)
    assert sent.status_code == 200
    assert "A link is on its way" in sent.text
    assert mails(cast) == before + 1
    with scope.agency(cast.northwind.pk):
        fresh = Invitation.objects.get(pk=invitation.pk)
        assert fresh.generation == invitation.generation + 1
        assert fresh.expires_at > timezone.now()
        assert Entry.objects.filter(act="invitation.link_asked_for").count() == 1


def test_a_replaced_link_s_page_mails_the_live_one_again(cast: Cast) -> None:
    old, invitation = replaced(cast)
    visitor, before = browser(cast.northwind), mails(cast)
    page = visitor.get(old)
    assert page.status_code == 410
    assert "Send It Again" in page.text
    assert visitor.post(ASK).status_code == 303
    assert mails(cast) == before + 1
    with scope.agency(cast.northwind.pk):
        assert Invitation.objects.get(pk=invitation.pk).generation == invitation.generation


def test_whoever_holds_a_replaced_link_does_not_get_at_the_live_one(cast: Cast) -> None:
    old, _invitation = replaced(cast)
    visitor = browser(cast.northwind)
    visitor.get(old)
    visitor.post(ASK)
    assert visitor.get("/invitation/").status_code == 410
    assert (
        visitor.post("/invitation/", {"name": "M", "password": "correct horse"}).status_code == 410
    )


def test_once_in_ten_minutes(cast: Cast) -> None:
    old, _invitation = replaced(cast)
    visitor, before = browser(cast.northwind), mails(cast)
    visitor.get(old)
    visitor.post(ASK)
    refused = visitor.post(ASK)
    assert refused.status_code == 429
    assert "You can ask again at" in refused.text
    assert mails(cast) == before + 1


def test_an_agency_can_turn_it_off(cast: Cast) -> None:
    invitation, before = expired(cast), mails(cast)
    visitor = browser(cast.northwind)
    visitor.get(path_of(invitation))
    cast.northwind.renews_links = False
    with scope.agency(cast.northwind.pk):
        cast.northwind.save()
    assert visitor.post(ASK).status_code == 409
    assert "Send Me a New Link" not in visitor.get(path_of(invitation)).text
    assert mails(cast) == before


@pytest.mark.parametrize("end", [invitations.cancel])
def test_never_for_one_that_was_taken_back(cast: Cast, end) -> None:
    old, _invitation = replaced(cast)
    visitor, before = browser(cast.northwind), mails(cast)
    visitor.get(old)
    with scope.agency(cast.northwind.pk):
        end(cast.harbor_law, by=SYSTEM)
    refused = visitor.post(ASK)
    assert refused.status_code == 410
    assert "Send" not in refused.text
    assert mails(cast) == before


def test_an_address_that_refused_our_mail_is_not_mailed(cast: Cast) -> None:
    invitation = expired(cast)
    with scope.agency(cast.northwind.pk):
        OutgoingEmail.objects.update(state=MailState.BOUNCED)
    visitor = browser(cast.northwind)
    assert "Send Me a New Link" not in visitor.get(path_of(invitation)).text
    assert visitor.post(ASK).status_code in {200, 404, 409}
    with scope.agency(cast.northwind.pk):
        assert Invitation.objects.get(pk=invitation.pk).generation == invitation.generation


def test_without_a_link_there_is_nothing_to_ask_for(cast: Cast) -> None:
    before = mails(cast)
    assert browser(cast.northwind).post(ASK).status_code == 404
    assert browser(cast.northwind).get(ASK).status_code == 404
    assert mails(cast) == before


def test_a_live_link_needs_no_new_one(cast: Cast) -> None:
    visitor, invitation = browser(cast.northwind), invited(cast)
    visitor.get(path_of(invitation))
    assert visitor.post(ASK)["Location"] == "/invitation/"


def test_the_page_can_post_its_form(cast: Cast) -> None:
    """A browser told to send no referrer posts with `Origin: null`, which counts as forged."""
    visitor = browser(cast.northwind)
    page = visitor.get(path_of(expired(cast)))
    assert page["Referrer-Policy"] == "strict-origin"
    assert page["Cache-Control"] == "no-store"


def test_the_mailed_link_opens(cast: Cast) -> None:
    invitation = expired(cast)
    visitor = browser(cast.northwind)
    visitor.get(path_of(invitation))
    visitor.post(ASK)
    with scope.agency(cast.northwind.pk):
        fresh = Invitation.objects.get(pk=invitation.pk)
        assert links.find(offers.facts_of(fresh).token()) == fresh
    assert visitor.get(path_of(fresh)).status_code == 303
