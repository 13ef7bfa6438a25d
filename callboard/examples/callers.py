"""Who calls. Numbers end in 01xx, the ones that are given to nobody."""

from dataclasses import dataclass

_NAMES = """
Abigail Stone, Adrian Cole, Alice Moreau, Amir Rahimi, Angela Brooks, Anton Weiss, Beatrice Lowell,
Bill Sanders, Camila Torres, Carl Nyström, Cora Jensen, Derek Young, Diane Foster, Elena Petrova,
Eric Chang, Fiona Gallagher, Frank Dubois, Gina Marino, Harold Price, Irene Castle, Isaac Levy,
Jane Whitmore, Javier Soto, Joan Becker, Kevin Tran, Laura Simmons, Leo Novak, Linda Harper,
Mateo Silva, Megan Doyle, Nadia Hassan, Nathan Clark, Olivia Grant, Oscar Lind, Paula Reyes,
Quentin Marsh, Rachel Adams, Samir Khan, Sofia Rossi, Steve Barlow, Tara Singh, Tim O'Brien,
Ursula Kent, Victor Stein, Wendy Park, Xavier Long, Yuki Tanaka, Zoe Bennett
"""
_MEN = frozenset(
    [
        "Adrian",
        "Amir",
        "Anton",
        "Bill",
        "Carl",
        "Derek",
        "Eric",
        "Frank",
        "Harold",
        "Isaac",
        "Javier",
        "Kevin",
        "Leo",
        "Mateo",
        "Nathan",
        "Oscar",
        "Quentin",
        "Samir",
        "Steve",
        "Tim",
        "Victor",
        "Xavier",
    ]
)
_MEN_S_VOICES = ("en-us+Alex", "en-us+michael", "en-us+m3")
_WOMEN_S_VOICES = ("en-us+shelby", "en-us+steph", "en-us+f2")
_AREAS = ("207", "603", "617", "802", "978", "401")


@dataclass(frozen=True, slots=True)
class Caller:
    name: str
    number: str

    @property
    def first(self) -> str:
        return self.name.split()[0]

    @property
    def voice(self) -> str:
        voices = _MEN_S_VOICES if self.first in _MEN else _WOMEN_S_VOICES
        return voices[len(self.name) % len(voices)]

    @property
    def digits(self) -> str:
        return self.number[-4:]


def _number(place: int) -> str:
    # Steps that share no factor with 100, so that no two callers have one number.
    return f"+1{_AREAS[place % len(_AREAS)]}555{100 + (place * 37 + 19) % 100:04d}"


CALLERS = tuple(
    Caller(" ".join(name.split()), _number(place)) for place, name in enumerate(_NAMES.split(","))
)


def named(name: str) -> Caller:
    """Somebody of one story, with a number that stays the same."""
    return Caller(name, _number(len(CALLERS) + sum(map(ord, name))))
