"""What members read of blocs."""
