"""Every word that members read from this cog."""
