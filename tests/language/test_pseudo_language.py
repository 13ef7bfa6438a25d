"""Another language reaches every page and mail: one is made here in which all words are marked."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from django.db.models import Q
from django.test import Client as Browser
from django.utils import translation

from callboard.agencies.models import Agency
from callboard.mail import compose, messages
from callboard.mail.messages import Message
from callboard.mail.models import OutgoingEmail
from callboard.people import notices
from callboard.tenancy import scope
from scripts import words
from tests.cast import Cast, browser, invited

# Written in Latin letters, and known to Babel and to Django.
LANGUAGE = "eo"
BEGIN, END = "«", "»"


def marked(text: str) -> str:
    return f"{BEGIN}{text}{END}"


def pseudo(template: Catalog) -> Catalog:
    made = Catalog(locale=LANGUAGE, charset="utf-8")
    for message in template:
        if message.id:
            many = isinstance(message.id, tuple)
            said: Any = tuple(map(marked, message.id)) if many else marked(str(message.id))
            made.add(message.id, said, context=message.context)
    return made


@pytest.fixture(scope="module")
def template() -> Catalog:
    return words.catalog()


@pytest.fixture
def other_language(template: Catalog, tmp_path: Path, settings) -> Iterator[None]:
    folder = tmp_path / LANGUAGE / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "django.mo").open("wb") as file:
        write_mo(file, pseudo(template))
    settings.LOCALE_PATHS = [tmp_path]
    settings.LANGUAGE_CODE = LANGUAGE
    with translation.override(LANGUAGE):
        yield


class Texts(HTMLParser):
    """What a page shows, piece by piece; what is hidden in it is left out."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self._inside = ""
        self.feed(re.sub(r"<(script|style|svg)\b.*?</\1>", "", page, flags=re.DOTALL))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag

    def handle_data(self, data: str) -> None:
        # A zone's name, a moment and a key are not sentences.
        if data.strip() and self._inside not in ("option", "time", "kbd"):
            self.found.append(data.strip())


def unmarked(page: str, data: set[str]) -> list[str]:
    """Words that stayed English: outside of marks, and no data."""
    whole = "\x1f".join(Texts(page.replace("<wbr>", "")).found)
    while BEGIN in whole:
        rest = re.sub(f"{BEGIN}[^{BEGIN}{END}]*{END}", "", whole)
        if rest == whole:
            break
        whole = rest
    for one in sorted(data, key=len, reverse=True):
        whole = whole.replace(one, "")
    return [piece for piece in whole.split("\x1f") if re.search(r"[A-Za-z]{3}", piece)]


def known(agency: Agency, *more: str) -> set[str]:
    return {agency.name, agency.support_email, *more}


def test_what_translators_get_is_all_there(template: Catalog) -> None:
    for said in ("Use a Passkey", "Your sign-in code for %(agency)s", "Sign Out Everywhere Else"):
        assert template.get(said) is not None, said
    assert len(template) > 2000


PUBLIC = ("/sign-in/", "/sign-in/email/", "/forgot-password/", "/x/", "/reset-password/")


@pytest.mark.parametrize("path", PUBLIC)
def test_pages_in_front_say_all_in_it(cast: Cast, other_language, path: str) -> None:
    page = browser(cast.northwind).get(path).text
    assert f'lang="{LANGUAGE}"' in page
    assert unmarked(page, known(cast.northwind)) == []


@pytest.mark.parametrize(
    "path", ["/settings/security/", "/settings/profile/", "/settings/team/", "/bookings/"]
)
def test_pages_inside_say_all_in_it(cast: Cast, maya: Browser, other_language, path: str) -> None:
    own = (cast.maya.name, cast.maya.email, cast.bright_smile.name, "Maya", "127.0.0.1", "MC")
    page = maya.get(path).text
    assert unmarked(page, known(cast.northwind, *own)) == []


def test_a_refusal_is_said_in_it(cast: Cast, other_language) -> None:
    typed = {"email": "a@b.example", "password": "wrong"}
    page = browser(cast.northwind).post("/sign-in/", typed).text
    said = "The email or password isn’t right. Try again, or have a sign-in code mailed."
    assert marked(said) in page


def test_mails_say_all_in_it(cast: Cast, other_language) -> None:
    with scope.agency(cast.northwind.pk):
        notices.tell(cast.maya, "passkey_added")
        notices.tell(cast.maya, "second_factor_off")
        offered = invited(cast.harbor_law).pk
        mails = Q(kind__in=["passkey_added", "second_factor_off"])
        for mail in OutgoingEmail.objects.filter(mails | Q(kind="invitation", about=offered)):
            message = messages.build(mail)
            assert isinstance(message, Message)
            assert BEGIN in message.subject
            assert BEGIN in message.preheader
            assert BEGIN in compose.text_of(message)
            assert f'lang="{LANGUAGE}"' in compose.html_of(message)
