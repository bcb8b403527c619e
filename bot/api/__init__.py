"""What a cog may import of the bot: specs and plain values, no input or output, no SDK."""
