"""Every component in every state, and the main screens with sample people. Development only."""

from callboard.ui.styleguide.pages import PAGES, context

__all__ = ["PAGES", "context"]
