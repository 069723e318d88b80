"""Turns the text of an act into provisions, without touching a file."""
