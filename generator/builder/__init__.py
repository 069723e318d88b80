"""Builds the site: Markdown trees, MkDocs, the website for a URL, the bundle, the development server."""
