"""Saying what an agent's own tools mean, from now on or for earlier calls too."""

from django.db import transaction

from callboard.agents import booking_tools
from callboard.agents.booking_tools import BookingTools
from callboard.agents.models import Agent
from callboard.audit.actor import Actor
from callboard.bookings import rereading


def teach(agent: Agent, tools: BookingTools, *, earlier: bool, by: Actor) -> None:
    """With `earlier`, what was kept of the calls so far is read again in the background."""
    with transaction.atomic():
        booking_tools.change(agent, tools, by=by)
        if earlier:
            rereading.reread(agent)
