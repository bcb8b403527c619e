"""Every word that members read from this cog, by what it is about."""
