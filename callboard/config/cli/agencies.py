"""The operator's doors: a new agency, and a way in for one of its people."""

from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from zoneinfo import available_timezones

import click

from callboard.config.cli import django

if TYPE_CHECKING:
    from callboard.agencies.addresses import Address


@click.command("create-agency")
@click.option("--name", required=True, help="As clients read it.")
@click.option("--slug", required=True, help="Short name in addresses: letters, digits and hyphens.")
@click.option("--owner-email", required=True, help="The first owner's address.")
@click.option("--host", default="", help="The agency's own host name; PUBLIC_URL's by default.")
@click.option("--time-zone", default="America/New_York", show_default=True)
def create_agency(name: str, slug: str, owner_email: str, host: str, time_zone: str) -> None:
    """Make an agency and print the link with which its owner chooses a password."""
    django.start()
    from django.conf import settings
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_slug

    from callboard.agencies.models import Agency
    from callboard.people import owners
    from callboard.tenancy import scope

    host = (host or urlsplit(settings.PUBLIC_URL).hostname or "").lower().rstrip(".")
    try:
        validate_slug(slug)
    except ValidationError:
        raise click.BadParameter("Use letters, digits and hyphens.", param_hint="--slug") from None
    if not host:
        raise click.BadParameter("Name a host, or set PUBLIC_URL.", param_hint="--host")
    if time_zone not in available_timezones():
        raise click.BadParameter(f"{time_zone} is no time zone.", param_hint="--time-zone")
    for field, value in (("host", host), ("slug", slug)):
        if Agency.objects.filter(**{field: value}).exists():
            raise click.BadParameter(
                f"{value} is taken by another agency.", param_hint=f"--{field}"
            )
    agency, owner = owners.create_agency(
        name=name, slug=slug, host=host, time_zone=time_zone, owner=_address(owner_email)
    )
    with scope.agency(agency.pk):
        _tell(owners.set_up_link(agency, owner))


@click.command("setup-link")
@click.option("--agency", "slug", required=True, help="The agency's slug.")
@click.option("--email", required=True, help="The address of one of its staff.")
@click.option(
    "--forget-two-step", is_flag=True, help="For who has lost phone and recovery codes too."
)
def setup_link(slug: str, email: str, forget_two_step: bool) -> None:
    """Print a link with which somebody of the staff sets a new password: also for a lost owner."""
    django.start()
    from callboard.agencies.models import Agency
    from callboard.people import owners, second_factor
    from callboard.people.models import User
    from callboard.tenancy import scope

    agency = Agency.objects.filter(slug=slug).first()
    if agency is None:
        raise click.BadParameter(f"There is no agency {slug}.", param_hint="--agency")
    with scope.agency(agency.pk):
        canonical = _address(email).canonical
        user = User.objects.filter(
            email_canonical=canonical, staff_rows__ended_at__isnull=True, staff_rows__isnull=False
        ).first()
        if user is None:
            raise click.BadParameter(f"Nobody of the staff has {email}.", param_hint="--email")
        if forget_two_step:
            second_factor.forget(user, by=owners.OPERATOR)
        _tell(owners.set_up_link(agency, user))


def _address(text: str) -> "Address":
    from callboard.agencies import addresses
    from callboard.agencies.addresses import InvalidAddress

    try:
        return addresses.parse(text)
    except InvalidAddress as fault:
        raise click.BadParameter(str(fault)) from None


def _tell(link: str) -> None:
    click.echo("Open this link within an hour. It works once, and earlier ones no longer do:")
    click.echo(link)
