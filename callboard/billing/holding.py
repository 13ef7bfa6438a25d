from callboard.agencies.models import Client


def hold(client_id: int) -> Client:
    """Holds a client's ledger until the transaction ends: whoever writes a call of it waits."""
    return Client.objects.select_for_update(no_key=True).get(pk=client_id)
