"""Readers of the files an act is received in: one module per format, bytes in and lines of text out."""
