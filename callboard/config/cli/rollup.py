import sys

import click

from callboard.config.cli import django


@click.command()
@click.option("--verify", "act", flag_value="verify", default=True, help="Compare (the default).")
@click.option("--rebuild", "act", flag_value="rebuild", help="Count anew what differs.")
def rollup(act: str) -> None:
    """Compare each client's daily numbers with a recount of its calls. Exit code 1 where some
    differ and stay so.
    """
    django.start()
    from callboard.agencies.models import Client
    from callboard.calls import daily
    from callboard.tenancy import scope

    wrong = 0
    with scope.crossing_agencies("the operator compares the numbers of every agency"):
        clients = Client.objects.order_by("pk").values_list("agency_id", "pk", "public_id")
        all_clients = list(clients)
    for agency_id, pk, public_id in all_clients:
        with scope.agency(agency_id):
            client = Client.objects.filter(pk=pk).first()
            days = daily.wrong_days(client) if client else []
            if client is None or not days:
                continue
            wrong += 1
            told = f"Client {public_id}: {len(days)} days, the first {days[0]}"
            if act == "rebuild":
                daily.rebuild(client)
                told += ", counted anew"
            click.echo(f"{told}.")
    click.echo(f"{len(all_clients)} clients, {wrong} with numbers that differed.")
    if wrong and act == "verify":
        sys.exit(1)
