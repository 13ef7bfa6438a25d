"""The mail in the dialog: for a desk, for a phone, as text; and what would be wrong with it."""

import html

import pytest

from callboard.mail import compose
from callboard.people.mails.invitation import invitation_message
from tests.cast import Cast, invited


def test_plain_text_is_the_text_part_of_the_very_mail(cast: Cast, ana, dentist, address) -> None:
    asked = {"view": "text", "note": "See you on Tuesday"}
    page = ana.get(address(dentist, "invitation/"), asked).content.decode()
    assert "<iframe" not in page
    shown = page.split('class="mail-text"')[1].split(">", maxsplit=1)[1].split("</pre>")[0]
    invitation = invited(dentist)
    invitation.note, invitation.invited_by = "See you on Tuesday", cast.ana
    link = dentist.agency.url("/invitation/preview/")
    sent = compose.text_of(invitation_message(invitation, link=link))
    assert lines(html.unescape(shown)) == lines(sent)


def lines(text: str) -> list[str]:
    """But for the line with the minute in which the link ends."""
    return [line for line in text.split("\n") if line and "works until" not in line]


@pytest.mark.parametrize("view", ["desktop", "phone", "text", "nonsense", ""])
def test_the_chosen_view_is_marked_and_kept_while_typing(ana, dentist, address, view) -> None:
    page = ana.get(address(dentist, "invitation/"), {"view": view}).content.decode()
    marked = view if view in ("phone", "text") else "desktop"
    assert f'name="view" id="invite-view" value="{marked}"' in page
    assert page.count('aria-current="true"') == 1
    assert ("mail-frame--phone" in page) is (marked == "phone")


def test_without_script_the_view_stays_when_the_preview_is_updated(ana, dentist, address) -> None:
    sent = {"note": "Hello there", "view": "text", "preview": "1"}
    page = ana.post(address(dentist, "invitation/"), sent).content.decode()
    assert 'class="mail-text"' in page
    assert "Hello there" in page


def test_without_a_mail_server_the_dialog_says_so(ana, dentist, address, settings) -> None:
    page = address(dentist, "invitation/")
    settings.EMAIL_URL, settings.EMAIL_FROM = "smtp://127.0.0.1:25", "portal@mail.example"
    assert "No mail server is set up" not in ana.get(page).content.decode()
    settings.EMAIL_URL = ""
    assert "No mail server is set up" in ana.get(page).content.decode()


@pytest.mark.parametrize(
    ("setting", "warned"),
    [
        (("https://portal.example", False), False),
        (("http://localhost:8000", False), True),
        (("http://localhost:8000", True), False),
        (("", False), True),
    ],
)
def test_links_that_lead_nowhere(ana, dentist, settings, setting, warned) -> None:
    settings.PUBLIC_URL, settings.DEMO = setting
    page = ana.get(f"/agency/clients/{dentist.public_id}/invitation/").content.decode()
    assert ("Set PUBLIC_URL" in page) is warned
