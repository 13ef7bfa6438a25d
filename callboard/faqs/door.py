"""Through which door somebody comes to an agent's FAQs, and what is there for them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from callboard.agencies.models import Client
from callboard.agents.models import Agent, Faq
from callboard.calls.models import UnansweredQuestion
from callboard.faqs import suggestions, wording
from callboard.faqs.moments import moment_url
from callboard.people.refusals import Gone


@dataclass(frozen=True, slots=True)
class Door:
    """`side` is "portal" or "desk": their addresses have the same names. `agent` comes with its
    connection and its client, `agents` are all of the client's. Times are told in `zone`. Of who
    does not hear callers nothing that one of them said is shown.
    """

    side: str
    agent: Agent
    agents: Sequence[Agent]
    zone: str
    can_edit: bool
    hears_callers: bool = True

    @property
    def client(self) -> Client:
        return self.agent.client

    @property
    def layout(self) -> str:
        return f"{self.side}/layout.html"

    @property
    def section(self) -> str:
        return "faqs" if self.is_portal else "agents"

    @property
    def is_portal(self) -> bool:
        return self.side == "portal"

    def url(self, name: str, *ids: str) -> str:
        return reverse(f"{self.side}:{name}", args=[self.agent.public_id, *ids])

    def moment_url(self, one: UnansweredQuestion) -> str:
        return moment_url(self.side, one)

    def render(
        self, request: HttpRequest, template: str, context: Mapping[str, Any], *, status: int = 200
    ) -> HttpResponse:
        known = {"door": self, "told": wording}
        return render(request, f"faqs/{template}.html", {**known, **context}, status=status)

    def must_edit(self) -> None:
        """For the page before a form that would be refused. Raises `Gone`."""
        if not self.can_edit:
            raise Gone("faqs")

    def question(self, public_id: str) -> UnansweredQuestion | None:
        """That a caller asked this agent."""
        return suggestions.find(self.agent, public_id) if self.hears_callers else None

    def faq(self, public_id: str) -> Faq:
        """One of this agent's, deleted ones too. Raises `Http404`."""
        rows = Faq.objects.of(self.agent.pk, self.agent.client_id)
        found: Faq | None = rows.filter(public_id=public_id).first()
        if found is None:
            raise Http404
        found.agent = self.agent
        return found
