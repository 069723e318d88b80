"""Reads and writes the YAML data folder."""
