"""What looks like many signatures by few people, and what a review would do about it."""

from __future__ import annotations

BURST = 20
"""New accounts that sign a campaign within SPAN hours before the next ones count as pending."""
SPAN = 2
