"""What may be done with blocs, and by whom."""
