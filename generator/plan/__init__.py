"""Plans the site: its pages and addresses, and the words of each language."""
