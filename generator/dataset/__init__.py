"""Reads and writes the YAML files of the data folder."""
