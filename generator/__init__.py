"""Turns the structured data of a public body's statute into a static site."""
