"""Starting Django for a command; what goes wrong there is a sentence, not a traceback."""

import click


def start() -> None:
    """Raises `ClickException` where the settings cannot be read."""
    import django
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except ImproperlyConfigured as fault:
        raise click.ClickException(str(fault)) from None
