"""Secrets at rest: readable in their own row alone, with a key that is not in the database."""

import base64
from itertools import chain

import pytest
from django.db import connection as database
from django.db import transaction
from django.db.models import F

from callboard.agencies.models import Agency
from callboard.agents.models import Connection
from callboard.keys import ring
from callboard.keys.ring import KeysUnusable, UnknownKey
from callboard.keys.sealed import Ciphertext, SealBroken, seal, unseal
from callboard.tenancy import scope
from tests.cast import agency, connection

SECRET = "hush Ω 3f9c51"


def key(byte: int) -> str:
    return base64.b64encode(bytes([byte]) * 32).decode()


@pytest.fixture
def northwind(db) -> Agency:
    return agency("Northwind Voice", "northwind", "northwind.test", "#4f46e5")


@pytest.fixture
def lumen(db) -> Agency:
    return agency("Lumen Reception", "lumen", "lumen.test", "#0d9488")


@pytest.fixture
def vapi(northwind: Agency):
    with scope.agency(northwind.pk):
        yield connection(northwind, SECRET)


def stored(row: Connection, column: str = "secret") -> bytes:
    with database.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM agents_connection WHERE id = %s", [row.pk])
        return bytes(cursor.fetchone()[0])


def put(row: Connection, value: bytes, column: str = "secret") -> None:
    with database.cursor() as cursor:
        cursor.execute(
            f"UPDATE agents_connection SET {column} = %s WHERE id = %s", [bytes(value), row.pk]
        )


def _legible(value: object) -> str:
    if isinstance(value, bytes | memoryview):
        return bytes(value).decode("utf-8", "ignore")
    return str(value)


def again(row: Connection) -> Connection:
    return Connection.objects.get(pk=row.pk)


def test_a_secret_comes_back_as_it_was(vapi) -> None:
    assert vapi.secret == SECRET
    assert again(vapi).secret == SECRET
    assert again(vapi).api_key is None


@pytest.mark.parametrize("secret", ["", " ", "ä" * 5000, "v1deadbeef nothing sealed at all"])
def test_any_text_is_a_secret(vapi, secret: str) -> None:
    vapi.secret = secret
    vapi.save()
    assert again(vapi).secret == secret


def test_saving_something_else_leaves_the_secret_as_it_is(vapi) -> None:
    before = stored(vapi)
    row = again(vapi)
    row.label = "Main account"
    row.save()
    assert stored(vapi) == before


def test_a_refreshed_and_a_deferred_row_know_their_secret(vapi) -> None:
    row = Connection.objects.only("label").get(pk=vapi.pk)
    assert row.secret == SECRET
    vapi.refresh_from_db()
    assert vapi.secret == SECRET
    vapi.save()
    assert again(vapi).secret == SECRET


def test_validating_a_row_does_not_touch_its_secret(vapi) -> None:
    Connection._meta.get_field("secret").clean(vapi.secret, vapi)
    everything_else = {field.name for field in Connection._meta.fields} - {"secret"}
    vapi.full_clean(exclude=everything_else)
    assert vapi.secret == SECRET


def test_rows_made_at_once_are_sealed_as_well(vapi, northwind) -> None:
    rows = [
        Connection(agency=northwind, provider="vapi", label=f"{n}", secret=f"s{n}")
        for n in range(3)
    ]
    Connection.objects.bulk_create(rows)
    made = Connection.objects.exclude(pk=vapi.pk).order_by("label")
    assert [row.secret for row in made] == ["s0", "s1", "s2"]


def test_nothing_readable_is_at_rest(vapi) -> None:
    vapi.api_key = "key-77aa"
    vapi.save()
    with database.cursor() as cursor:
        for table in database.introspection.table_names():
            cursor.execute(f"SELECT * FROM {database.ops.quote_name(table)}")
            rows = " ".join(map(_legible, chain(*cursor.fetchall())))
            assert SECRET not in rows, table
            assert "3f9c51" not in rows, table
            assert "key-77aa" not in rows, table


def test_two_seals_of_one_secret_differ(vapi) -> None:
    first = stored(vapi)
    vapi.secret = SECRET
    vapi.save()
    assert stored(vapi) != first


def test_o151_a_ciphertext_opens_in_its_own_row_alone(vapi, northwind) -> None:
    other = connection(northwind, "another secret")
    put(other, stored(vapi))
    with pytest.raises(SealBroken):
        _ = again(other).secret
    assert again(vapi).secret == SECRET


def test_o151_a_ciphertext_does_not_open_in_another_agency(vapi, lumen) -> None:
    with scope.agency(lumen.pk):
        theirs = connection(lumen, "their secret")
    put(theirs, stored(vapi))
    put(vapi, seal(b"x", b"somewhere else"))
    with scope.agency(lumen.pk), pytest.raises(SealBroken):
        _ = again(theirs).secret
    with pytest.raises(SealBroken):
        _ = again(vapi).secret


def test_o151_a_row_moved_to_another_agency_does_not_open(vapi, lumen) -> None:
    Connection.objects.filter(pk=vapi.pk).update(agency=lumen)
    with scope.agency(lumen.pk), pytest.raises(SealBroken):
        _ = again(vapi).secret


def test_o151_a_ciphertext_does_not_open_in_another_column(vapi) -> None:
    put(vapi, stored(vapi), "api_key")
    with pytest.raises(SealBroken):
        _ = again(vapi).api_key


@pytest.mark.parametrize("spoil", [0, 3, 12, 25, -1])
def test_a_changed_byte_is_noticed(vapi, spoil: int) -> None:
    value = bytearray(stored(vapi))
    value[spoil] ^= 0x80
    put(vapi, bytes(value))
    with pytest.raises((SealBroken, UnknownKey)):
        _ = again(vapi).secret


@pytest.mark.parametrize("value", [b"", b"v1", SECRET.encode(), b"v1" + b"\xff" * 60])
def test_what_was_never_sealed_does_not_open(value: bytes) -> None:
    with pytest.raises((SealBroken, UnknownKey)):
        unseal(value, b"anywhere")


def test_an_older_key_opens_and_the_newest_seals(vapi, settings) -> None:
    old = ring.newest_key_id()
    settings.CALLBOARD_KEYS = f"{key(9)},{settings.CALLBOARD_KEYS}"
    row = again(vapi)
    assert row.secret == SECRET
    row.secret = "renewed"
    row.save()
    assert stored(vapi)[2:10].decode() == ring.newest_key_id() != old
    assert again(vapi).secret == "renewed"


def test_a_key_that_was_taken_away_opens_nothing(vapi, settings) -> None:
    settings.CALLBOARD_KEYS = key(9)
    with pytest.raises(UnknownKey):
        _ = again(vapi).secret


@pytest.mark.parametrize("keys", ["", " , ", "short", key(1)[:-4], f"{key(1)},no base64"])
def test_unusable_keys_are_told(settings, keys: str) -> None:
    settings.CALLBOARD_KEYS = keys
    with pytest.raises(KeysUnusable):
        ring.newest_key_id()


def test_each_purpose_has_a_key_of_its_own() -> None:
    key_id = ring.newest_key_id()
    assert ring.key("sealed", key_id) != ring.key("links", key_id)
    assert len(ring.key("sealed", key_id)) == ring.KEY_BYTES


def test_a_secret_is_written_and_searched_through_its_row_alone(vapi) -> None:
    with pytest.raises(TypeError), transaction.atomic():
        Connection.objects.update(secret="plain")
    with pytest.raises(TypeError), transaction.atomic():
        Connection.objects.bulk_update([vapi], ["secret"])
    with pytest.raises(TypeError):
        Connection.objects.filter(secret=SECRET).exists()
    with pytest.raises(TypeError):
        Connection._meta.get_field("secret").value_to_string(vapi)
    assert Connection.objects.filter(secret__isnull=False).count() == 1


def test_a_secret_can_be_taken_away(vapi) -> None:
    Connection.objects.update(secret=None)
    assert again(vapi).secret is None


def test_a_copied_ciphertext_does_not_open_in_another_column(vapi) -> None:
    Connection.objects.update(api_key=F("secret"))
    with pytest.raises(SealBroken):
        _ = again(vapi).api_key


def test_a_seal_is_of_its_own_type() -> None:
    sealed = seal(b"x", b"here")
    assert isinstance(sealed, Ciphertext)
    assert unseal(sealed, b"here") == b"x"
