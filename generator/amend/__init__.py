"""Reads an amending act: what it orders, of which act, from which day, and with which words."""
