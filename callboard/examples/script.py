"""A conversation as it is written down in a text file.

    == chipped-tooth                  begins a script, with the name it goes by
    caller: Daniel Reyes              facts about it, in any order; all may be left out
    summary: Daniel chipped a tooth …
    A: Bright Smile Dental, …         what the agent says
    C -200: Hi Robin …                what the caller says, 200 ms before the agent has finished
    T: books                          what the agent does meanwhile: checks, books, or fails to book
    T: books slot2                    {slot} unless it is another time: slot2, today 14:40,
                                      morning 8:00 (of the next workday)

Names, times and numbers stand in braces and are filled in for each call: {business}, {agent},
{caller} (full name), {first}, {slot} ("Thursday at 2:40"), {slot2}, {digits} (the last four of the
caller's number), {contact} (whom messages are left for).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from callboard.examples.speech import Line, Speaker

_USE = re.compile(r"T: (?P<what>checks|books|fails)(?: (?P<at>[a-z0-9 :]+))?")
_LINE = re.compile(r"(?P<who>[AC])(?: (?P<pause>[+-]\d+))?: (?P<text>.+)")
_FACT = re.compile(r"(?P<name>[a-z ]+): (?P<value>.+)")
_WHO = {"A": Speaker.AGENT, "C": Speaker.CALLER}


@dataclass(frozen=True, slots=True)
class Use:
    """The agent uses its calendar after so many lines; `at` is when what it books begins."""

    after: int
    what: str
    at: str = "slot"


@dataclass(frozen=True, slots=True)
class Script:
    """`ended` is the provider's reason. A script without lines is a call in which nobody spoke.

    `caller` names a person who belongs to this story alone; else anybody calls. `voice` is how that
    person sounds. `means` is what came of it (`callboard.calls.vocabulary.Result`), `service` what
    was booked.
    """

    key: str
    lines: tuple[Line, ...] = ()
    summary: str = ""
    ended: str = "customer-ended-call"
    caller: str = ""
    voice: str = ""
    direction: str = "inbound"
    # When it has to happen: at a time of the client's day, or at least while the office is
    # "closed".
    clock: str = ""
    hours: str = "open"
    transfer_to: str = ""
    # How long a call was in which nobody spoke.
    silent_seconds: str = "0"
    means: str = ""
    urgent: str = ""
    service: str = ""
    uses: tuple[Use, ...] = ()

    @property
    def is_after_hours(self) -> bool:
        return self.hours == "closed"

    def filled(self, facts: Mapping[str, str]) -> "Script":
        lines = tuple(replace(line, text=line.text.format_map(facts)) for line in self.lines)
        return replace(self, lines=lines, summary=self.summary.format_map(facts))


@cache
def read(folder: str, name: str) -> tuple[Script, ...]:
    """The scripts of one file, in its order; `folder` is a package. Raises ValueError for a line
    that says nothing.
    """
    text = (files(folder) / f"{name}.txt").read_text(encoding="utf-8")
    return tuple(_scripts(text))


def _scripts(text: str) -> Iterator[Script]:
    for part in re.split(r"^== ", text, flags=re.MULTILINE)[1:]:
        key, *rows = part.splitlines()
        facts: dict[str, str] = {}
        lines: list[Line] = []
        uses: list[Use] = []
        for row in filter(None, rows):
            if said := _LINE.fullmatch(row):
                lines.append(Line(_WHO[said["who"]], said["text"], int(said["pause"] or 450)))
            elif use := _USE.fullmatch(row):
                uses.append(Use(len(lines), use["what"], use["at"] or "slot"))
            elif fact := _FACT.fullmatch(row):
                facts[fact["name"].replace(" ", "_")] = fact["value"]
            else:
                raise ValueError(f"{key}: {row!r} is neither a fact nor a turn.")
        yield Script(key, tuple(lines), uses=tuple(uses), **facts)
