"""Takes what people read out of the code, the pages and the mails, for translators.

`python -m scripts.words FILE.pot` writes a gettext template; `babel.cfg` says where it looks."""

import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import write_po

ROOT = Path(__file__).parents[1]
SOURCES = ROOT / "callboard"
KEYWORDS = {**DEFAULT_KEYWORDS, "gettext_lazy": None, "ngettext_lazy": (1, 2)}


def catalog() -> Catalog:
    """Every message with the files that say it, in their order."""
    with (ROOT / "babel.cfg").open(encoding="utf-8") as mapping:
        methods, options = parse_mapping_cfg(mapping)  # type: ignore[no-untyped-call]
    found = Catalog(project="Portal", charset="utf-8")
    for file, line, message, comments, context in extract_from_dir(
        SOURCES, methods, options, keywords=KEYWORDS
    ):
        place = (f"callboard/{file}", line)
        found.add(message, None, [place], auto_comments=comments, context=context)
    return found


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit("usage: python -m scripts.words FILE.pot")
    found = catalog()
    with Path(sys.argv[1]).open("wb") as file:
        write_po(file, found, width=100, sort_by_file=True, omit_header=False)
    print(f"{sys.argv[1]}: {len(found)} messages")


if __name__ == "__main__":
    main()
