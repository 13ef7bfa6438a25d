"""Sam keeps the books of clients of both agencies: one address, two accounts that know nothing of
each other.
"""

from callboard.demo.cast.people import Person

SAM_WHITAKER = Person("Sam Whitaker", "sam@whitakerbooks.example")
