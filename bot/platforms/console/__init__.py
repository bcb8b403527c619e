"""The terminal as a face: a prompt for people, a reader for scripts."""
