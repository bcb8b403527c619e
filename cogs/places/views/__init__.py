"""Everything of this cog that a person reads."""
