"""No text that a person or a provider wrote keeps a mail from being made."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callboard.agencies.brand.colour import tokens
from callboard.mail import compose
from callboard.mail.messages import MailBrand, Message
from callboard.mail.models import OutgoingEmail

# Markup, what XML cannot hold, halves of pairs, what ends a line, and everything else.
TEXT = st.text(
    st.one_of(
        st.sampled_from("\0\x01\x08\x0b\x0c\x1b\x7f\x85\u2028\ufffe\uffff\ud800\udfff&<>\"'{%]-"),
        st.characters(exclude_categories=[]),
    ),
    max_size=60,
)
WORDS = [
    "heading",
    "greeting",
    "sentence",
    "note",
    "inviter",
    "link",
    "until",
    "zone",
    "ask",
    "label",
    "code",
]


def message(template: str, text: Callable[[str], str]) -> Message:
    brand = MailBrand(
        name=text("brand"),
        colours=tokens("#4f46e5").mail,
        reply_to="care@northwind.example",
        logo_url=text("logo"),
        logo_is_wordmark=bool(text("wordmark")),
        postal_address=text("postal"),
    )
    said = {name: text(name) for name in [*WORDS, "address", "at"]}
    return Message(brand, text("subject"), text("preheader"), template, said)


@pytest.mark.parametrize(
    "template", ["invitation", "password_reset", "password_changed", "sign_in_code"]
)
@given(data=st.data())
def test_any_text_makes_a_mail(template: str, data: st.DataObject) -> None:
    made = message(template, lambda name: data.draw(TEXT, name))
    html, text = compose.html_of(made), compose.text_of(made)
    assert "</html>" in html
    email = OutgoingEmail(to_address="a@harborlaw.example", to_name=made.brand.name)
    email.message_id = "<1@northwind.test>"
    assert compose.mime(email, made).as_bytes()
    for unheld in "\0\x0b\x0c\x1b\x7f\ufffe\uffff\ud800":
        assert unheld not in html + text


def test_a_soft_line_break_is_a_line_break() -> None:
    made = message("invitation", lambda name: "Monday\x0bor\x0cTuesday\x1b" * (name == "note"))
    assert "Monday\nor\nTuesday" in compose.html_of(made)
    assert '"Monday\nor\nTuesday"' in compose.text_of(made)
