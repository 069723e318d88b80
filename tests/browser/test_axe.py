"""That axe on one text of each look finds what axe on every text finds."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.support.axe import violations

pytestmark = pytest.mark.browser

PALE = "color: #ccc; background: #fff"
FAULTS = {
    "one text": f"[...document.querySelectorAll('article p.law')].at(-1).style = '{PALE}'",
    "a style sheet": f"""document.head.insertAdjacentHTML("beforeend",
        "<style>article p.law:nth-of-type(odd) {{ {PALE} }}</style>")""",
    "an ancestor": """[...document.querySelectorAll("article p.law")].at(-1).parentElement.style.background =
        "#444" """,
    "a box behind": """(() => {
        const text = [...document.querySelectorAll("article p.law")].at(-1);
        const { left, top, width, height } = text.getBoundingClientRect();
        const box = document.createElement("div");
        Object.assign(box.style, { position: "absolute", background: "#222", width: `${width}px`,
            height: `${height}px`, left: `${left + scrollX}px`, top: `${top + scrollY}px` });
        document.body.prepend(box);
        for (let one = text; one !== document.body; one = one.parentElement) one.style.position = "relative";
    })()""",
    "letters made smaller": """(() => {
        const [one, other] = [...document.querySelectorAll("article p.law")].slice(-2);
        one.style = "color: #888; background: #fff; font-size: 40px";
        other.style = "color: #888; background: #fff; font-size: 12px";
    })()""",
    "a link like the words around it": """(() => {
        const text = [...document.querySelectorAll("article p.law")].at(-1);
        const link = "<a href='#' style='all: unset; color: #333'>a link</a>";
        text.insertAdjacentHTML("beforeend", ` words around ${link} in them`);
    })()""",
    "no name": """[...document.querySelectorAll("article a[href]")].at(-1).replaceChildren()""",
}
"""What is done to a page -> something that axe is to find."""


@pytest.mark.parametrize("fault", FAULTS)
def test_one_text_of_each_look_tells_what_every_text_tells(page: Page, site: Path, fault: str) -> None:
    found = []
    for every_text in (False, True):
        page.goto((site / "ru" / "chapters" / "1.html").as_uri())
        page.evaluate(FAULTS[fault])
        found.append({one.partition(":")[0] for one in violations(page, every_text)})
    assert found[0] == found[1] != set()
