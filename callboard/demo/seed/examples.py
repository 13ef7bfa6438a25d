"""An example call that staff placed for a client nobody has called yet, by the way that any
example comes: through the agency's own webhook.
"""

from datetime import datetime, timedelta

from callboard.agencies.models import Client
from callboard.agents.models import Agent
from callboard.calls.models import Recording
from callboard.demo.cast.business import Business
from callboard.demo.seed.agencies import Cast
from callboard.demo.seed.clock import standing_at
from callboard.demo.seed.moments import last_workday
from callboard.examples import placing, stories
from callboard.examples.events import Step
from callboard.examples.placing import Wish
from callboard.providers import inbox
from callboard.providers.recordings import fetch_recording


def make(business: Business, client: Client, cast: Cast, now: datetime) -> None:
    """Runs inside a transaction and the agency's scope."""
    agent = Agent.objects.filter(client=client).order_by("id")[0]
    wish = Wish(agent, business.example, stories.trade_of(client).value)
    at = last_workday(business, now) + timedelta(minutes=25)
    with standing_at(at):
        example = placing.enter(client, wish, key=business.key[:16], by=cast.by, at=at)
        for step in Step:
            placing.take(example, step)
        while inbox.drain_once():
            pass
        for recording in Recording.objects.filter(call__is_example=True, call__client=client):
            fetch_recording.call(client.agency_id, recording.pk)
