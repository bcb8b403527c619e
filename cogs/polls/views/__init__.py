"""What members read of polls and elections."""
