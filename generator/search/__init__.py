"""Builds the search index and the search script of each language."""
