"""Nothing in the repository names a package registry's host or a folder of somebody's machine."""

import re

from tests.lint import tree

# Written in pieces, so that this file does not name them itself.
REGISTRIES = (
    ("pypi", "org"),
    ("pythonhosted", "org"),
    ("registry.npmjs", "org"),
    ("npmjs", "com"),
    ("deb.debian", "org"),
    ("crates", "io"),
    ("proxy.golang", "org"),
)
HOSTS = re.compile("|".join(re.escape(".".join(pieces)) for pieces in REGISTRIES))
FOLDERS = re.compile(r"(?<![\w.>}])/(?:work|root|Users|home)/[\w.]")


def _hits(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{name}:{number}: {line.strip()[:120]}"
        for name in tree.files()
        for number, line in enumerate((tree.text(name) or "").splitlines(), start=1)
        if pattern.search(line)
    ]


def test_no_registry_is_named():
    assert _hits(HOSTS) == []


def test_no_folder_of_a_machine_is_named():
    assert _hits(FOLDERS) == []
