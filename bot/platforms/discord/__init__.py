"""Discord: slash commands, buttons, reactions, forms."""
