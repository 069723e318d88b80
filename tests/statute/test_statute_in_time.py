"""What the pages of the statute in time may say of this statute, and what they must never say."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache

import pytest

from generator.act.targets import Target
from generator.builder.preparation import PreparedSite
from generator.plan.localization import Localization
from generator.plan.pages import Page
from generator.render import renderer
from generator.render.page_kinds import page_context
from generator.render.renderer import blank
from generator.timeline.table import State
from generator.views.comparisons import ComparisonsView
from generator.views.context import PageContext
from generator.views.dated_structures import DatedStructureView
from generator.views.parts import View
from generator.views.roles import ProvisionView
from generator.views.versions import VersionView

CLOSED = ("chp_1__para_1", "chp_1__para_2", "chp_1__para_11", "chp_2__para_13")
"""The provisions of 2022 that are joined to a later wording (issue 18): points 1, 2, 11 and 13."""

KINDS = ("history", "version", "comparisons", "structure", "amendment")
LATEST = dt.date(2025, 12, 17)


def contexts(real: PreparedSite) -> list[PageContext]:
    """Return the context of every page of the statute in time, in every language."""
    pages = [page for page in real.plan.pages if page.kind in KINDS]
    return [
        page_context(page, real.plan, localization, real.proof)
        for localization in real.localizations
        for page in pages
    ]


@cache
def _markdown(real_id: int) -> dict[tuple[str, str], str]:
    return {}


def markdown(real: PreparedSite) -> dict[tuple[str, str], str]:
    """Return the Markdown of these pages: (language, address) -> text. The source is rendered once."""
    pages = _markdown(id(real))
    for context in contexts(real) if not pages else []:
        view = renderer.view_of(context)
        drawings = blank(view.figures)
        text = renderer.render_page(context, view, drawings)
        pages[context.localization.code, context.page.path] = text.split("\n---\n", 1)[1]
    return pages


def view(real: PreparedSite, path: str, code: str) -> View:
    page = next(page for page in real.plan.pages if page.path == path)
    return renderer.view_of(page_context(page, real.plan, localization(real, code), real.proof))


def localization(real: PreparedSite, code: str) -> Localization:
    return next(one for one in real.localizations if one.code == code)


def comparisons(real: PreparedSite, code: str) -> ComparisonsView:
    shown = view(real, "comparisons.html", code)
    assert isinstance(shown, ComparisonsView)
    return shown


def test_the_list_of_joined_provisions_is_closed(real: PreparedSite) -> None:
    history = real.plan.history
    assert history
    assert tuple(history.compared) == CLOSED
    homes = [target.id for target in real.plan.homes if target.kind == "comparison"]
    assert sorted(homes) == sorted(CLOSED)


def test_the_quiet_line_stands_at_the_joined_provisions_only(real: PreparedSite) -> None:
    page = next(page for page in real.plan.pages if page.path == "text.html")
    context = page_context(page, real.plan, localization(real, "ru"), real.proof)
    lines = {}
    for provision in real.dataset.provisions:
        later = context.later(provision, noted=False)
        if later and "comparisons" in later.href:
            lines[provision.eid] = later.words
    assert lines == {
        "chp_1__para_1": (
            "05.10.2023: пункт 1 – новая редакция; 17.12.2025: пункт 1, часть вторая – новая редакция"
        ),
        "chp_1__para_2": "05.10.2023: пункт 2 – новая редакция; 17.12.2025: пункт 2 – новая редакция",
        "chp_1__para_11": "17.12.2025: пункт 11 – новая редакция",
        "chp_2__para_13": "17.12.2025: пункт 13 – дополнение",
    }


def test_the_translation_of_2022_is_never_marked_against_official_words(real: PreparedSite) -> None:
    first = real.dataset.act.version.date
    assert first
    before = localization(real, "ru").date(first)
    steps = [step for one in comparisons(real, "ru").provisions for step in one.steps]
    from_2022 = [step for step in steps if step.before == before]
    assert len(from_2022) == len(CLOSED)
    for step in from_2022:
        assert not step.marked
        assert not [run for row in step.rows for cell in row if cell for run in cell.runs if run.mark]
    marked = [step for step in steps if step.marked]
    assert len(marked) == 2, "points 1 and 2, from the official Russian of 2023 to that of 2025"


def test_the_kazakh_wordings_are_marked_where_whole_provisions_are_given(real: PreparedSite) -> None:
    provisions = comparisons(real, "kk").provisions
    assert {one.eid: [step.marked for step in one.steps] for one in provisions} == {
        "chp_1__para_1": [True, True],
        "chp_1__para_2": [True, True],
        "chp_1__para_11": [True],
        "chp_2__para_13": [False],
    }
    point_11 = next(one for one in provisions if one.eid == "chp_1__para_11").steps[0]
    left, right = point_11.rows[0]
    assert left and right
    assert [str(run.words) for run in left.runs if run.mark] == ["бюджеттен"]
    assert [str(run.words) for run in right.runs if run.mark] == [
        "бюджеттен, сондай-ақ активтерді қайтаруға қатысты қызмет бөлігінде Арнаулы мемлекеттік қордан"
    ]


def test_point_13_shows_the_inserted_paragraphs_and_joins_none(real: PreparedSite) -> None:
    point = next(one for one in comparisons(real, "ru").provisions if one.eid == "chp_2__para_13")
    rows = point.steps[0].rows
    assert not [row for row in rows if row[0] and row[1]], "no paragraph of 2022 beside a later one"
    given = [right for _, right in rows if right and right.runs]
    assert len(given) == 3
    unknown = [right for _, right in rows if right and not right.runs]
    assert [right.note for right in unknown] == ["слова на этот день не известны"]


def test_point_1_mixes_a_last_known_and_a_later_paragraph_and_says_so(real: PreparedSite) -> None:
    shown = view(real, "versions/2025-12-17.html", "ru")
    assert isinstance(shown, VersionView)
    point = {line.eid: line.last_known for line in shown.lines if line.eid.startswith("chp_1__para_1__")}
    point["chp_1__para_1"] = next(line.last_known for line in shown.lines if line.eid == "chp_1__para_1")
    assert point == {
        "chp_1__para_1": "последняя известная редакция, от 05.10.2023",
        "chp_1__para_1__p_2": "",
        "chp_1__para_1__p_3": "последняя известная редакция, от 05.10.2023",
    }


def test_a_function_whose_number_has_another_text_later_says_so(real: PreparedSite) -> None:
    """The decree of 5 October 2023 gave subpoint 5) of point 15 words about foreign courts."""
    shown = view(real, "functions/5.html", "ru")
    assert isinstance(shown, ProvisionView)
    assert [(link.words, link.href) for link in shown.later.same_number] == [
        ("5 октября 2023 года", "../versions/2023-10-05.html#chp_2__para_15__subpara_5")
    ]
    other = view(real, "functions/4.html", "ru")
    assert isinstance(other, ProvisionView) and other.later.same_number == []


def test_the_rows_of_the_structure_are_not_counted_as_unknown(real: PreparedSite) -> None:
    """Their words of 2022 are the last known ones until No. 1125 gave a new structure."""
    earlier, later = (view(real, f"versions/{day}.html", "ru") for day in ("2023-10-05", "2025-12-17"))
    assert isinstance(earlier, VersionView) and isinstance(later, VersionView)
    assert "для 18 известна только редакция от 3 октября 2022 года" in earlier.earlier
    assert later.earlier == ""


@pytest.mark.parametrize("day", ["2023-10-05", "2025-12-17"])
@pytest.mark.parametrize("code", ["kk", "ru"])
def test_a_version_has_the_acts_words_and_none_of_2022(real: PreparedSite, day: str, code: str) -> None:
    shown = view(real, f"versions/{day}.html", code)
    assert isinstance(shown, VersionView)
    quoted = {
        provision.text[code]
        for provisions in real.dataset.amendments.provisions.values()
        for provision in provisions
        if provision.kind == "quoted"
    }
    letters = "".join("".join(words.split()) for words in quoted)
    history = real.plan.history
    assert history
    for row in history.table.on(dt.date.fromisoformat(day)):
        if history.is_shown(row):
            assert row.by, f"{row.eid}: words of 2022 on the page of {day}"
            assert "".join(row.text[code].rstrip(".;").split()) in letters
    assert len([line for line in shown.lines if line.words]) == len(
        [row for row in history.table.on(dt.date.fromisoformat(day)) if history.is_shown(row)]
    )


def test_no_term_reference_assignment_or_title_of_2022_stands_on_a_later_wording(real: PreparedSite) -> None:
    titles = {words for title in real.dataset.editorial.titles for words in title.title.values()}
    for (code, path), text in markdown(real).items():
        assert "terms/" not in text, path
        assert "](../acts/" not in text and "](acts/" not in text, path
        assert "functions/" not in text and "powers/" not in text and "bodies/" not in text, path
        assert "own-title" not in text, path
        if path.startswith("versions"):
            assert not [line for line in text.split("\n") if line.strip(" #*") in titles], (code, path)
    law = "Заң"
    kk = markdown(real)["kk", "versions/2025-12-17.html"]
    defining = next(line for line in kk.split("\n") if "(бұдан әрі – Заң)" in line)
    assert law in defining and "](" not in defining, "«Заң» of No. 1125 is the law on asset return"


NEVER = re.compile(
    r"действует|действующ\w+ (?:редакци|текст)|в силе\b|қолданыстағы (?:редакция|мәтін)\b|күшінде"
    r"|23 мая 2023 года изложен|преобразован[ао]? в (?:службу|департамент|управление)"
)


def test_nothing_is_said_to_be_in_force_or_to_have_become_another(real: PreparedSite) -> None:
    acts = {
        " ".join(words.split())
        for provisions in real.dataset.amendments.provisions.values()
        for provision in provisions
        for words in provision.text.values()
    }
    for (code, path), text in markdown(real).items():
        for line in text.split("\n"):
            plain = re.sub(r"\{:[^}]*\}|<[^>]*>|[\\*_]", "", line)
            # The name of the page that says where to look is a question, not a claim.
            plain = re.sub(r"\[(Где действующий текст|Қолданыстағы мәтін қайда)\]", "", plain)
            own = not any(words[:60] in " ".join(plain.split()) for words in acts if len(words) > 20)
            if own and not line.startswith("|"):
                assert not NEVER.search(plain), f"{code} {path}: {plain}"


def test_decree_227_is_named_as_a_possible_cause_only(real: PreparedSite) -> None:
    for (_, path), text in markdown(real).items():
        for line in text.split("\n"):
            if "227" in line:
                assert path == "history.html"
                assert re.search(r"не установлено|анықталмаған", line), line


def test_the_structure_of_2025_is_compared_by_names_alone(real: PreparedSite) -> None:
    shown = view(real, f"structures/{LATEST}.html", "ru")
    assert isinstance(shown, DatedStructureView)
    assert (len(shown.same), len(shown.similar), len(shown.other), len(shown.gone)) == (11, 2, 5, 4)
    assert [number.number for number in shown.numbers] == ["5866", "5884"]
    assert [body.words for body in shown.bodies] == [
        "Комитет по правовой статистике и специальным учетам",
        "Комитет по защите прав инвесторов",
    ]
    boxes = [item.kind for item in shown.figures[0].items]
    assert boxes.count("unit") == 18
    assert boxes.count("agency") == 2
    assert boxes.count("more") == 1
    assert len(boxes) == 22, "the office, 18 units, two agencies and one box for the rest; nothing else"


def test_no_other_line_of_2022_is_gone_from_the_structure(real: PreparedSite) -> None:
    shown = view(real, f"structures/{LATEST}.html", "kk")
    assert isinstance(shown, DatedStructureView)
    assert [link.words for link in shown.gone] == [
        "Қылмыстық қудалау қызметі",
        "Арнайы прокурорлар қызметі",
        "Кадрларды дамыту департаменті",
        "Ішкі тергеп-тексеру департаменті",
    ]


def test_each_instruction_leads_to_what_it_did(real: PreparedSite) -> None:
    history = real.plan.history
    assert history
    text = markdown(real)["ru", "amendments/decree-366.html"]
    act = history.acts["decree-366"]
    for operation in act.operations:
        given = history.given_by(operation)
        if given:
            assert f"](../versions/2023-10-05.md#{given[0].eid})" in text
    text = markdown(real)["ru", "amendments/decree-1125.html"]
    assert "Официальный русский текст взят из неофициальной копии; с официальной базой не сверен." in text


def test_only_wordings_given_for_the_day_are_cited_as_of_it(real: PreparedSite) -> None:
    shown = view(real, "versions/2025-12-17.html", "ru")
    assert isinstance(shown, VersionView)
    history = real.plan.history
    assert history
    cited = {row.eid: dict(row.units) for group in shown.citations.groups for row in group.rows}
    assert all(row.state_on(LATEST) is State.KNOWN for row in history.table.on(LATEST) if row.eid in cited)
    assert "chp_1__para_1" not in cited
    assert cited["chp_1__para_11"]["ru"].endswith("(в редакции от 17 декабря 2025 года)")
    assert cited["chp_1__para_11"]["kk"].endswith("(2025 жылғы 17 желтоқсандағы редакция)")


def test_search_engines_and_the_search_leave_incomplete_texts_out(real: PreparedSite) -> None:
    for context in contexts(real):
        shown = renderer.view_of(context)
        text = renderer.render_page(context, shown, blank(shown.figures))
        front = text.split("\n---\n", 1)[0]
        assert ("noindex: true" in front) == (context.page.kind == "version"), context.page.path


def test_every_page_but_the_history_leads_to_it(real: PreparedSite) -> None:
    other = Page("text.html", "text")
    context = page_context(other, real.plan, localization(real, "ru"), real.proof)
    assert context.link(Target.page("history")) == "history.html"
    text = renderer.render_page(context, renderer.view_of(context), {})
    assert 'history: "history.html"' in text.split("\n---\n", 1)[0]
