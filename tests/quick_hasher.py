from callboard.people.passwords import PortalArgon2Hasher


class QuickHasher(PortalArgon2Hasher):
    """As in life but for its cost: the hundreds of sign-ins of a run are not about hashing."""

    time_cost = 1
    memory_cost = 64
