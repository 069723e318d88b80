"""Runs axe on a loaded page: all rules on all elements, but those of colours once for each look of a text.

Nine tenths of axe's processor time go into the colours of texts that look alike. A text is looked at only if
no earlier one has the same look: the same tags, classes, colours, backgrounds and letters, from itself up to
the root of the page. What is taken out of the flow may lie over or under any text, so each such element is
looked at, with all that it holds and meets. With `every_text`, which `make audit-full` takes, every text is
looked at.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.support.paths import ROOT

MODULES = (ROOT / ".ci" / "node_modules", ROOT / "node_modules")
CONTRAST = "color-contrast"
EVERY_TEXT = [
    pytest.param(False, id="each look"),
    pytest.param(True, marks=pytest.mark.full, id="every text"),
]
"""The values of `every_text`, for `make audit` and for `make audit-full`."""

LINKS = "link-in-text-block"
OF_COLOURS = (CONTRAST, LINKS)
"""The rules that look at colours."""

SAMPLE = "data-look"
"""The attribute of the elements whose contrast is looked at; no style sheet knows it."""

# Marks the first element of each look, what is out of the flow and what that meets; counts the marks.
MARK = """attribute => {
  const styles = ["color", "backgroundColor", "backgroundImage", "opacity", "filter", "mixBlendMode",
    "textShadow", "fontSize", "fontWeight", "fontFamily", "visibility", "display", "overflow", "fill",
    "webkitTextFillColor", "webkitTextStrokeWidth", "clip", "clipPath", "textIndent"];
  const states = ["disabled", "aria-disabled", "aria-hidden", "hidden", "type", "open"];
  const all = [...document.querySelectorAll("*")], looks = new Map(), afloat = new Set(), boxes = [];
  for (const element of all) {
    const style = getComputedStyle(element);
    const out = ["absolute", "fixed", "sticky"].includes(style.position) || style.zIndex !== "auto"
      || style.float !== "none" || style.transform !== "none";
    if (out) boxes.push(element.getBoundingClientRect());
    if (out || afloat.has(element.parentElement)) afloat.add(element);
    const look = [
      looks.get(element.parentElement), element.localName, [...element.classList].sort().join(" "),
      element.hasAttribute("href"), ...states.map(name => element.getAttribute(name)),
      ...styles.map(name => style[name]),
      [...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim()),
    ].join("|");
    if (!looks.has(look)) looks.set(look, looks.size);
    looks.set(element, looks.get(look));
  }
  const seen = new Set();
  const meets = (one) => boxes.some((box) => one.left < box.right && one.right > box.left
    && one.top < box.bottom && one.bottom > box.top);
  const marked = all.filter((element) => {
    const isNew = !seen.has(looks.get(element));
    seen.add(looks.get(element));
    return isNew || afloat.has(element) || meets(element.getBoundingClientRect());
  });
  for (const element of marked) element.setAttribute(attribute, "");
  return marked.length;
}"""

RUN = """([selectors, only]) => {
  axe.configure({ rules: Object.entries(selectors).map(([id, selector]) => ({ id, selector })) });
  const told = (node) => `${node.target}: ${node.html.slice(0, 160)}`;
  return axe.run(document, { resultTypes: ["violations"], ...(only && { runOnly: only }) }).then(
    (result) => result.violations.map((one) => `${one.id}: ${one.nodes.slice(0, 3).map(told)}`));
}"""


def rules(scheme: str, every_text: bool) -> Sequence[str]:
    """Return the rules to run in a colour scheme, empty for all.

    Schemes differ in colours alone, so `make audit` runs the other rules in the light one.
    """
    return OF_COLOURS if scheme == "dark" and not every_text else ()


def installed(relative: str) -> Path:
    """Return a file of an installed Node package; skip where it is missing, fail under CI."""
    for folder in MODULES:
        if (folder / relative).is_file():
            return folder / relative
    message = f"{relative.split('/')[0]} is not installed"
    if os.environ.get("CI"):
        pytest.fail(message)
    pytest.skip(message)


def violations(page: Page, every_text: bool = False, only: Sequence[str] = ()) -> list[str]:
    """Return what axe finds wrong on the page that is shown: the rule, then its first three elements.

    `only` names the rules to run; without it all are.
    """
    page.evaluate(installed("axe-core/axe.min.js").read_text(encoding="utf-8"))
    if not every_text:
        page.evaluate(MARK, SAMPLE)
    selectors = {} if every_text else {CONTRAST: f"[{SAMPLE}]", LINKS: f"a[href][{SAMPLE}]"}
    found: list[str] = page.evaluate(RUN, [selectors, list(only) or None])
    return found
