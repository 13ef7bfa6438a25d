"""Both runs of the suite really are what they say."""

import pytest
from django.db import connection

from tests.conftest import on_postgres


@pytest.mark.django_db
def test_the_database_is_the_one_of_this_run():
    assert connection.vendor == ("postgresql" if on_postgres() else "sqlite")


@pytest.mark.postgres
@pytest.mark.django_db
def test_postgres_folds_letters_beyond_ascii():
    with connection.cursor() as cursor:
        cursor.execute("SELECT lower('ÜBER')")
        assert cursor.fetchone() == ("über",)
