"""A model field whose value is encrypted at rest.

Stored as `v1 | key id (8) | nonce (12) | AES-GCM ciphertext`. The associated data name table,
column, agency and row, so that a ciphertext moved to another place does not decrypt. Write through
the instance: a queryset's `update()` does not know the row and is refused."""

import os
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import models
from django.db.models.query_utils import DeferredAttribute

from callboard.keys import ring

_VERSION = b"v1"
_PURPOSE = "sealed"
_HEAD = len(_VERSION) + 8 + 12


class SealBroken(ValueError):
    """The ciphertext does not belong here or was changed."""


class Ciphertext(bytes):
    """A value as it is stored."""


def seal(plain: bytes, place: bytes) -> Ciphertext:
    key_id, nonce = ring.newest_key_id(), os.urandom(12)
    sealed = AESGCM(ring.key(_PURPOSE, key_id)).encrypt(nonce, plain, place)
    return Ciphertext(_VERSION + key_id.encode() + nonce + sealed)


def unseal(stored: bytes, place: bytes) -> bytes:
    if not stored.startswith(_VERSION) or len(stored) < _HEAD:
        raise SealBroken("not a sealed value")
    key_id = stored[2:10].decode("ascii", "replace")
    try:
        return AESGCM(ring.key(_PURPOSE, key_id)).decrypt(stored[10:22], stored[22:], place)
    except InvalidTag as error:
        raise SealBroken("the seal is broken") from error


class _Attribute(DeferredAttribute):
    """Opens the seal when the value is read, not when the row is."""

    field: "SealedField"

    def __get__(self, instance: models.Model | None, cls: Any = None) -> Any:
        value = super().__get__(instance, cls)
        if isinstance(value, Ciphertext) and instance is not None:
            return self.field.as_python(unseal(value, self.field.place(instance)))
        return value

    def __set__(self, instance: models.Model, value: Any) -> None:
        instance.__dict__[self.field.attname] = value


class SealedField(models.BinaryField[Any, Any]):
    """`str` (or `bytes` with `binary=True`) in Python, ciphertext in the database. The model needs
    a `public_id` and an `agency`.
    """

    descriptor_class = _Attribute

    def __init__(self, *args: Any, binary: bool = False, **options: Any) -> None:
        self.binary = binary
        super().__init__(*args, **options)

    def deconstruct(self) -> tuple[str, str, Any, dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, ({**kwargs, "binary": True} if self.binary else kwargs)

    def place(self, instance: models.Model) -> bytes:
        row: Any = instance
        table = self.model._meta.db_table
        return f"{table}|{self.column}|{row.agency_id}|{row.public_id}".encode()

    def as_python(self, plain: bytes) -> str | bytes:
        return plain if self.binary else plain.decode()

    def to_python(self, value: Any) -> Any:
        """As it is: what a form hands over is the secret itself, not base64 of one."""
        return value

    def value_to_string(self, obj: models.Model) -> str:
        raise TypeError(f"{self.name} is sealed: it is not written to a dump.")

    def from_db_value(self, value: Any, *_: Any) -> Ciphertext | None:
        return None if value is None else Ciphertext(value)

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = model_instance.__dict__.get(self.attname)
        if value is None or isinstance(value, Ciphertext):
            return value
        plain = value.encode() if isinstance(value, str) else bytes(value)
        return seal(plain, self.place(model_instance))

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if value is not None and not isinstance(value, Ciphertext):
            raise TypeError(f"{self.name} is sealed: write it through the instance.")
        return super().get_db_prep_value(value, connection, prepared)
