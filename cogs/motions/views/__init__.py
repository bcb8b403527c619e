"""Every word that members read about motions."""
