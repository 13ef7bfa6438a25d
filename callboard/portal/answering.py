"""Who answers a client's calls, by name: for the navigation of every page of the portal."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from callboard.agents.models import Agent
from callboard.agents.models.agent import Stage
from callboard.people.person import Person
from callboard.tenancy import scope


def called(request: HttpRequest) -> str:
    """The one assistant's own name. Asked once for a page."""
    person = getattr(request, "person", None)
    if not isinstance(person, Person) or person.client is None:
        return ""
    client = person.client
    with scope.client(client.agency_id, client.pk):
        mine = Agent.objects.filter(client=client, stage=Stage.DEPLOYED).order_by("name")
        names = list(mine.values_list("name", flat=True)[:2])
    if len(names) == 1:
        return str(names[0])
    return _("Assistants") if names else _("Your assistant")
