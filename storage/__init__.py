"""The one transaction door, and the tables that belong to everyone."""
