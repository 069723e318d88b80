"""What the pages of bodies, posts and regions say of this act is true and in one order."""

from __future__ import annotations

import re
from typing import Any

import markdown
import pytest
from lxml import html

from generator.builder.navigation import navigation
from generator.builder.preparation import PreparedSite
from generator.checks.sandbox import EXTENSIONS
from generator.plan.pages import Page
from generator.render.page_kinds import page_context
from generator.render.renderer import blank, render_page, view_of


def test_an_appointment_without_an_appointing_party_says_so(real: PreparedSite) -> None:
    page = rendered_appointments(real)
    unnamed = real.localizations[0].strings["appointments.unnamed"]
    for row in page.xpath("//li[h2]"):
        [answer] = row.find_class("appoints")
        assert answer.text_content().strip(), row.text_content()
        assert bool(answer.xpath(".//a")) != answer.text_content().startswith(unnamed)
        assert len(row.find_class("ground")) == 1
        for field in ("proposes", "consents"):
            [cell] = row.find_class(field)
            assert bool(cell.xpath(".//a")) != (cell.text_content().strip() == unnamed)


def test_each_appointment_has_an_anchor_of_its_own(real: PreparedSite) -> None:
    ids = rendered_appointments(real).xpath("//li/h2/@id")
    assert len(ids) == len(set(ids)) == 13


def rendered_appointments(prepared: PreparedSite) -> Any:
    text = shown(prepared, Page("appointments.html", "appointments")).split("---\n", 2)[2]
    return html.fromstring(markdown.markdown(text, extensions=list(EXTENSIONS)))


@pytest.mark.parametrize("place", [0, 1])
def test_regions_have_one_order_everywhere(real: PreparedSite, place: int) -> None:
    localization = real.localizations[place]
    order = [region.id for region in localization.regions]
    pages = [source for source in sources(navigation(real.plan.tree, localization)) if "regions/" in source]
    assert [name[8:-3] for name in pages if name != "regions/index.md"] == order
    below = [
        source
        for source in sources(navigation(real.plan.tree, localization))
        if "bodies/prosecution-" in source
    ]
    assert [real.localizations[0].index.bodies[name[7:-3]].region for name in below] == order
    first, second = (Page(f"regions/{id_}.html", "region", id_) for id_ in order[:2])
    after = page_context(first, real.plan, localization, real.proof).neighbours().after
    assert after and after.href == f"{second.subject}.html"


def sources(entries: list[object]) -> list[str]:
    """Return the Markdown files of a navigation, in its order."""
    found: list[str] = []
    for entry in entries:
        assert isinstance(entry, dict)
        for value in entry.values():
            found += [value] if isinstance(value, str) else sources(value)
    return found


def test_a_region_is_sorted_by_its_proper_name(real: PreparedSite) -> None:
    names = [
        localization.text(region.name)
        for localization in real.localizations[1:]
        for region in localization.regions
    ]
    assert names.index("Алматинская область") + 1 == names.index("город Алматы")
    assert names.index("Алматинская область") + 2 == names.index("город Астана (в акте – Нур-Султан)")
    assert names[-2:] == ["Военная сфера", "Транспортная сфера"]
    assert names.index("область Ұлытау") < names.index("город Шымкент")


def test_a_group_of_many_bodies_is_a_count(real: PreparedSite) -> None:
    page = shown(real, Page("bodies/named.html", "named"))
    assert re.search(r"\[22 [^\]]+\]\(territorial\.md\)", page)


def shown(prepared: PreparedSite, page: Page) -> str:
    context = page_context(page, prepared.plan, prepared.localizations[0], prepared.proof)
    view = view_of(context)
    return render_page(context, view, blank(view.figures))


def test_the_prosecutor_general_does_not_form_the_academy(real: PreparedSite) -> None:
    """Point 19, 24): he forms institutions; on the education organisation he proposes to the President."""
    academy = shown(real, Page("bodies/academy.html", "body", "academy"))
    logistics = shown(real, Page("bodies/logistics.html", "body", "logistics"))
    forms = real.localizations[0].strings["relation.forms.object"]
    assert forms in logistics
    assert forms not in academy


def test_the_office_directs_the_territorial_bodies_of_the_committee_only(real: PreparedSite) -> None:
    """Point 15, 43), as the Committee's own statute has it."""
    directs = real.localizations[0].strings["relation.directs.object"]
    place = "chp_2__para_15__subpara_43"
    directorate = shown(real, Page("bodies/committee-kz-10.html", "body", "committee-kz-10"))
    office = shown(real, Page("bodies/prosecution-kz-10.html", "body", "prosecution-kz-10"))
    assert directs in directorate and place in directorate
    assert place not in office
