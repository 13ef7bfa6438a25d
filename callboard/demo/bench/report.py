"""The table that the bench prints."""

from dataclasses import dataclass

from callboard.demo.bench.pairs import Pair


@dataclass(frozen=True, slots=True)
class Line:
    """`target` in words; `met` is None where it only informs."""

    name: str
    figures: str
    target: str = ""
    met: bool | None = None

    def __str__(self) -> str:
        verdict = {True: "met", False: "MISSED", None: ""}[self.met]
        return f"{self.name:<34} {self.figures:<44} {self.target:<28} {verdict}".rstrip()


def compared(name: str, pair: Pair, *, most: float, most_ms: float | None = None) -> Line:
    """`ours` against `other`: at most so many times, and at most so long."""
    target = f"<= {most:g}x" + (f", <= {most_ms:g} ms" if most_ms else "")
    met = pair.ratio <= most and (most_ms is None or pair.ours <= most_ms)
    return Line(name, figures(pair), target, met)


def figures(pair: Pair) -> str:
    return f"{pair.ours:8.2f} ms beside {pair.other:8.2f} ms: {pair.ratio:.2f}x"
