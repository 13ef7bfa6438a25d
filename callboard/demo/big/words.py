"""What is talked about at a dentist's, the commonest first: the n-th is said about 1/n as often.

Surnames and medicines are put together from pieces, so that there are many of them: 5,000 names,
each in one of 5,000 calls, and 40,000 medicines, of which hardly any comes twice.
"""

import re
from collections.abc import Sequence
from importlib.resources import files
from itertools import accumulate, product

_FILE = (files("callboard.demo.big") / "words.txt").read_text(encoding="utf-8")
_PARTS = {
    name: tuple(words.split())
    for name, words in re.findall(r"^== (.+)\n((?:(?!== ).*\n)+)", _FILE, re.MULTILINE)
}

THINGS = _PARTS["things"]
WEIGHTS = tuple(accumulate(1 / place for place in range(1, len(THINGS) + 1)))
FIRST_NAMES = _PARTS["first names"]
SURNAMES = tuple(
    map("".join, product(_PARTS["beginnings of surnames"], _PARTS["ends of surnames"]))
)[:5000]
MEDICINES = tuple(
    map(
        "".join,
        product(
            _PARTS["beginnings of medicines"],
            _PARTS["middles of medicines"],
            _PARTS["ends of medicines"],
        ),
    )
)

# "{a}" and "{b}" are things, "{first}" and "{surname}" the caller, "{medicine}" a medicine.
QUESTIONS: Sequence[str] = (
    "Is that about the {a}, or about the {b}?",
    "Have you been with us for {a} before?",
    "I can note {a} on your chart. Anything about {b} as well?",
    "Does it bother you when you eat, or is it more the {a}?",
    "Would you like me to mention the {b} to the doctor?",
    "Let me look up the {a}. One moment, please.",
    "We usually plan forty minutes for {a}. Would that be all right?",
    "Shall I send you something to read about {a} and {b}?",
    "Thank you. Is there a better number for questions on {a}?",
    "I see. And since when has the {b} been like that?",
)
ANSWERS: Sequence[str] = (
    "It's mostly the {a}, I think, but the {b} worries me too.",
    "Yes, my last visit was for {a}, two years ago or so.",
    "No, just the {a}. We can talk about {b} when I'm there.",
    "Honestly I'd rather not think about {a} before the weekend.",
    "My neighbor told me that you are good with {a}.",
    "Could you check whether they cover {a}? They didn't for {b}.",
    "The {a} is fine now. It's really the {b} that I'm calling about.",
    "Since Tuesday, and the {b} made it worse.",
    "That works. And please tell them about the {a}.",
    "I have a form for the {b} somewhere, I'll bring it.",
)
MEDICINE_LINE = "I take {medicine} every morning, does that matter?"
NAME_LINE = "My name is {first} {surname}."
GREETING = "Harborview Dental Group, this is Harper. How can I help?"
OPENING = "Hi, I'm calling about {a}."
BOOKED = "Then I have you down for {a}. We will send you a text to confirm."
GOODBYE = "You're welcome, {first}. Have a good day."
THANKS = "Great, thank you so much."
