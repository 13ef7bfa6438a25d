"""Every Jinja template compiles, names templates that exist, and a component uses what it is given.

A misspelt name in a macro renders as nothing and is seen by nobody; here it is an error.
"""

import sys
from collections.abc import Iterator

import django
from django.template import engines
from django.template.backends.jinja2 import Jinja2
from jinja2 import Environment, TemplateSyntaxError, meta

COMPONENTS = "components/"


def complaints(environment: Environment) -> Iterator[str]:
    known = set(environment.list_templates())
    for name in sorted(known):
        assert environment.loader is not None
        source, path, _ = environment.loader.get_source(environment, name)
        try:
            environment.compile(source, name, path)
            tree = environment.parse(source, name, path)
        except TemplateSyntaxError as error:
            yield f"{name}:{error.lineno}: {error.message}"
            continue
        for other in meta.find_referenced_templates(tree):
            if other is not None and other not in known:
                yield f"{name}: there is no template {other}"
        if name.startswith(COMPONENTS):
            for unknown in sorted(
                meta.find_undeclared_variables(tree) - environment.globals.keys()
            ):
                yield f"{name}: nobody gives it {unknown}"


def main() -> int:
    django.setup()
    backend = engines["jinja2"]
    assert isinstance(backend, Jinja2)
    found = list(complaints(backend.env))
    for line in found:
        print(line)
    print(f"{len(backend.env.list_templates())} templates, {len(found)} complaints")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
