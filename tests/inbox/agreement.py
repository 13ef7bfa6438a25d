"""Roll-up, list, counts and search of a client say the same as its calls, looked at one by one."""

from callboard.agencies.models import Client
from callboard.calls import daily, search
from callboard.calls.models import Call, SearchText, Transcript
from callboard.tenancy import scope
from tests.calls import search_reference as reference

TYPED = ("hello", "smile hello", "ada", "Ben", '"hello bright"', '"bright smile"')
NUMBERS = ("4155550100", "0101", "+1 415")


def hold(*clients: Client) -> None:
    """Inside the scope of their agency."""
    every = list(Call.objects.select_related("transcript"))
    assert search.index_many(every) == 0
    assert SearchText.objects.count() == len(every)
    for client in clients:
        own = [one for one in every if one.client_id == client.pk and not one.kept_aside]
        own.sort(key=lambda call: (call.started_at, call.pk), reverse=True)
        with scope.client(client.agency_id, client.pk):
            _of_one(client, own)


def _of_one(client: Client, own: list[Call]) -> None:
    rows = Call.objects.shown_to_client()
    assert list(rows.newest_first()) == own
    for place, call in enumerate(own):
        beyond = rows.newest_first().before(call.started_at, call.pk)
        assert list(beyond) == own[place + 1 :]
    assert daily.total(client) == len(own)
    for typed in TYPED:
        told = reference.has_phrase if typed.startswith('"') else reference.has_all
        _same(typed, [call for call in own if told(typed, call, _turns(call))])
    for number in NUMBERS:
        digits = "".join(one for one in number if one.isdigit())
        _same(number, [call for call in own if reference.has_number(digits, call)])


def _same(typed: str, wanted: list[Call]) -> None:
    found = search.matching(Call.objects.shown_to_client(), typed, limit=50)
    assert sorted(call.pk for call in found) == sorted(call.pk for call in wanted), typed


def _turns(call: Call) -> list[dict[str, str]]:
    known = Transcript.objects.filter(call=call).first()
    return known.turns if known else []
