"""Breadcrumbs: the way down to a page, in plain words, without the page itself."""

from __future__ import annotations

import pytest

from generator.builder.preparation import PreparedSite
from generator.render.page_kinds import page_context


@pytest.mark.parametrize(
    ("path", "crumbs"),
    [
        ("index.html", []),
        ("chapters/2.html", [("Положение", "../text.html"), ("Главы", "index.html")]),
        ("functions/10.html", [("Функции и полномочия", "../topics/index.html"), ("Функции", "index.html")]),
        # A section leads to its first page; on that page it would lead nowhere.
        ("text.html", [("Главная", "index.html")]),
        ("currency.html", [("О сайте", "about.html")]),
    ],
)
def test_crumbs(real: PreparedSite, path: str, crumbs: list[tuple[str, str]]) -> None:
    page = next(page for page in real.plan.pages if page.path == path)
    context = page_context(page, real.plan, real.localizations[1], real.proof)
    assert [(link.words, str(link.href)) for link in context.crumbs()] == crumbs
