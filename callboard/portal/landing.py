"""Where somebody lands who has just accepted an invitation."""

from callboard.calls.models import Call
from callboard.people.acceptance import Admitted
from callboard.visibility import visibility


def after(admitted: Admitted) -> str:
    """On the calls where there is a real one to hear, the best on top; else on a home that says how
    to make one. Staff on the agency's side.
    """
    if admitted.membership is None:
        return "/agency/"
    client = admitted.membership.client
    if not visibility.of(client.agency, client).sees("calls"):
        return "/home/"
    calls = Call.objects.shown_to_client().real().filter(client_id=admitted.membership.client_id)
    return "/calls/" if calls.exists() else "/home/"
