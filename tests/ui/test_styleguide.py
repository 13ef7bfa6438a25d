"""Each sample screen: one page, one head, nothing that the CSP or the white label forbids."""

import re
from types import SimpleNamespace

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory

from callboard.ui.assets import stylesheet_url
from callboard.ui.styleguide import PAGES, context

BRAND = SimpleNamespace(
    name="Northwind Voice",
    logo_url="",
    css_url="/brand/northwind.css",
    initial="N",
    support_email="ana@northwind.example",
    support_phone="+12075550123",
)


def render(name: str) -> str:
    asked = RequestFactory().get("/styleguide/")
    asked.agency = SimpleNamespace(brand=BRAND)  # type: ignore[attr-defined]
    return render_to_string(f"styleguide/{name}.html", context(name), request=asked)


@pytest.fixture(params=sorted(PAGES))
def page(request: pytest.FixtureRequest) -> str:
    return render(request.param)


def test_one_title_one_heading_one_main(page: str) -> None:
    assert len(re.findall(r"<h1\b", page)) == 1
    assert len(re.findall(r"<main\b", page)) == 1
    title = re.search(r"<title>(.*?)</title>", page)
    assert title is not None
    assert title[1].endswith(" · Northwind Voice")


def test_nothing_inline_that_the_policy_forbids(page: str) -> None:
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=|javascript:|hx-on", page)
    assert not re.search(r"<script(?![^>]*\ssrc=)", page)


def test_the_product_is_never_named(page: str) -> None:
    assert "callboard" not in page.lower()


def test_ids_are_unique(page: str) -> None:
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_what_is_described_exists(page: str) -> None:
    ids = set(re.findall(r'\sid="([^"]+)"', page))
    named = re.findall(r'(?:aria-describedby|popovertarget|aria-labelledby)="([^"]+)"', page)
    wanted = {one for group in named for one in group.split()} - {"dialog-title"}
    assert wanted <= ids


def test_times_can_be_read_by_machines(page: str) -> None:
    for moment in re.findall(r'<time datetime="([^"]*)"', page):
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", moment)


def test_a_failed_form_says_so_in_the_title() -> None:
    assert "<title>Error: Add Client · Clients · Northwind Voice</title>" in render("client-form")


def test_a_failure_needs_neither_brand_nor_request() -> None:
    html = render_to_string("styleguide/failure.html", {})
    assert "<title>Page not found</title>" in html
    assert "<script" not in html


def test_the_strip_over_a_portal_that_staff_look_at_is_dressed() -> None:
    assert stylesheet_url("viewing") in render("index")
