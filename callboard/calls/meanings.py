"""What the agency says that the fields of an agent's analysis mean."""

from collections.abc import Mapping, Sequence

from django.db import transaction

from callboard.agents.models import Agent
from callboard.audit.actor import Actor
from callboard.audit.record import record
from callboard.calls import results, unanswered
from callboard.calls.models import Call
from callboard.calls.rewriting import rewrite
from callboard.tenancy.tasks import tenant_task

MOST = 50
_AT_ONCE = 100
# Fields and values of the latest calls, for whoever says what they mean. Long ones are prose.
_LOOKED_AT, _FIELDS_SEEN, _VALUES_SEEN, _LONGEST_SEEN = 50, 20, 8, 40


def change(agent: Agent, meanings: Sequence[Mapping[str, str]], *, by: Actor) -> bool:
    """What came of its earlier calls is settled anew in the background. False where nothing
    changed.
    """
    before, after = agent.meanings, [dict(one) for one in meanings]
    if after == before:
        return False
    agent.meanings = after
    with transaction.atomic():
        agent.save(update_fields=["meanings"])
        record(
            "agent.meanings_changed",
            agency_id=agent.agency_id,
            client_id=agent.client_id,
            by=by,
            about=f"agent:{agent.public_id}",
            before={"meanings": before},
            after={"meanings": after},
        )
        settle_anew.enqueue(agent.agency_id, agent.pk)
    return True


@tenant_task
def settle_anew(agency_id: int, agent_id: int) -> None:
    """Newest first, a bounded number a transaction. Run twice it changes nothing more."""
    of_agent = Call.objects.filter(agent=agent_id).newest_first()
    ahead = of_agent
    while some := list(ahead.values_list("started_at", "pk")[:_AT_ONCE]):
        with transaction.atomic():
            ids = [pk for _at, pk in some]
            rewrite(ids, _changes)
            unanswered.keep_all(list(of_agent.filter(pk__in=ids).select_related("agent")), {})
        ahead = of_agent.before(*some[-1])


def _changes(call: Call) -> bool:
    was = call.result, call.urgent, call.reason
    results.settle(call)
    return (call.result, call.urgent, call.reason) != was


def seen(agent: Agent) -> dict[str, list[str]]:
    """The fields of its latest calls' analyses, each with the short values that it had."""
    found: dict[str, list[str]] = {}
    analyses = Call.objects.filter(agent=agent).newest_first().values_list("analysis", flat=True)
    for analysis in analyses[:_LOOKED_AT]:
        for field, value in analysis.items():
            if field not in found and len(found) == _FIELDS_SEEN:
                continue
            values = found.setdefault(field, [])
            if value not in values and 0 < len(value) <= _LONGEST_SEEN:
                values.append(value)
    return {field: sorted(values)[:_VALUES_SEEN] for field, values in sorted(found.items())}
