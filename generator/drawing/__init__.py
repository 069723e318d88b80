"""Renders charts and social cards to SVG and PNG."""
