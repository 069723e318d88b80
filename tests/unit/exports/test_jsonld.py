"""JSON-LD: the data of every page expands offline, uses schema.org's vocabulary, and its ids resolve."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from lxml import html
from mkdocs.utils import meta
from pyld import jsonld

from generator.act.index import Index
from generator.builder.preparation import PreparedSite
from generator.exports import jsonld as embedded
from generator.model import Dataset, HandWritten
from generator.plan import pages
from generator.plan.localization import Localization
from generator.render.page_kinds import PAGE_KINDS, page_context
from generator.render.renderer import blank, render_page, view_of
from generator.views.context import PageContext
from tests.support.exported import files_of
from tests.unit.render.test_renderer import PAYLOADS, poisoned

SCHEMA = "https://schema.org/"
BASE = "https://example.org/site/"

# The classes and properties of schema.org that the pages use; a slip of the pen is none of them.
CLASSES = """
    AdministrativeArea Date DefinedTerm DefinedTermSet GovernmentOrganization Legislation LegislationObject
    Role Thing WebPage WebSite
"""
PROPERTIES = """
    about alternateName areaServed contentUrl creativeWorkStatus description encoding encodingFormat
    hasDefinedTerm hasPart identifier inDefinedTermSet inLanguage isPartOf lastReviewed legislationDate
    legislationIdentifier legislationLegalValue legislationType mentions name parentOrganization roleName
    sameAs subOrganization subjectOf temporalCoverage translationOfWork workTranslation
"""


def refuse(url: str, options: object = None) -> Any:
    raise AssertionError(f"asked the network for {url}")


def expand(document: Any, address: str) -> Any:
    return jsonld.expand(document, {"base": address, "documentLoader": refuse})


def scripts(page: Any) -> list[Any]:
    return [json.loads(element.text) for element in page.xpath("//script[@type='application/ld+json']")]


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    """Yield every node of expanded JSON-LD."""
    if isinstance(value, list):
        for item in value:
            yield from nodes(item)
    elif isinstance(value, dict):
        if "@value" not in value:
            yield value
        for item in value.values():
            yield from nodes(item)


def names(document: Any) -> Iterator[str]:
    """Yield the keys that a document uses, at any depth, outside its context."""
    if isinstance(document, list):
        for item in document:
            yield from names(item)
    elif isinstance(document, dict):
        for key, value in document.items():
            if key != "@context":
                yield key
                yield from names(value)


def data_of(context: PageContext) -> dict[str, Any]:
    """Return the data of a page, as its kind is registered."""
    return embedded.data(context, PAGE_KINDS[context.page.kind].about)


@pytest.fixture(scope="module")
def data(real: PreparedSite) -> dict[tuple[str, str], Any]:
    """(Language, address of a page) -> its data."""
    return {
        (localization.code, page.path): data_of(page_context(page, real.plan, localization, real.proof))
        for localization in real.localizations
        for page in real.plan.pages
    }


def test_every_page_expands_offline_and_loses_nothing(data: dict[tuple[str, str], Any]) -> None:
    assert len(data) > 740
    for (code, path), document in data.items():
        expanded = expand(document, f"{BASE}{code}/{path}")
        types = {type_ for node in nodes(expanded) for type_ in node.get("@type", ())}
        keys = {key for node in nodes(expanded) for key in node if not key.startswith("@")}
        assert types <= {SCHEMA + name for name in CLASSES.split()}, path
        assert keys <= {SCHEMA + name for name in PROPERTIES.split()}, path
        written = {name for name in names(document) if not name.startswith("@")}
        assert {SCHEMA + name for name in written} == keys, path


def test_every_listed_class_and_property_is_used(data: dict[tuple[str, str], Any]) -> None:
    written = {name for document in data.values() for name in names(document) if not name.startswith("@")}
    assert written == set(PROPERTIES.split())


@pytest.mark.site
def test_the_built_pages_hold_the_data_and_every_id_resolves(
    real_site: PreparedSite, data: dict[tuple[str, str], Any]
) -> None:
    site = real_site.project.site
    anchors: dict[str, set[str]] = {}
    wanted: set[str] = set()
    for (code, path), expected in data.items():
        page: Any = html.document_fromstring((site / code / path).read_bytes())
        assert scripts(page) == [expected], path
        anchors[f"{code}/{path}"] = set(page.xpath("//@id"))
        for node in nodes(expand(expected, f"{BASE}{code}/{path}")):
            address = node.get("@id", BASE)
            wanted |= {address} if address.startswith(BASE) and address != BASE else set()
    assert len(wanted) > 1500
    for address in wanted:
        target, _, anchor = address.removeprefix(BASE).partition("#")
        if target.startswith("data/"):
            assert (site / target).is_file(), target
        else:
            assert target in anchors, address
            assert not anchor or anchor in anchors[target], address


def test_the_act(data: dict[tuple[str, str], Any]) -> None:
    for code, other, key in (("kk", "ru", "workTranslation"), ("ru", "kk", "translationOfWork")):
        statute, act = data[code, "text.html"]["@graph"][1:]
        work = "/akn/kz/act/decree/president/2022-10-03/1029"
        assert (statute["legislationIdentifier"], act["legislationIdentifier"]) == (f"{work}/!att_2", work)
        assert (act["legislationType"], act["legislationDate"]) == ("decree", "2022-10-03")
        # Changed since, and not known when it ceased to hold.
        assert act["temporalCoverage"] == "2022-10-03/"
        assert (statute["inLanguage"], len(statute["hasPart"])) == (code, 5 + 2)
        assert statute[key] == [{"@id": f"../{other}/text.html#page"}]
        files = {file["encodingFormat"]: file for file in statute["encoding"]}
        assert set(files) == {
            "text/html",
            "application/akn+xml",
            "application/json",
            "text/turtle",
            "text/csv",
        }
        assert {file["legislationLegalValue"] for file in files.values()} == {"UnofficialLegalValue"}
        assert files["application/akn+xml"]["contentUrl"] == f"../data/act.{code}.akn.xml"
    assert "translationOfWork" not in data["kk", "text.html"]["@graph"][1]


def test_files_that_are_named_are_written(data: dict[tuple[str, str], Any], real: PreparedSite) -> None:
    written = {f"data/{name}" for name in files_of(real.dataset)}
    for code in ("kk", "ru"):
        for file in data[code, "index.html"]["@graph"][1]["encoding"]:
            path = urlsplit(urljoin(f"{BASE}{code}/index.html", file["contentUrl"])).path.removeprefix(
                "/site/"
            )
            assert path == f"{code}/text.html" or path in written


def test_a_body(data: dict[tuple[str, str], Any]) -> None:
    page, body = data["ru", "bodies/committee-kz-35.html"]["@graph"]
    assert page["about"] == [{"@id": body["@id"]}]
    assert body["@type"] == "GovernmentOrganization"
    assert body["parentOrganization"]["@id"] == "committee.html#page"
    assert body["areaServed"]["@type"] == "AdministrativeArea"
    assert body["areaServed"]["identifier"] == "KZ-35"
    office = data["kk", "bodies/office.html"]["@graph"][1]
    assert len(office["subOrganization"]) >= 17 + 1 + 22 + 3
    military = data["ru", "bodies/prosecution-military.html"]["@graph"][1]
    assert military["areaServed"]["@type"] == "Thing"


def test_a_provision(data: dict[tuple[str, str], Any], real: PreparedSite) -> None:
    _, provision = data["ru", "functions/6.html"]["@graph"]
    eid = "chp_2__para_15__subpara_6"
    assert provision["@id"] == f"../text.html#{eid}"
    assert provision["name"] == real.localizations[1].citation(Index(real.dataset).provisions[eid])
    assert provision["legislationIdentifier"].endswith(f"/1029#{eid}")
    assert provision["isPartOf"]["@id"] == "../text.html#chp_2__para_15"
    parallel = data["ru", "parallel/functions/6.html"]["@graph"]
    assert parallel[0]["inLanguage"] == ["kk", "ru"]
    assert parallel[1]["legislationIdentifier"] == provision["legislationIdentifier"]


def test_an_act_in_force_has_an_open_end(real: PreparedSite) -> None:
    dataset = real.dataset
    act = dataset.act.model_copy(update={"changed_since": False})
    localization = Localization(Index(dataset.model_copy(update={"act": act})), dataset.languages[0])
    page = next(page for page in real.plan.pages if page.kind == "text")
    document = data_of(page_context(page, real.plan, localization, real.proof))
    assert document["@graph"][1]["temporalCoverage"] == "2022-10-03/.."


@pytest.mark.parametrize(
    "payload",
    [*PAYLOADS, "</script><!--<script>", "]]>&lt;/script&gt;", "a\u2028b", "a\x85b\ufeff", "'\"\\ 😀"],
)
def test_text_stays_text_in_the_front_matter(payload: str, tiny_prepared: PreparedSite) -> None:
    dataset = tiny_prepared.dataset
    hostile: Dataset = poisoned(dataset, payload).model_copy(update={"strings": dataset.strings})
    written = {"about": HandWritten("about", f"a {payload}", "b", "Сөз.", "docs/kk/about.md")}
    localization = Localization(Index(hostile), hostile.languages[0], written)
    plan = pages.plan(Index(hostile), ("about",))
    for page in plan.pages:
        context = page_context(page, plan, localization, tiny_prepared.proof)
        text = render_page(context, view := view_of(context), blank(view.figures))
        words, front_matter = meta.get_data(text)
        assert json.loads(front_matter["structured_data"]) == data_of(context)["@graph"], page.path
        assert "structured_data" not in words
