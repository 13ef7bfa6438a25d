"""Callers of calls that were there before anybody counted them."""

from importlib import import_module

from django.apps import apps

from callboard.calls import daily
from callboard.calls.models import DailyCalls
from callboard.tenancy import scope
from tests.cast import Cast
from tests.portal.sounds import a_call


def test_the_migration_counts_what_a_recount_does(cast: Cast) -> None:
    with scope.agency(cast.northwind.pk):
        for number in ("+14155550101", "+14155550102", "+14155550101", "", "anonymous"):
            a_call(cast.bright_smile, from_number=number)
        a_call(cast.harbor_law, from_number="+14155550101", direction="outbound")
        for client in (cast.bright_smile, cast.harbor_law):
            daily.rebuild(client)
        DailyCalls.objects.update(first_calls=0, repeat_calls=0, numberless_calls=0)
        assert daily.wrong_days(cast.bright_smile) != []
    with scope.crossing_agencies("as a migration does"):
        import_module("callboard.calls.migrations.0005_count_callers").count(apps, None)
    with scope.agency(cast.northwind.pk):
        for client in (cast.bright_smile, cast.harbor_law):
            assert daily.wrong_days(client) == []
