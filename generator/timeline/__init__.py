"""Applies amending acts to a statute: one table of wordings, each with its days, its cause and its source."""
