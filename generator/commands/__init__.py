"""Commands that import, review and distribute a data folder."""
