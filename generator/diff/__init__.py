"""Compares two datasets, provision by provision."""
