import sys

import click

from callboard.config.cli import django


@click.command()
@click.option("--verify", "act", flag_value="verify", default=True, help="Compare (the default).")
@click.option("--mend", "act", flag_value="mend", help="Enter anew what differs.")
def ledger(act: str) -> None:
    """Compare what clients are billed for with their calls. A closed period is never changed: what
    it lacks is corrected in the open one. Exit code 1 where something differs and stays so.
    """
    django.start()
    from callboard.agencies.models import Client
    from callboard.calls import billed
    from callboard.tenancy import scope

    differed = 0
    with scope.crossing_agencies("the operator compares the ledgers of every agency"):
        clients = list(Client.objects.order_by("pk"))
    for client in clients:
        with scope.agency(client.agency_id):
            calls, periods = billed.differences(client)
            if not calls and not periods:
                continue
            differed += 1
            told = f"Client {client.public_id}: {len(calls)} calls, {len(periods)} periods"
            if act == "mend":
                billed.mend(client)
                told += ", entered anew"
            click.echo(f"{told}.")
    click.echo(f"{len(clients)} clients, {differed} whose ledger differed.")
    if differed and act == "verify":
        sys.exit(1)
