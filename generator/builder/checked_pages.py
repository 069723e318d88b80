"""Renders the pages to see that they can be, but for those that the last check rendered from the same input.

`build/.cache/checked` records what each page reads, as `page_record` does for a build. It only saves time: if
it is missing, damaged or of another program, every page is rendered.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from functools import partial

from generator.builder import page_record, snapshot
from generator.builder.page_record import Made
from generator.builder.preparation import PreparedSite
from generator.builder.snapshot import Snapshot
from generator.builder.up_to_date import CACHE
from generator.builder.warm_processes import WarmProcesses
from generator.builder.workspace import CHECKED
from generator.files import forks
from generator.plan.localization import Localization
from generator.render import renderer
from generator.render.page_kinds import page_context


def render(prepared: PreparedSite, warm: WarmProcesses) -> int:
    """Render the pages whose input has changed; return how many pages there are.

    `warm` processes may have compiled the templates. Raises what rendering raises, and `ProblemsError` if a
    process is killed; nothing is then recorded.
    """
    path = prepared.project.build / CACHE / CHECKED
    taken = snapshot.take(prepared, {})
    known = page_record.read(path, taken)
    codes = [localization.code for localization in prepared.localizations]
    count = len(codes) * len(prepared.plan.pages)
    render_language = partial(_render, prepared, taken, known)
    if count - sum(map(len, known.values())) <= forks.FEW:
        rendered = [render_language(localization) for localization in prepared.localizations]
    else:
        warm.load_templates()
        rendered = forks.each(render_language, prepared.localizations, "renders a language")
    if prepared.project.build.is_dir():  # Else a check writes nothing.
        with suppress(OSError):  # A project that cannot be written to is checked as well.
            page_record.write(path, taken, dict(zip(codes, rendered, strict=True)))
    return count


def _render(
    prepared: PreparedSite,
    taken: Snapshot,
    known: Mapping[str, Mapping[str, Made]],
    localization: Localization,
) -> dict[str, Made]:
    """Render the pages of a language that are not known; return what all of them read."""
    made = dict(known.get(localization.code, {}))
    contexts = [
        page_context(page, prepared.plan, localization, prepared.proof)
        for page in prepared.plan.pages
        if page.source not in made
    ]
    for rendered in renderer.render_pages(contexts, renderer.blank):
        reads = page_record.places(taken, rendered.reads)
        if reads is not None:
            made[rendered.page.source] = Made({}, [], 0, reads)
    return made
