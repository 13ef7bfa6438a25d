"""Finds every macro in `jinja2/components/` and offers it to all templates under its own name."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment

FOLDER = Path(__file__).parent / "jinja2" / "components"
# A macro whose name begins with an underscore belongs to its file alone.
MACRO = re.compile(r"{%-?\s*macro\s+([a-z]\w*)\(")


class Component:
    """A macro, found when called: macros call each other, so none is made before all are known."""

    def __init__(self, environment: Environment, file: str, name: str) -> None:
        self._environment = environment
        self._file = file
        self._name = name

    def __call__(self, *args: Any, **kwargs: Any) -> str:
        # Notices an edited file in development, and is one dictionary look-up elsewhere.
        module = self._environment.get_template(self._file).module
        markup: str = getattr(module, self._name)(*args, **kwargs)
        return markup


def components(environment: Environment) -> Mapping[str, Component]:
    return {name: Component(environment, file, name) for name, file in _macros().items()}


@cache
def _macros() -> Mapping[str, str]:
    """Macro name to template name. Raises ValueError where two files define one name."""
    found: dict[str, str] = {}
    for path in sorted(FOLDER.glob("*.html")):
        for name in MACRO.findall(path.read_text(encoding="utf-8")):
            if name in found:
                raise ValueError(f"component {name} is defined in {found[name]} and {path.name}")
            found[name] = f"components/{path.name}"
    return found
