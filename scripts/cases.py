"""Writes docs/cases.md: which case of the security contract is proved by which test.

A test names its cases in its own name (`test_o013_…`) or in a docstring (`O-013`). Cases that no
test names are open; why stands in WHY_OPEN.
"""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "docs" / "cases.md"

AREAS = [
    (1, 6, "State"),
    (7, 28, "Token"),
    (29, 46, "Session"),
    (47, 61, "E-mail"),
    (62, 78, "Tenancy"),
    (79, 91, "Webhook"),
    (92, 97, "Upload"),
    (98, 105, "Input"),
    (106, 113, "Recording"),
    (114, 122, "API"),
    (123, 132, "Concurrency"),
    (133, 143, "Fault"),
    (144, 155, "Durability"),
]

WHY_OPEN = {
    "no view as client yet": [43],
    "no API and no keys yet": [31, *range(114, 123)],
    "no streams yet": [32],
    "no custom domains with proof yet": [60, 70, 71, 72, 73, 75, 78],
    "no row-level security: TenantKey and the guard hold instead": [66],
    "no archives are taken in": [97],
    "clients and agencies are archived, not deleted": [155],
    "no backup command yet": [146, 147],
    "nothing released yet to migrate from": [148],
    "a proxy or a provider that the suite has not": [77, 91, 140, 141],
    "a load test, for the benchmark to come": [85, 152, 153, 154],
}


def named() -> dict[int, list[str]]:
    """The tests of each case, as `tests/people/test_links.py::test_o013_…`."""
    found: dict[int, list[str]] = defaultdict(list)
    for file in sorted((ROOT / "tests").rglob("test_*.py")):
        for name, cases in _tests_in(file):
            for case in cases:
                found[case].append(f"{file.relative_to(ROOT)}::{name}")
    return found


def _tests_in(file: Path) -> Iterator[tuple[str, set[int]]]:
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            text = node.name.replace("_", "-") + " " + (ast.get_docstring(node) or "")
            cases = {int(number) for number in re.findall(r"\b[oO]-?(\d{3})\b", text)}
            if cases:
                yield node.name, cases


def page() -> str:
    tests, reasons = named(), {case: why for why, cases in WHY_OPEN.items() for case in cases}
    proved = [case for case in range(1, 156) if tests.get(case)]
    lines = [
        "# Which case is which test",
        "",
        "The security contract has 155 cases. This page is written by `python -m scripts.cases`.",
        f"Named by a test: {len(proved)}. Open: {155 - len(proved)}, each with its reason.",
    ]
    for first, last, area in AREAS:
        lines += ["", f"## {area}", "", "| case | tests |", "|---|---|"]
        for case in range(first, last + 1):
            found = [f"`{test}`" for test in tests.get(case, [])]
            shown = "<br>".join(found) or f"open: {reasons.get(case, 'its part is not built yet')}"
            lines.append(f"| O-{case:03} | {shown} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    OUT.write_text(page())
