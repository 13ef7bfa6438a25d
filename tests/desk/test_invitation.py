"""The invitation's dialog: preview, send, undo, link, resend, limits."""

import re
from datetime import timedelta
from html import unescape
from urllib.parse import quote

import pytest
from django.utils import timezone

from callboard.agencies.models import Agency, Client
from callboard.audit.models import Entry
from callboard.mail import compose, messages
from callboard.mail.models import MailState, OutgoingEmail
from callboard.people import access, offers
from callboard.people.access import Access
from callboard.people.models import Invitation
from tests.cast import Cast, invited
from tests.people.test_access_states import put

HTMX = {"HX-Request": "true", "HX-Target": "dialog"}
EVIL = '<a href=//evil>x</a><img src=x onerror=1>"'


def state_of(client: Client) -> str:
    return access.of(client.pk, timezone.now()).access


def test_the_dialog_says_who_gets_what_until_when(ana, dentist, address) -> None:
    page = ana.get(address(dentist, "invitation/")).content.decode()
    assert "lee@pinestreet.example" in page.replace("<wbr>", "")
    assert "The link works for 7 days, until" in page
    assert "(Eastern time)" in page
    assert f'src="{address(dentist, "invitation/preview/")}"' in page
    alone = ana.get(address(dentist, "invitation/"), headers=HTMX).content.decode()
    assert "<html" not in alone
    assert "data-panel" in alone


def test_the_preview_is_the_very_mail(ana, dentist, address) -> None:
    note = "See you on Monday."
    answer = ana.get(address(dentist, "invitation/preview/"), {"note": note})
    shown = answer.content.decode()
    ana.post(address(dentist, "invitation/"), {"note": note})
    mail = OutgoingEmail.objects.get(client=dentist)
    message = messages.build(mail)
    assert isinstance(message, messages.Message)
    sent = compose.html_of(message)
    link = str(message.context["link"])
    moment = re.compile(r"\d{1,2}:\d\d\s[AP]M")
    assert moment.sub("", sent.replace(link, "http://northwind.test/invitation/preview/")) == (
        moment.sub("", shown)
    )
    assert note in shown


def test_the_preview_may_be_framed_here_and_do_nothing(ana, dentist, address) -> None:
    answer = ana.get(address(dentist, "invitation/preview/"))
    assert answer["Content-Security-Policy"] == (
        "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; base-uri 'none'; "
        "frame-ancestors 'self'; sandbox"
    )
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert Invitation.objects.filter(client=dentist).count() == 0
    link = re.search(r'href="(http[^"]+/invitation/[^"]+)"', answer.content.decode())
    assert link is not None
    assert ana.get(link[1]).status_code == 404


@pytest.mark.parametrize("below", ["", "edit/", "invitation/", "invitation/preview/?note={}"])
def test_o053_names_and_notes_are_text(cast: Cast, ana, dentist, address, below: str) -> None:
    Client.objects.filter(pk=dentist.pk).update(
        name=EVIL, contact_name=EVIL, notes=EVIL, mobile=EVIL[:40]
    )
    Agency.objects.filter(pk=cast.northwind.pk).update(name=EVIL)
    page = ana.get(address(dentist, below.format(EVIL))).content.decode()
    assert "<img src=x" not in page
    assert "<a href=//evil" not in page
    listed = ana.get("/agency/clients/").content.decode()
    assert "<img src=x" not in listed


@pytest.mark.parametrize("below", ["invitation/", "invitation/preview/"])
def test_a_note_out_of_word_is_shown_with_its_line_breaks(ana, dentist, address, below) -> None:
    asked = {"note": "Monday\x0bor Tuesday\x1b\ufffe", "view": "text"}
    answer = ana.get(address(dentist, below), asked)
    assert answer.status_code == 200
    assert "Monday\nor Tuesday" in answer.content.decode()


def test_a_note_is_kept_without_what_no_mail_can_hold(ana, dentist, address) -> None:
    ana.post(address(dentist, "invitation/"), {"note": "Monday\x0bor Tuesday\0\x1b"})
    assert Invitation.objects.get(client=dentist).note == "Monday\nor Tuesday"


def test_a_long_note_is_kept_and_named(ana, dentist, address) -> None:
    answer = ana.post(address(dentist, "invitation/"), {"note": "x" * 301})
    assert answer.status_code == 422
    assert "x" * 301 in answer.content.decode()
    assert OutgoingEmail.objects.filter(client=dentist).count() == 0


def test_updating_the_preview_without_script_sends_nothing(ana, dentist, address) -> None:
    answer = ana.post(address(dentist, "invitation/"), {"note": "Hello there", "preview": "1"})
    assert answer.status_code == 200
    assert "preview/?note=Hello+there" in answer.content.decode()
    assert state_of(dentist) == Access.EMAIL_SET


def test_send_and_undo_as_pages(ana, dentist, address) -> None:
    answer = ana.post(address(dentist, "invitation/"), {"note": "Hi"}, follow=True)
    page = answer.content.decode()
    assert answer.redirect_chain == [(address(dentist), 303)]
    assert "Invitation on its way to lee@pinestreet.example." in page
    assert f'action="{address(dentist, "invitation/undo/")}"' in page
    assert "Waiting to send" in page
    invitation = Invitation.objects.get(client=dentist)
    assert (invitation.note, str(invitation.invited_by)) == ("Hi", "Ana Ruiz")
    page = ana.post(address(dentist, "invitation/undo/"), follow=True).content.decode()
    assert "Called back. Nothing was sent." in page
    assert state_of(dentist) == Access.EMAIL_SET


def test_send_in_the_dialog(ana, dentist, address) -> None:
    answer = ana.post(address(dentist, "invitation/"), {"note": ""}, headers=HTMX)
    page = answer.content.decode()
    assert answer["HX-Trigger"] == "access-changed"
    assert "<html" not in page
    assert "Invitation on its way" in page
    assert "Undo" in page


def test_undo_after_the_mail_left(ana, dentist, address) -> None:
    invited(dentist)
    OutgoingEmail.objects.filter(client=dentist).update(state=MailState.SENT)
    answer = ana.post(address(dentist, "invitation/undo/"))
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "The mail has left already. You can cancel the invitation." in page
    assert state_of(dentist) == Access.INVITE_SENT


def test_o025_the_link_is_in_no_page_but_the_answer_to_its_post(ana, dentist, address) -> None:
    invitation = invited(dentist)
    link = offers.link_of(dentist.agency, invitation)
    answer = ana.post(address(dentist, "invitation/link/"))
    assert "Invitation link for Pine Street Dental" in answer.text
    assert unescape(answer.content.decode()).count(link) == 2  # the field and its Copy
    assert "no-store" in answer["Cache-Control"]
    assert Entry.objects.of_client(dentist.pk)[0].act == "invitation.link_copied"
    assert ana.get(address(dentist, "invitation/link/")).status_code == 405
    token = link.rstrip("/").rsplit("/", 1)[1]
    pages = ["", "edit/", "access/", "calls/", "invitation/resend/", "invitation/cancellation/"]
    for path in ["/agency/clients/", *(address(dentist, below) for below in pages)]:
        page = ana.get(path).content.decode()
        assert token not in page, path
        assert invitation.selector not in page, path


def test_resend_makes_the_old_link_dead(ana, dentist, address) -> None:
    invitation = invited(dentist)
    page = ana.get(address(dentist, "invitation/resend/")).content.decode()
    assert "stops working." in page
    assert ana.post(address(dentist, "invitation/resend/")).status_code == 303
    again = Invitation.objects.get(pk=invitation.pk)
    assert again.generation == 2
    assert again.selector != invitation.selector


def test_fix_address_and_resend(ana, dentist, address) -> None:
    put(dentist, Access.INVITE_BOUNCED)
    page = ana.get(address(dentist, "invitation/resend/")).content.decode()
    assert 'value="lee@pinestreet.example"' in page
    bad = ana.post(address(dentist, "invitation/resend/"), {"contact_email": "lee at pine"})
    assert bad.status_code == 422
    assert "lee at pine" in bad.content.decode()
    ana.post(address(dentist, "invitation/resend/"), {"contact_email": "lee.park@pine.example"})
    dentist.refresh_from_db()
    assert dentist.contact_email == "lee.park@pine.example"
    assert state_of(dentist) == Access.INVITE_SENT
    waiting = OutgoingEmail.objects.filter(client=dentist, state=MailState.QUEUED)
    assert [mail.to_address for mail in waiting] == ["lee.park@pine.example"]


def test_the_same_address_again_after_a_bounce(ana, dentist, address) -> None:
    put(dentist, Access.INVITE_BOUNCED)
    ana.post(address(dentist, "invitation/resend/"), {"contact_email": dentist.contact_email})
    assert state_of(dentist) == Access.INVITE_SENT
    assert Invitation.objects.get(client=dentist).generation == 2


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["form", "htmx"])
def test_o054_the_sixth_mail_in_an_hour_is_refused_with_the_time(
    ana, dentist, address, headers
) -> None:
    invited(dentist)
    for _number in range(4):
        assert ana.post(address(dentist, "invitation/resend/")).status_code == 303
    mails = OutgoingEmail.objects.count()
    answer = ana.post(address(dentist, "invitation/resend/"), headers=headers)
    assert answer.status_code == 429
    assert re.search(
        r"You can send again at (Tomorrow, )?\d+:\d\d [AP]M\.", answer.content.decode()
    )
    assert 3500 < int(answer["Retry-After"]) <= 3600
    assert OutgoingEmail.objects.count() == mails


def test_revoke_says_how_many(ana, dentist, address) -> None:
    put(dentist, Access.ACTIVE)
    page = ana.get(address(dentist, "revocation/")).content.decode()
    assert "Revoke portal access for Pine Street Dental?" in page
    assert "1 person is signed out now" in page
    page = ana.post(address(dentist, "revocation/"), follow=True).content.decode()
    assert "Access revoked. 1 person signed out." in page
    assert "Invite Again" in page


def test_cancel(ana, dentist, address) -> None:
    invited(dentist)
    answer = ana.post(address(dentist, "invitation/cancellation/"), headers=HTMX)
    assert (answer.status_code, answer["HX-Redirect"]) == (204, address(dentist))
    assert state_of(dentist) == Access.EMAIL_SET


def test_the_card_watches_for_two_minutes_after_a_send(ana, dentist, address) -> None:
    invited(dentist)
    assert "every 5s" in ana.get(address(dentist)).content.decode()
    Invitation.objects.update(sent_at=timezone.now() - timedelta(minutes=3))
    page = ana.get(address(dentist)).content.decode()
    assert "every 5s" not in page
    assert "access-changed from:body" in page


def test_the_card_brings_the_header_when_the_state_changed(ana, dentist, address) -> None:
    invited(dentist)
    same = ana.get(
        address(dentist, "access/?seen=invite_sent+Waiting+to+send+·+7+days+left")
    ).content.decode()
    assert "client-header" not in same
    stale = (
        ana.get(address(dentist)).content.decode().split('id="access" hx-get="')[1].split('"')[0]
    )
    OutgoingEmail.objects.filter(client=dentist).update(state=MailState.SENT)
    other = ana.get(unescape(stale)).content.decode()
    for part in ("header", "banners", "contact"):
        assert f'id="client-{part}" hx-swap-oob="true"' in other


def test_the_link_can_be_texted_from_ones_own_phone(ana, dentist, address) -> None:
    link = offers.link_of(dentist.agency, invited(dentist))
    Client.objects.filter(pk=dentist.pk).update(mobile="(207) 555-0112")
    page = unescape(ana.post(address(dentist, "invitation/link/")).content.decode())
    assert "sms:+12075550112?&body=Northwind%20Voice" in page
    assert quote(link, safe="") in page


def test_without_a_mobile_there_is_nothing_to_text(ana, dentist, address) -> None:
    invited(dentist)
    Client.objects.filter(pk=dentist.pk).update(mobile="")
    assert "sms:" not in ana.post(address(dentist, "invitation/link/")).content.decode()
