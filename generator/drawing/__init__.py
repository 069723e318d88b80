"""Renders charts and cards to SVG and PNG."""
