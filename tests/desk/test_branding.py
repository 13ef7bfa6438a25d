"""Branding: what is typed is seen before it is saved, and everything follows once it is."""

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from callboard.agencies.models import Agency
from callboard.audit.models import Entry
from callboard.mail import compose
from callboard.people.mails.invitation import invitation_message
from callboard.people.roles import Role
from callboard.tenancy import scope
from tests.cast import Cast, invited
from tests.desk.sessions import signed_in

PAGE = "/agency/settings/branding/"
YELLOW = "#facc15"
TYPED = {
    "name": "Brightline Calls",
    "colour": "#FACC15",
    "support_email": "care@brightline.example",
    "support_phone": "(207) 555-0100",
}


def picture(kind: str = "PNG", size: tuple[int, int] = (300, 100)) -> SimpleUploadedFile:
    file = io.BytesIO()
    Image.new("RGB", size, "#aa3300").save(file, kind)
    return SimpleUploadedFile(f"logo.{kind.lower()}", file.getvalue())


def stored(of: Agency) -> Agency:
    return Agency.objects.select_related("brand").get(pk=of.pk)


def test_saved_branding_is_on_the_next_page_and_in_the_next_mail(cast: Cast, ana) -> None:
    with scope.agency(cast.northwind.pk):
        invitation = invited(cast.harbor_law)
        answer = ana.post(PAGE, TYPED)
        assert (answer.status_code, answer["Location"]) == (302, PAGE)
        agency = stored(cast.northwind)
        assert (agency.name, agency.brand.colour) == ("Brightline Calls", YELLOW)
        entry = Entry.objects.get(act="branding.changed")
        assert entry.before["name"] == "Northwind Voice"

        page = ana.get("/agency/clients/").content.decode()
        assert "Brightline Calls" in page
        sheet = re.search(r'href="(/brand/[^"]+\.css)"', page)
        assert sheet is not None
        assert YELLOW in ana.get(sheet[1]).content.decode()

        invitation.refresh_from_db()
        invitation.agency = agency
        message = invitation_message(invitation, link="https://northwind.test/i/")
        html = compose.html_of(message)
        assert "Brightline Calls" in html
        assert YELLOW in html


def test_another_agency_keeps_its_own(cast: Cast, ana) -> None:
    before = stored(cast.lumen).brand.stylesheet_hash
    ana.post(PAGE, TYPED)
    assert stored(cast.lumen).brand.stylesheet_hash == before
    other = signed_in(cast.lumen, cast.lumen_owner)
    assert "Brightline" not in other.get("/agency/clients/").content.decode()
    slug, sheet = cast.northwind.slug, stored(cast.northwind).brand.stylesheet_hash
    assert other.get(f"/brand/{slug}.{sheet}.css").status_code == 404


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("name", "", "Enter the agency’s name."),
        ("name", "Brightline\x0bCalls", "Enter the name without"),
        ("name", "Brightline Calls\0", "Enter the name without"),
        ("colour", "bluish", "Enter a colour"),
        ("colour", "#12345", "Enter a colour"),
        ("support_email", "Care <care@brightline.example>", "address"),
        ("support_email", "a@x.example, b@x.example", "address"),
    ],
)
def test_a_slip_is_told_and_nothing_is_saved(cast: Cast, ana, name, value, words) -> None:
    answer = ana.post(PAGE, {**TYPED, name: value})
    assert answer.status_code == 422
    page = answer.content.decode().replace("&#39;", "’").replace("'", "’")
    assert words in page
    assert "Brightline Calls" in page or name == "name"
    assert stored(cast.northwind).name == "Northwind Voice"


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_logo_is_shown_as_our_own_png(cast: Cast, ana, kind: str) -> None:
    assert ana.post(PAGE, {**TYPED, "logo": picture(kind)}).status_code == 302
    url = stored(cast.northwind).brand.logo_url
    assert url in ana.get("/agency/clients/").content.decode()
    image = ana.get(url)
    assert image["Content-Type"] == "image/png"
    assert image["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in image["Content-Security-Policy"]
    assert "immutable" in image["Cache-Control"]
    assert image.content.startswith(b"\x89PNG")
    ana.post(PAGE, {**TYPED, "without_logo": "on"})
    assert stored(cast.northwind).brand.logo_url == ""
    assert ana.get(url).status_code == 404


@pytest.mark.parametrize(
    "file",
    [
        SimpleUploadedFile("logo.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        SimpleUploadedFile("logo.png", b"<script>alert(1)</script>"),
        SimpleUploadedFile("logo.png", b"\x89PNG\r\n\x1a\n" + b"0" * 1_000_001),
        SimpleUploadedFile("logo.png", b"\x89PNG\r\n\x1a\n" + b"0" * 3_900_000),
    ],
    ids=["svg", "no picture", "too large", "as large as a request may be"],
)
def test_a_file_that_is_no_logo_is_refused(cast: Cast, ana, file) -> None:
    file.seek(0)
    answer = ana.post(PAGE, {**TYPED, "logo": file})
    assert answer.status_code == 422
    assert "PNG, JPEG or WebP" in answer.content.decode()
    assert stored(cast.northwind).brand.logo_hash == ""


@pytest.mark.parametrize(
    "name",
    ["../../x.png", "a\x00b.png", f"{'x' * 300}.png", "CON", "a\r\nX-Evil: 1.png", "\u202egnp.exe"],
)
def test_o096_a_file_s_name_is_used_nowhere(cast: Cast, ana, data_dir, name: str) -> None:
    before = set(data_dir.rglob("*"))
    file = picture()
    file.__dict__["_name"] = name  # past what Django makes of it here: a caller may send anything
    answer = ana.post(PAGE, {**TYPED, "logo": file})
    assert answer.status_code == 302
    with scope.agency(cast.northwind.pk):
        logo = stored(cast.northwind).brand.logo_hash
    shown = ana.get(f"/brand/logo.{logo}.png")
    assert shown.status_code == 200
    assert shown["X-Content-Type-Options"] == "nosniff"
    assert set(data_dir.rglob("*")) == before


def test_preview_shows_what_is_typed_and_saves_nothing(cast: Cast, ana) -> None:
    typed = {"name": "Brightline Calls", "colour": YELLOW}
    panel = ana.get(f"{PAGE}preview/", typed).content.decode()
    assert "too light for white text" in panel
    frames = re.findall(r'src="([^"]+)"', panel.replace("&amp;", "&"))
    portal, mail = (ana.get(frame) for frame in frames)
    assert "Brightline Calls" in portal.content.decode()
    sheet = re.search(
        r'href="(/agency/[^"]+tokens[^"]*|/agency/[^"]+\.css[^"]*)"', portal.content.decode()
    )
    assert sheet is not None
    assert YELLOW in ana.get(sheet[1].replace("&amp;", "&")).content.decode()
    assert "Brightline Calls" in mail.content.decode()
    assert YELLOW in mail.content.decode()
    for frame in (portal, mail):
        policy = frame["Content-Security-Policy"]
        assert "frame-ancestors 'self'" in policy
        assert "script-src" not in policy
        assert "default-src 'none'" in policy
        assert "<script" not in frame.content.decode()
    assert "sandbox" in mail["Content-Security-Policy"]
    assert stored(cast.northwind).name == "Northwind Voice"


@pytest.mark.parametrize("below", ["preview/", "preview/page/", "preview/mail/"])
@pytest.mark.parametrize("name", ["\0", "Northwind\x0bVoice"])
def test_a_name_that_no_mail_can_hold_is_previewed_without_it(ana, below: str, name: str) -> None:
    answer = ana.get(PAGE + below, {"name": name, "colour": YELLOW})
    assert answer.status_code == 200
    page = re.sub(r"\s|%0A|\+|%20", " ", answer.content.decode())
    assert "Northwind Voice" in page


def test_preview_without_script_is_a_button(cast: Cast, ana) -> None:
    answer = ana.post(PAGE, {**TYPED, "preview": "1"})
    assert answer.status_code == 200
    assert "too light for white text" in answer.content.decode()
    assert stored(cast.northwind).name == "Northwind Voice"


def test_a_colour_that_cannot_be_read_previews_the_present_one(ana) -> None:
    panel = ana.get(f"{PAGE}preview/", {"name": "", "colour": "#zz"})
    assert panel.status_code == 200
    assert "colour=%234f46e5" in panel.content.decode()


@pytest.mark.parametrize("role", [Role.MANAGER, Role.SUPPORT, Role.READ_ONLY])
def test_only_owner_and_admin_brand(browser_of, role: Role) -> None:
    browser = browser_of(role)
    for below in ("", "preview/", "preview/page/", "preview/mail/", "preview/colours.css"):
        assert browser.get(PAGE + below).status_code == 403, below
    assert browser.post(PAGE, TYPED).status_code == 403


def test_o041_what_was_saved_is_told_by_a_cookie_of_this_host_alone(
    cast: Cast, ana, settings
) -> None:
    settings.COOKIE_PREFIX, settings.SESSION_COOKIE_SECURE = "__Host-", True
    ana.post(PAGE, TYPED, secure=True)
    cookie = ana.cookies["__Host-messages"]
    assert (cookie["secure"], cookie["path"], cookie["domain"]) == (True, "/", "")
    other = signed_in(cast.lumen, cast.lumen_owner)
    other.cookies["__Host-messages"] = cookie.value
    assert "Saved." not in other.get(PAGE, secure=True).content.decode()
    assert "Saved." in ana.get(PAGE, secure=True).content.decode()
    assert ana.cookies["__Host-messages"].value == ""
