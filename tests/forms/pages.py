"""A saved page of a law portal, with the navigation, scripts and footer that such pages have."""

from __future__ import annotations

from html import escape

from tests.forms.acts import Act, Paragraph

PAGE = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<title>{title} - Portal</title>
<style>.text p {{ text-indent: 1.25cm }}</style>
<script>window.dataLayer = ['1. script', '2) script'];</script>
</head>
<body>
<noscript><img src="https://counter.invalid/1.gif" alt=""></noscript>
<header class="slogan"><a href="/">Portal</a> <form><input name="q"><button>Search</button></form></header>
<nav><ul><li><a href="/1">1. Home</a></li><li><a href="/2">2. Laws</a></li></ul></nav>
<div class="breadcrumbs"><a href="/">Home</a> / <a href="/laws">Laws</a></div>
<div id="content">
<div class="toolbar"><a href="#" onclick="window.print()">Print</a> <a href="act.docx">Word</a></div>
<div class="text">
{body}
</div>
</div>
<aside><h3>See also</h3><ul><li><a href="/3">Another act</a></li></ul></aside>
<footer><p>&copy; 2026 Portal. All rights reserved.</p></footer>
<script src="https://counter.invalid/counter.js"></script>
</body>
</html>
"""


def page(act: Act) -> str:
    """Return an act as a page."""
    body = "\n".join(_block(paragraph) for paragraph in act.paragraphs)
    title = escape(act.paragraphs[0].text if act.paragraphs else "")
    return PAGE.format(language=act.language, title=title, body=body)


def _block(paragraph: Paragraph) -> str:
    lines = "<br>\n".join(escape(line) for line in paragraph.lines)
    if paragraph.heading:
        return f'<h{paragraph.heading} style="text-align: center">{lines}</h{paragraph.heading}>'
    if paragraph.side:
        return f'<table width="100%"><tr><td>&nbsp;</td><td align="center">{lines}</td></tr></table>'
    return f"<p>&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;{lines}</p>"
