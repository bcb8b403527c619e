"""What the project needs to make itself; nothing of it runs in the bot."""
