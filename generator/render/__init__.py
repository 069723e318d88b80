"""Renders the pages of the plan as Markdown."""
