"""What polls and elections may be and become: no clock, no disk, no network."""
