"""Builds the search index of each language."""
