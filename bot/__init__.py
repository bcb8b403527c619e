"""Folkmoot: one bot core that shows its cogs through several faces."""

__version__ = "0.1.0"
