from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    email: str

    @property
    def first(self) -> str:
        return self.name.split()[0]


@dataclass(frozen=True, slots=True)
class Employee(Person):
    """One of the agency's staff. `role` is a value of `callboard.people.roles.Role`."""

    role: str
