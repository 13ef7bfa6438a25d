"""The mails with numbers: what each says, built again from the facts at every try.

Importing a module here registers its mails."""
