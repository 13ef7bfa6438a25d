"""How many queries a page costs, for few rows and for many."""

from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from callboard.agents.models import Agent
from callboard.calls.models import Call
from callboard.people.access import Access
from tests import cast as the_cast
from tests.people.test_access_states import put


def many_calls(of, count: int) -> None:
    on = the_cast.connection(of.agency)
    robin: Agent = the_cast.agent(of, on)
    now = timezone.now()
    for number in range(count):
        Call.objects.create(
            agency=of.agency,
            connection=on,
            agent=robin,
            client=of,
            external_id=f"call-{number}",
            started_at=now,
            last_event_at=now,
            created_at=now,
        )


@pytest.mark.parametrize("count", [1, 60])
@pytest.mark.parametrize(
    ("path", "most"),
    [("/agency/calls/", 5), ("/agency/clients/{}/calls/", 6), ("/agency/clients/{}/", 17)],
)
def test_queries(ana, dentist, path: str, most: int, count: int) -> None:
    put(dentist, Access.INVITE_SENT)
    many_calls(dentist, count)
    path = path.format(dentist.public_id)
    ana.get(path)
    with CaptureQueriesContext(connection) as queries:
        assert ana.get(path).status_code == 200
    assert len(queries) <= most, [query["sql"][:100] for query in queries]


def test_calls_are_paged(ana, dentist) -> None:
    many_calls(dentist, 60)
    first = ana.get("/agency/calls/").content.decode()
    assert first.count('class="row-link"') == 50
    older = first.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0]
    second = ana.get(unescape(older)).content.decode()
    assert second.count('class="row-link"') == 10
    assert 'rel="prev"' in second
