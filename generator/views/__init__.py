"""Builds what the template of each page shows, so that templates contain no logic.

One module for each part of the site; `render.page_kinds` assigns its functions to the kinds of page.
"""
