"""Previews of pull requests."""
