from callboard.agents.models import Agent


def hold(agent_id: int) -> None:
    """Holds an agent's settings, FAQs and publications until the transaction ends: of two who write
    them at once, the second sees what the first did. May be asked for again inside.
    """
    list(Agent.objects.select_for_update(no_key=True).filter(pk=agent_id).values_list("pk"))
