"""The rules of action items."""
