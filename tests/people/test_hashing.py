"""The cost of a guess: what OWASP asks for, whatever the tests make do with."""

from callboard.people.passwords import PortalArgon2Hasher


def test_a_password_costs_nineteen_mebibytes_and_two_passes() -> None:
    stored = PortalArgon2Hasher().encode("a violet kettle sings", "some salt of it")
    assert stored.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")
