"""Who else should have access: sent with the contact's invitation, and called back with it."""

from datetime import timedelta
from html import unescape

from django.utils import timezone

from callboard.agencies import addresses
from callboard.mail.models import MailState, OutgoingEmail
from callboard.people import access, sending
from callboard.people.access import Access
from callboard.people.models import Invitation
from callboard.people.models.invitation import InvitationState, Kind
from tests.cast import ANA

HTMX = {"HX-Request": "true", "HX-Target": "dialog"}
OTHERS = "sam@pinestreet.example\nkim@pinestreet.example"


def test_who_else_is_invited_with_the_contact(ana, dentist, address) -> None:
    page = ana.post(address(dentist, "invitation/"), {"others": OTHERS}, headers=HTMX)
    assert "Also to sam@pinestreet.example, kim@pinestreet.example." in page.text
    assert Invitation.objects.filter(client=dentist).count() == 3
    # All wait for Undo.
    waits = [one.next_at - one.queued_at for one in OutgoingEmail.objects.filter(client=dentist)]
    assert waits == [timedelta(seconds=10)] * 3


def test_undo_calls_all_of_them_back(ana, dentist, address) -> None:
    ana.post(address(dentist, "invitation/"), {"others": OTHERS})
    assert ana.post(address(dentist, "invitation/undo/")).status_code == 303
    states = set(Invitation.objects.filter(client=dentist).values_list("state", flat=True))
    assert states == {"cancelled"}
    mails = OutgoingEmail.objects.filter(client=dentist).values_list("state", flat=True)
    assert list(mails) == [MailState.DROPPED] * 3


def test_undo_is_too_late_for_all_when_one_has_left(ana, dentist, address) -> None:
    ana.post(address(dentist, "invitation/"), {"others": OTHERS})
    to_kim = OutgoingEmail.objects.filter(to_address="kim@pinestreet.example")
    assert to_kim.update(state=MailState.SENT) == 1
    assert ana.post(address(dentist, "invitation/undo/")).status_code == 409
    assert Invitation.objects.open().filter(client=dentist).count() == 3


def test_a_bad_address_sends_nothing_and_keeps_what_was_typed(ana, dentist, address) -> None:
    typed = {"others": "sam@pinestreet.example\nkim at pine", "note": "Hello Lee"}
    page = ana.post(address(dentist, "invitation/"), typed)
    assert page.status_code == 422
    assert "Line 2, “kim at pine”" in page.text
    assert "Hello Lee" in page.text
    assert access.of(dentist.pk, timezone.now()).access == Access.EMAIL_SET


def test_the_contact_among_the_others_is_invited_once(ana, dentist, address) -> None:
    page = ana.post(
        address(dentist, "invitation/"), {"others": "LEE@pinestreet.example"}, headers=HTMX
    )
    assert "Not sent to LEE@pinestreet.example" in page.text
    assert Invitation.objects.filter(client=dentist).count() == 1


def test_a_colleague_whose_link_ran_out_waits_for_undo_too(ana, dentist, address) -> None:
    long_ago = timezone.now() - timedelta(days=30)
    sam = addresses.parse("sam@pinestreet.example")
    sending.send(dentist, [sam], by=ANA, user_id=None, at=long_ago)
    Invitation.objects.filter(kind=Kind.CONTACT).update(state=InvitationState.CANCELLED)
    ana.post(address(dentist, "invitation/"), {"others": OTHERS})
    mail = Invitation.objects.get(address_canonical=sam.canonical).mail
    assert mail is not None
    assert mail.next_at - mail.queued_at == timedelta(seconds=10)
    assert ana.post(address(dentist, "invitation/undo/")).status_code == 303
    assert not Invitation.objects.open().filter(client=dentist).exists()


def test_without_script_each_address_is_answered_too(ana, dentist, address) -> None:
    others = {"others": "sam@pinestreet.example\nLEE@pinestreet.example"}
    page = unescape(ana.post(address(dentist, "invitation/"), others, follow=True).text)
    assert "on its way to lee@pinestreet.example, sam@pinestreet.example." in page
    assert "LEE@pinestreet.example is invited already." in page
