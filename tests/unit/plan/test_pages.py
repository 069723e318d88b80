"""Tests the plan of the site: addresses, trails, navigation and link targets."""

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
"""The addresses of the tiny site; `UPDATE_GOLDEN=1` rewrites them. An address never changes."""


def branches(tree: tuple[Branch, ...]) -> Iterator[Branch]:
    for branch in tree:
        yield branch
        yield from branches(branch.below)


def page_at(site_plan: Plan, path: str) -> Page:
    return next(page for page in site_plan.pages if page.path == path)


def test_the_addresses_of_the_tiny_site(tiny_prepared: PreparedSite) -> None:
    paths = [page.path for page in tiny_prepared.plan.pages]
    if os.environ.get("UPDATE_GOLDEN"):
        ADDRESSES.write_text("".join(f"{path}\n" for path in paths), encoding="utf-8")
    assert paths == ADDRESSES.read_text(encoding="utf-8").splitlines()


def test_no_two_pages_share_an_address(tiny_prepared: PreparedSite, real: PreparedSite) -> None:
    for prepared in (tiny_prepared, real):
        site_plan = prepared.plan
        in_tree = {branch.page for branch in branches(site_plan.tree) if branch.page}
        parallel = {page for page in site_plan.pages if page.path.startswith(PARALLEL)}
        assert in_tree | parallel == set(site_plan.pages)
        # Some file systems ignore case.
        assert len({page.path.casefold() for page in in_tree | parallel}) == len(in_tree) + len(parallel)
        assert all(page.path.isascii() and page.path.endswith(".html") for page in site_plan.pages)


def test_every_page_is_in_the_navigation(tiny_prepared: PreparedSite, real: PreparedSite) -> None:
    for prepared in (tiny_prepared, real):
        in_tree = [branch.page.path for branch in branches(prepared.plan.tree) if branch.page]
        assert len(in_tree) == len(set(in_tree))
        outside = {page.path for page in prepared.plan.pages} - set(in_tree)
        assert all(path.startswith(PARALLEL) for path in outside)


def test_every_heading_of_the_navigation_has_pages_below(real: PreparedSite) -> None:
    headings = [branch for branch in branches(real.plan.tree) if branch.page is None]
    assert {branch.key for branch in headings} >= {
        "nav.statute",
        "nav.roles",
        "nav.bodies",
        "nav.regions",
        "nav.about",
    }
    assert all(branch.below and branch.below[0].page for branch in headings)


def test_trails(tiny_prepared: PreparedSite) -> None:
    trail = {
        path: [branch.page.path if branch.page else branch.key for branch in above]
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


def test_everything_has_an_address(real: PreparedSite, tiny_prepared: PreparedSite) -> None:
    for prepared in (real, tiny_prepared):
        dataset, site_plan = prepared.dataset, prepared.plan
        paths = {page.path for page in site_plan.pages}
        for provision in dataset.provisions:
            assert site_plan.address(Target.text(provision.eid)) == f"text.html#{provision.eid}"
            path, _, anchor = site_plan.address(Target.provision(provision.eid)).partition("#")
            assert path in paths - {"text.html"}
            assert anchor == provision.eid
        targets = [Target.body(body.id) for body in dataset.organisation.bodies]
        targets += [Target.post(post.id) for post in dataset.organisation.posts]
        targets += [Target.group(group.id) for group in dataset.organisation.groups]
        targets += [Target.region(region.id) for region in dataset.organisation.regions]
        targets += [Target.topic(topic.id) for topic in dataset.editorial.topics]
        targets += [Target.term(term.id) for term in dataset.glossary.terms]
        assert all(site_plan.address(target).partition("#")[0] in paths for target in targets)
        with pytest.raises(KeyError):
            site_plan.address(Target.body("nobody"))


def test_addresses_by_kind_of_target(tiny_prepared: PreparedSite) -> None:
    site_plan = tiny_prepared.plan
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
    assert {target: site_plan.address(target) for target in homes} == homes
    assert Target.own("chp_2__para_4__al_1") not in site_plan.homes
    assert (
        site_plan.link(page_at(site_plan, "powers/2.html"), Target.body("cabinet"))
        == "../bodies/named.html#cabinet"
    )


def changed(dataset: Dataset, **values: object) -> Plan:
    return plan(Index(datasets.changed(dataset, **values)))


def test_two_points_that_share_a_role_keep_their_numbers_apart(tiny_prepared: PreparedSite) -> None:
    dataset = tiny_prepared.dataset
    provisions = tuple(
        provision.model_copy(update={"role": Role.FUNCTION}) if provision.role is Role.POWER else provision
        for provision in dataset.provisions
    )
    paths = [page.path for page in changed(dataset, provisions=provisions).pages if page.kind == "provision"]
    assert paths == [f"functions/{name}.html" for name in ("6-1", "6-2", "6-3", "4", "7-1", "7-2", "7-3")]


def test_two_points_of_tasks_have_a_page_each(tiny_prepared: PreparedSite) -> None:
    dataset = tiny_prepared.dataset
    provisions = tuple(
        provision.model_copy(update={"role": Role.TASK})
        if provision.role in (Role.RIGHT, Role.DUTY)
        else provision
        for provision in dataset.provisions
    )
    site_plan = changed(dataset, provisions=provisions)
    assert [page.path for page in site_plan.pages if page.kind == "point"] == ["tasks-4.html", "tasks-5.html"]


def test_the_site_says_which_roles_have_pages(tiny_prepared: PreparedSite) -> None:
    dataset = tiny_prepared.dataset
    site = dataset.site.model_copy(update={"pages": (Role.TASK,)})
    paths = {page.path for page in changed(dataset, site=site).pages}
    assert {"tasks/1.html", "tasks/2.html", "functions.html", "powers.html"} <= paths
    assert not any(path.startswith(("functions/", "powers/")) for path in paths)


def test_missing_data_have_no_page(tiny_prepared: PreparedSite) -> None:
    dataset = tiny_prepared.dataset
    bodies = tuple(body for body in dataset.organisation.bodies if body.kind is BodyKind.OFFICE)
    site_plan = changed(dataset, bodies=bodies, posts=(), groups=(), regions=(), terms=(), topics=())
    kinds = {page.kind for page in site_plan.pages}
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
        provision.model_copy(update={"children": ()})
        for provision in tiny_prepared.dataset.provisions
        if provision.kind in (Kind.TITLE, Kind.FORMULA) and provision.parent is None
    )
    paths = [page.path for page in changed(tiny_prepared.dataset, provisions=provisions).pages]
    assert paths[:3] == ["index.html", "text.html", "decree.html"]
    assert not any(path.startswith("chapters") for path in paths)


def test_several_languages_have_parallel_pages(real: PreparedSite, tiny_prepared: PreparedSite) -> None:
    beside = {page.path.removeprefix(PARALLEL) for page in real.plan.pages if page.kind == "parallel"}
    kinds = {page.kind for page in real.plan.pages if page.path in beside}
    assert kinds == ({"text", "chapter", "provision"} if len(real.localizations) > 1 else set())
    assert not [page for page in tiny_prepared.plan.pages if page.kind == "parallel"]


def test_the_section_about_the_site_opens_with_the_page_of_that_name(tiny_prepared: PreparedSite) -> None:
    index = tiny_prepared.localizations[0].index
    for written, first in ((("news", "about"), "about.html"), (("news",), "currency.html")):
        section = next(branch for branch in plan(index, written).tree if branch.key == "nav.about")
        shown = [branch.page.path for branch in section.below if branch.page]
        assert shown[0] == first
        assert sorted(shown) == sorted({*shown, *(f"{name}.html" for name in written)})
