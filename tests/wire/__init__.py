"""A loopback Discord: simcord's model behind real HTTP and a real gateway websocket."""
