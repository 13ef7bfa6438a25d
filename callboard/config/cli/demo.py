"""The demo brings its own command; here it only gets its name."""

from callboard.demo.run import demo

__all__ = ["demo"]
