"""Commands that change a data folder."""
