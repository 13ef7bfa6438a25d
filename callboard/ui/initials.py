"""Two letters for a person or a business without a picture."""


def initials(name: str) -> str:
    """ "Ana Ruiz" gives AR, "Northwind" gives N, nothing gives a middle dot."""
    words = [word for word in name.split() if word[0].isalnum()]
    if not words:
        return "·"
    ends = [words[0]] if len(words) == 1 else [words[0], words[-1]]
    return "".join(word[0].upper() for word in ends)
