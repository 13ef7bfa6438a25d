"""The pages at /demo/mailbox: what the sink took, newest first, and nothing else of the disk."""

from email.message import EmailMessage

import pytest

from callboard.demo import maildir

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.demo.urls")]

PICTURE = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def folder(data_dir):
    maildir.make(data_dir / "mail")
    return data_dir / "mail"


def _mail(subject: str, date: str) -> bytes:
    mail = EmailMessage()
    mail["From"] = "Northwind Voice <portal@mail.example>"
    mail["To"] = "Maya Chen <maya@brightsmile.example>"
    mail["Subject"], mail["Date"] = subject, date
    mail.set_content("Open your portal: http://localhost/invitation/abc/")
    mail.add_alternative(
        '<p>Open <a href="http://localhost/invitation/abc/">your portal</a>'
        '<img src="cid:logo"><script>alert(1)</script></p>',
        subtype="html",
    )
    html = mail.get_body(("html",))
    assert html is not None
    html.add_related(PICTURE, "image", "png", cid="<logo>")
    return mail.as_bytes()


@pytest.fixture
def names(folder):
    """Two mails; the one that came in first was written last."""
    return [
        maildir.deliver(folder, _mail(subject, date)).name
        for subject, date in (
            ("Your portal", "Mon, 23 Nov 2026 10:00:00 +0000"),
            ("An older one", "Fri, 20 Nov 2026 10:00:00 +0000"),
        )
    ]


@pytest.fixture
def get(client, cast):
    def get(path: str, status: int = 200) -> str:
        response = client.get(path, headers={"host": cast.northwind.host})
        assert response.status_code == status
        page: str = response.content.decode()
        return page

    return get


def test_without_mail_it_says_so(get, folder):
    assert "No mail yet." in get("/demo/mailbox")


def test_mails_stand_newest_first_and_the_newest_is_open(get, names):
    page = get("/demo/mailbox")
    assert page.index("Your portal") < page.index("An older one")
    assert f"/demo/mailbox/{names[0]}/html" in page
    assert "maya@brightsmile.example" in page


def test_a_mail_is_shown_as_text_and_with_its_headers(get, names):
    assert "http://localhost/invitation/abc/" in get(f"/demo/mailbox/{names[0]}?as=text")
    assert "Subject: Your portal" in get(f"/demo/mailbox/{names[0]}?as=headers")


def test_its_html_can_do_nothing_and_its_links_open_a_window(client, cast, names):
    response = client.get(f"/demo/mailbox/{names[0]}/html", headers={"host": cast.northwind.host})
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert "sandbox allow-popups" in policy
    html = response.content.decode()
    assert html.startswith('<base target="_blank">')
    assert 'src="data:image/png;base64,' in html


@pytest.mark.parametrize(
    "name", ["nothing", "1.000000.P1Q1.demo", "..%2F..%2Fkeys.json", "..%2Ftmp%2Fx"]
)
def test_what_is_no_mail_is_not_found(get, folder, name):
    (folder.parent / "keys.json").write_text("{}")
    get(f"/demo/mailbox/{name}", 404)
    get(f"/demo/mailbox/{name}/html", 404)


def test_the_mailbox_cannot_be_written_to(client, cast, folder):
    assert client.post("/demo/mailbox", headers={"host": cast.northwind.host}).status_code == 405
