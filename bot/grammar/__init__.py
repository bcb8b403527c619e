"""The grammar of typed lines: "motion vote 12 for" to a command and its values, and back."""

from bot.grammar.lines import Grammar
from bot.grammar.spoken import example_line, spoken

__all__ = ["Grammar", "example_line", "spoken"]
