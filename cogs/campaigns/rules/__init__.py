"""What holds for campaigns, whoever asks."""
