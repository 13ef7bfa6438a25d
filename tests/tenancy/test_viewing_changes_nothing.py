"""Whoever views a portal changes nothing in it: every URL of the product, asked and sent to."""

from typing import Any

import pytest
from django.apps import apps
from django.test import Client as Browser

from callboard.audit.models import Entry
from callboard.limits.models import Bucket
from callboard.people.models import AccessEntry, Session
from callboard.tenancy import scope
from callboard.tenancy.audience import Side
from callboard.tenancy.models import TenantModel
from tests.tenancy.routes import address, described
from tests.tenancy.world import CANARY

pytestmark = pytest.mark.sized("postgres")

PORTAL = (Side.MEMBER, Side.PERSON)
METHODS = ("post", "put", "patch", "delete", "options")
# What tells that somebody listened, the counter of it, and when the browser was seen last.
TOLD = (AccessEntry, Entry, Bucket, Session)


def rows(but: tuple[type, ...] = ()) -> dict[str, list[str]]:
    """Every row of every table but these."""
    with scope.crossing_agencies("the test compares everything before and after"):
        return {
            model._meta.label: [repr(row) for row in model.objects.order_by("pk").values_list()]
            for model in apps.get_models()
            if (issubclass(model, TenantModel) or model is Bucket) and model not in but
        }


def viewer_of(target, visitors: dict[str, Browser]) -> Browser:
    browser = visitors["owner"]
    begun = browser.post(f"/agency/clients/{target.client.public_id}/viewing/")
    assert begun.status_code == 303
    return browser


def test_o043_whatever_is_sent_is_refused(world) -> None:
    """O-043: no form, and none of credentials, address or second step, whatever its view does."""
    target, visitors = world
    viewer = viewer_of(target, visitors)
    before, let_through = rows(), []
    for route, _name, declared in described():
        if declared.side not in PORTAL:
            continue
        for method in METHODS:
            answer = getattr(viewer, method)(address(route, target))
            if answer.status_code != 403 or "Nothing can be changed here" not in answer.text:
                let_through.append(f"{method} /{route}: {answer.status_code}")
    assert let_through == []
    assert rows() == before


def test_o043_whatever_is_read_leaves_no_mark(world) -> None:
    """O-043: every page is shown or not found, names its viewer, and changes no row; nothing of the
    viewer's own account, and nothing of other clients, is on any.
    """
    target, visitors = world
    viewer = viewer_of(target, visitors)
    before, wrong = rows(TOLD), []
    for route, _name, declared in described():
        if declared.side not in PORTAL:
            continue
        for method in ("get", "head"):
            answer = getattr(viewer, method)(address(route, target))
            if answer.status_code not in (200, 302, 404, 405):
                wrong.append(f"{method} /{route}: {answer.status_code}")
            elif answer.status_code == 200 and method == "get" and is_page(answer):
                wrong += [f"/{route} {fault}" for fault in faults(answer.text)]
    assert wrong == []
    assert rows(TOLD) == before


def is_page(answer: Any) -> bool:
    """No file, no sound, and no part of a page."""
    return answer["Content-Type"].startswith("text/html") and "<html" in answer.text


def faults(page: str) -> list[str]:
    found = [] if 'class="viewing-strip"' in page else ["says nothing of the viewing"]
    found += ["shows the viewer's email"] if "ana@northwind.example" in page else []
    others = ("harbor-law", "cedar-clinic")
    found += ["shows another client"] if any(CANARY.format(one) in page for one in others) else []
    return found
