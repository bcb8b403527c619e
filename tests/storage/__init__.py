"""Tests of what belongs to everyone, on SQLite and on PostgreSQL."""
