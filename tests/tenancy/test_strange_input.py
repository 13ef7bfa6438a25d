"""Strange text in every place that takes text: an answer in words, never a failure."""

import pytest

from tests.cast import Cast, browser

STRANGE = {
    "nul": "a\x00b",
    "emoji": "🦷" * 50,
    "right to left": "\u202egnp.exe",
    "header": "x\r\nBcc: mallory@evil.example",
    "markup": "<img src=x onerror=alert(1)>{{7*7}}",
    "long": "x" * 10_000,
    "surrogate": "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"),
}
FORMS = {
    "/sign-in/": ["email", "password"],
    "/forgot-password/": ["email"],
    "/agency/clients/new/": ["name", "contact_name", "contact_email", "mobile", "notes"],
    "/agency/connections/new/": ["label", "auth_mode", "header_name", "secret", "api_key"],
    "/agency/settings/branding/": ["name", "colour", "support_email", "support_phone"],
    "/settings/profile/": ["name", "time_zone", "theme"],
    "/settings/profile/password/": ["present", "password"],
    "/switch/": ["client"],
}
QUERIES = [
    "/agency/clients/?q={}",
    "/agency/clients/?access={}",
    "/agency/clients/?after={}",
    "/agency/clients/?before={}",
    "/agency/calls/?before={}",
    "/agency/settings/branding/preview/?colour={}",
    "/calls/?before={}",
    "/sign-in/?next={}",
    "/agency/clients/{}/",
    "/calls/{}/",
    "/calls/x/?t={}",
    "/invitation/{}/",
    "/brand/logo.{}.png",
    "/ui/{}",
]


@pytest.fixture
def ana(cast: Cast):
    return browser(cast.northwind, cast.ana, raise_request_exception=False)


@pytest.mark.parametrize("kind", STRANGE)
def test_o104_strange_queries(cast: Cast, ana, kind: str) -> None:
    from urllib.parse import quote

    maya = browser(cast.northwind, cast.maya, raise_request_exception=False)
    failed = []
    for visitor in (ana, maya):
        for query in QUERIES:
            status = visitor.get(query.format(quote(STRANGE[kind], safe=""))).status_code
            if status >= 500:
                failed.append(f"{query}: {status}")
    assert failed == []


@pytest.mark.parametrize("charset", ["hex", "rot13", "idna", "undefined", "unicode_escape", "x"])
def test_a_body_in_another_encoding(cast: Cast, charset: str) -> None:
    body = b'--b\r\nContent-Disposition: form-data; name="email"\r\n\r\nmaya\r\n--b--\r\n'
    visitor = browser(cast.northwind, raise_request_exception=False)
    for path in ("/sign-in/", "/forgot-password/"):
        kind = f"multipart/form-data; boundary=b; charset={charset}"
        status = visitor.generic("POST", path, body, content_type=kind).status_code
        assert status < 500


def test_a_page_that_is_no_address(cast: Cast) -> None:
    visitor = browser(cast.northwind, raise_request_exception=False)
    asked = visitor.get("/agency/clients/", HTTP_HX_REQUEST="true", HTTP_HX_CURRENT_URL="https://[")
    assert asked["HX-Redirect"] == "/sign-in/?next=%2F"


@pytest.mark.parametrize("kind", STRANGE)
def test_strange_forms(cast: Cast, ana, kind: str) -> None:
    failed = []
    for path, names in FORMS.items():
        for name in names:
            plain = {other: "Northwind" for other in names if other != name}
            answer = ana.post(path, {**plain, name: STRANGE[kind]})
            if answer.status_code >= 500:
                failed.append(f"{path} {name}: {answer.status_code}")
    assert failed == []
