"""File system helpers: atomic writes, directory swaps, safe names, package resources."""
