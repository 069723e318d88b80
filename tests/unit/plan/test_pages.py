"""The plan of the site: addresses, the way to each page, the navigation and where links lead."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from generator.act.index import Index
from generator.act.targets import Target
from generator.builder.preparation import PreparedSite
from generator.model import BodyKind, Dataset, Kind, Role
from generator.plan.pages import PARALLEL, Branch, Page, Plan, plan, relative
from tests.support import datasets
from tests.support.paths import GOLDEN

ADDRESSES = GOLDEN / "addresses.txt"
"""The addresses of the tiny site; `UPDATE_GOLDEN=1` writes them anew. What has an address keeps it."""


def branches(tree: tuple[Branch, ...]) -> Iterator[Branch]:
    for branch in tree:
        yield branch
        yield from branches(branch.below)


def page(found: Plan, path: str) -> Page:
    return next(one for one in found.pages if one.path == path)


def test_the_addresses_of_the_tiny_site(tiny_prepared: PreparedSite) -> None:
    paths = [one.path for one in tiny_prepared.plan.pages]
    if os.environ.get("UPDATE_GOLDEN"):
        ADDRESSES.write_text("".join(f"{path}\n" for path in paths), encoding="utf-8")
    assert paths == ADDRESSES.read_text(encoding="utf-8").splitlines()


def test_no_two_pages_share_an_address(tiny_prepared: PreparedSite, real: PreparedSite) -> None:
    for prepared in (tiny_prepared, real):
        found = prepared.plan
        in_tree = {one.page for one in branches(found.tree) if one.page}
        parallel = {one for one in found.pages if one.path.startswith(PARALLEL)}
        assert in_tree | parallel == set(found.pages)
        # Some systems do not tell letters by their case.
        assert len({one.path.casefold() for one in in_tree | parallel}) == len(in_tree) + len(parallel)
        assert all(one.path.isascii() and one.path.endswith(".html") for one in found.pages)


def test_every_page_stands_in_the_navigation(tiny_prepared: PreparedSite, real: PreparedSite) -> None:
    for prepared in (tiny_prepared, real):
        in_tree = [one.page.path for one in branches(prepared.plan.tree) if one.page]
        assert len(in_tree) == len(set(in_tree))
        outside = {one.path for one in prepared.plan.pages} - set(in_tree)
        assert all(path.startswith(PARALLEL) for path in outside)


def test_every_heading_of_the_navigation_has_pages_below(real: PreparedSite) -> None:
    headings = [one for one in branches(real.plan.tree) if one.page is None]
    assert {one.key for one in headings} >= {
        "nav.statute",
        "nav.roles",
        "nav.bodies",
        "nav.regions",
        "nav.about",
    }
    assert all(one.below and one.below[0].page for one in headings)


def test_trails(tiny_prepared: PreparedSite) -> None:
    trail = {
        path: [one.page.path if one.page else one.key for one in above]
        for path, above in tiny_prepared.plan.trail.items()
    }
    assert trail["index.html"] == []
    assert trail["text.html"] == ["nav.statute"]
    assert trail["chapters/2.html"] == ["nav.statute", "chapters/index.html"]
    assert trail["functions/3.html"] == ["nav.roles", "functions/index.html"]
    assert trail["bodies/readers.html"] == ["nav.bodies", "bodies/units.html"]
    assert trail["regions/arman.html"] == ["nav.regions", "regions/index.html"]
    assert trail["regions/beskala.html"] == ["nav.regions", "nav.outside"]


@pytest.mark.parametrize(
    ("origin", "address", "link"),
    [
        ("index.html", "text.html", "text.html"),
        ("index.html", "functions/1.html", "functions/1.html"),
        ("functions/1.html", "functions/2.html", "2.html"),
        ("functions/1.html", "text.html#chp_1", "../text.html#chp_1"),
        ("functions/1.html", "bodies/a.html", "../bodies/a.html"),
        ("functions/1.html", "functions/1.html", "1.html"),
        ("functions/1.html", "functions/1.html#x", "#x"),
        ("parallel/functions/1.html", "functions/1.html", "../../functions/1.html"),
        ("index.html", "index.html", "index.html"),
    ],
)
def test_links_are_relative(origin: str, address: str, link: str) -> None:
    assert relative(origin, address) == link


def test_everything_has_a_home(real: PreparedSite, tiny_prepared: PreparedSite) -> None:
    for prepared in (real, tiny_prepared):
        dataset, found = prepared.dataset, prepared.plan
        paths = {one.path for one in found.pages}
        for one in dataset.provisions:
            assert found.address(Target.text(one.eid)) == f"text.html#{one.eid}"
            path, _, anchor = found.address(Target.provision(one.eid)).partition("#")
            assert path in paths - {"text.html"}
            assert anchor == one.eid
        targets = [Target.body(one.id) for one in dataset.organisation.bodies]
        targets += [Target.post(one.id) for one in dataset.organisation.posts]
        targets += [Target.group(one.id) for one in dataset.organisation.groups]
        targets += [Target.region(one.id) for one in dataset.organisation.regions]
        targets += [Target.topic(one.id) for one in dataset.editorial.topics]
        targets += [Target.term(one.id) for one in dataset.glossary.terms]
        assert all(found.address(target).partition("#")[0] in paths for target in targets)
        with pytest.raises(KeyError):
            found.address(Target.body("nobody"))


def test_homes_by_kind(tiny_prepared: PreparedSite) -> None:
    found = tiny_prepared.plan
    homes = {
        Target.provision("chp_2__para_6__subpara_1__al_2"): "chapters/2.html#chp_2__para_6__subpara_1__al_2",
        Target.provision("list_1__item_2"): "lists.html#list_1__item_2",
        Target.provision("para_2__list_1__item_1"): "decree.html#para_2__list_1__item_1",
        Target.provision("att_1__docTitle_1"): "decree.html#att_1__docTitle_1",
        Target.own("chp_2__para_7__subpara_2"): "powers/2.html",
        Target.body("cabinet"): "bodies/named.html#cabinet",
        Target.body("readers"): "bodies/readers.html",
        Target.role("function"): "functions/index.html",
        Target.body_kind("territorial"): "bodies/territorial.html",
        Target.page("terms"): "terms.html",
    }
    assert {target: found.address(target) for target in homes} == homes
    assert Target.own("chp_2__para_4__al_1") not in found.homes
    assert found.link(page(found, "powers/2.html"), Target.body("cabinet")) == "../bodies/named.html#cabinet"


def changed(dataset: Dataset, **values: object) -> Plan:
    return plan(Index(datasets.changed(dataset, **values)))


def test_two_points_that_share_a_role_keep_their_numbers_apart(tiny_prepared: PreparedSite) -> None:
    dataset = tiny_prepared.dataset
    provisions = tuple(
        one.model_copy(update={"role": Role.FUNCTION}) if one.role is Role.POWER else one
        for one in dataset.provisions
    )
    paths = [one.path for one in changed(dataset, provisions=provisions).pages if one.kind == "provision"]
    assert paths == [f"functions/{name}.html" for name in ("6-1", "6-2", "6-3", "4", "7-1", "7-2", "7-3")]


def test_two_points_of_tasks_have_a_page_each(tiny_prepared: PreparedSite) -> None:
    dataset = tiny_prepared.dataset
    provisions = tuple(
        one.model_copy(update={"role": Role.TASK}) if one.role in (Role.RIGHT, Role.DUTY) else one
        for one in dataset.provisions
    )
    found = changed(dataset, provisions=provisions)
    assert [one.path for one in found.pages if one.kind == "point"] == ["tasks-4.html", "tasks-5.html"]


def test_the_site_says_which_roles_have_pages(tiny_prepared: PreparedSite) -> None:
    dataset = tiny_prepared.dataset
    site = dataset.site.model_copy(update={"pages": (Role.TASK,)})
    paths = {one.path for one in changed(dataset, site=site).pages}
    assert {"tasks/1.html", "tasks/2.html", "functions.html", "powers.html"} <= paths
    assert not any(path.startswith(("functions/", "powers/")) for path in paths)


def test_what_the_data_lack_has_no_page(tiny_prepared: PreparedSite) -> None:
    dataset = tiny_prepared.dataset
    bodies = tuple(one for one in dataset.organisation.bodies if one.kind is BodyKind.OFFICE)
    found = changed(dataset, bodies=bodies, posts=(), groups=(), regions=(), terms=(), topics=())
    kinds = {one.kind for one in found.pages}
    assert not kinds & {
        "post",
        "posts",
        "named",
        "region",
        "regions",
        "terms",
        "topic",
        "topics",
        "body-kind",
    }
    assert "appointments" not in kinds


def test_a_statute_without_chapters_or_lists(tiny_prepared: PreparedSite) -> None:
    provisions = tuple(
        one.model_copy(update={"children": ()})
        for one in tiny_prepared.dataset.provisions
        if one.kind in (Kind.TITLE, Kind.FORMULA) and one.parent is None
    )
    paths = [one.path for one in changed(tiny_prepared.dataset, provisions=provisions).pages]
    assert paths[:3] == ["index.html", "text.html", "decree.html"]
    assert not any(path.startswith("chapters") for path in paths)


def test_several_languages_have_pages_side_by_side(real: PreparedSite, tiny_prepared: PreparedSite) -> None:
    beside = {one.path.removeprefix(PARALLEL) for one in real.plan.pages if one.kind == "parallel"}
    kinds = {one.kind for one in real.plan.pages if one.path in beside}
    assert kinds == ({"text", "chapter", "provision"} if len(real.localizations) > 1 else set())
    assert not [one for one in tiny_prepared.plan.pages if one.kind == "parallel"]
