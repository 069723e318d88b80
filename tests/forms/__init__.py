"""Writes an act in the forms that people have: Word, a saved page, PDF, and many kinds of plain text."""
