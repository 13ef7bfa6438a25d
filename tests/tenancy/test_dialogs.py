"""What is shown in the page's dialog."""

import pytest

from callboard.people.models import Staff
from callboard.people.roles import Role
from callboard.tenancy import scope
from callboard.tenancy.audience import Side
from tests.tenancy.routes import address, described
from tests.tenancy.world import Tenant

# What a page is made of is the same on both.
pytestmark = pytest.mark.sqlite


def test_a_dialog_is_never_answered_with_a_whole_page(world) -> None:
    """Whatever is shown in the page's dialog stays a panel, refused or not."""
    target, visitors = world
    inside = {"HTTP_HX_REQUEST": "true", "HTTP_HX_TARGET": "dialog"}
    owner, whole = visitors[Role.OWNER.value], []
    for route, _name, declared in described():
        if declared.side is not Side.STAFF:
            continue
        path = address(route, target)
        opened = owner.get(path, **inside)
        if opened.status_code == 200 and b"<html" not in opened.content:
            for facts in ({}, {"confirm": "on"}):
                answer = owner.post(path, facts, **inside)
                # What is not found is not shown in the dialog at all.
                if b"<html" in answer.content and answer.status_code != 404:
                    whole.append(path)
    refused = visitors[Role.READ_ONLY.value].get("/agency/batches/new/resend/", **inside)
    assert (refused.status_code, refused["HX-Refresh"]) == (403, "true")
    owners = f"/agency/staff/{target_owner(target)}/removal/"
    assert b"<html" not in owner.post(owners, **inside).content
    assert whole == []


def target_owner(target: Tenant) -> str:
    with scope.agency(target.client.agency_id):
        owner = Staff.objects.select_related("user").get(role=Role.OWNER, ended_at__isnull=True)
        return owner.user.public_id
