"""What the demo says when it is ready: where to go, and as whom."""

from typing import Any

from callboard.demo.folder import Folder


def welcome(manifest: dict[str, Any], folder: Folder) -> str:
    rows: list[str] = ["", "Callboard demo is ready", ""]
    for agency in manifest["agencies"]:
        rows.append(f"  {agency['name']}")
        rows += [
            _row(f"{agency['base_url']}/agency/", who["email"], who["password"], who["role"])
            for who in agency["staff"]
        ]
        rows += [
            _row(f"{agency['base_url']}/", who["email"], who["password"], client["name"])
            for client in agency["clients"]
            for who in client["members"]
        ]
        rows.append("")
    rows += [
        f"  Mailbox   {manifest['mailbox_url']}",
        "  Stripe    any key that begins with sk_test_; the demo plays Stripe itself",
        f"  Files     {folder.path}  (make demo-reset forgets them)",
        "",
        "  Ctrl-C ends the demo.",
        "",
    ]
    return "\n".join(rows)


def _row(where: str, email: str, password: str, what: str) -> str:
    return f"    {where:<38} {email:<31} {password:<22} {what.replace('_', '-')}"
