"""What an Akoma Ntoso document says of itself: FRBR addresses, its life, who is who, its state in words."""

from __future__ import annotations

import html

from generator.act.index import Actor
from generator.exports import frbr
from generator.exports.xml import Element, add, element
from generator.model import Kind, Post, Provision, Role
from generator.plan.localization import Localization

SITE = "site"
AUTHOR = "author"
ORIGINAL = "original"
"""The eIds of who made the file, who issued the act, and the act as it came into being."""

FORMAT = "application/akn+xml"
"""The media type that the standard registers."""


def person(provision: Provision) -> str:
    """Return the eId of the person whom a signature names."""
    return f"person-{provision.eid}"


def concept(role: Role) -> str:
    """Return the eId of a role."""
    return f"role-{role}"


def named(actor: Actor) -> str:
    """Return the eId of a body or a post."""
    return f"actor-{actor.id}"


def meta(localization: Localization, annex: Provision | None = None) -> Element:
    """Return the metadata of the act, or of one of its annexes."""
    made = element("meta")
    made.append(_identification(localization, annex))
    if annex is None:
        act = localization.index.dataset.act
        life = add(made, "lifecycle", source=f"#{SITE}")
        add(life, "eventRef", date=f"{act.date}", type="generation", source=f"#{ORIGINAL}")
        made.append(_references(localization))
    notes = _notes(localization, annex)
    if notes:
        place = add(made, "notes", source=f"#{SITE}")
        for key, words in notes.items():
            add(add(place, "note", eId=key), "p", words)
    return made


def _identification(localization: Localization, annex: Provision | None) -> Element:
    act = localization.index.dataset.act
    work = frbr.work(act)
    part = annex.eid if annex else frbr.MAIN
    made = element("identification", source=f"#{SITE}")

    found = _core(made, "FRBRWork", work.address, part, f"{act.date}", "enactment", AUTHOR)
    add(found, "FRBRcountry", value=work.country)
    add(found, "FRBRsubtype", value=work.subtype)
    if act.number:
        add(found, "FRBRnumber", value=act.number)
    add(found, "FRBRname", value=_title(localization, annex))

    address = frbr.expression(localization)
    author = AUTHOR if localization.is_original else SITE
    date = f"{act.version.date}"
    found = _core(made, "FRBRExpression", address, part, date, "expression", author)
    # What an unofficial site publishes is no authority's product, in whatever language.
    add(found, "FRBRauthoritative", value="false")
    add(found, "FRBRlanguage", language=localization.language.locale)
    if not localization.is_original:
        first = Localization(localization.index, localization.index.dataset.languages[0])
        source = frbr.component(frbr.expression(first), part)
        made_by = {"fromLanguage": first.language.locale, "authoritative": "false", "by": f"#{SITE}"}
        add(found, "FRBRtranslation", href=source, **made_by)

    found = element("FRBRManifestation")
    add(found, "FRBRthis", value=f"{frbr.component(address, part)}.xml")
    add(found, "FRBRuri", value=f"{address}.akn")
    checked = (
        {"date": f"{act.checked}", "name": "checked"} if act.checked else {"date": date, "name": "expression"}
    )
    add(found, "FRBRdate", **checked)
    add(found, "FRBRauthor", href=f"#{SITE}")
    add(found, "FRBRformat", value=FORMAT)
    made.append(found)
    return made


def _core(parent: Element, tag: str, address: str, part: str, date: str, event: str, author: str) -> Element:
    made = add(parent, tag)
    add(made, "FRBRthis", value=frbr.component(address, part))
    add(made, "FRBRuri", value=address)
    add(made, "FRBRdate", date=date, name=event)
    add(made, "FRBRauthor", href=f"#{author}")
    return made


def _title(localization: Localization, annex: Provision | None) -> str:
    index = localization.index
    titles = [one for one in index.children(annex) if one.kind is Kind.TITLE] if annex else []
    return localization.text(titles[0].text) if titles else localization.text(index.dataset.act.title)


def _references(localization: Localization) -> Element:
    index = localization.index
    work = frbr.work(index.dataset.act)
    made = element("references", source=f"#{SITE}")
    add(made, "original", eId=ORIGINAL, href=work.address, showAs=_title(localization, None))
    signed = [localization.text(one.text) for one in index.of_kind(Kind.SIGNATURE)]
    _concept(made, "TLCOrganization", AUTHOR, f"{work.country}/{work.author or AUTHOR}", *signed, work.author)
    _concept(
        made, "TLCOrganization", SITE, f"{work.country}/{SITE}", localization.text(index.dataset.site.name)
    )
    for one in index.of_kind(Kind.NAME):
        _concept(made, "TLCPerson", person(one), f"{work.country}/{one.eid}", localization.text(one.text))
    for role in index.by_role:
        _concept(made, "TLCConcept", concept(role), role.value, localization.strings[f"role.{role}.many"])
    for actor in index.named_here.values():
        if index.provisions[actor.named_in].kind is Kind.ITEM:
            tag = "TLCRole" if isinstance(actor, Post) else "TLCOrganization"
            _concept(made, tag, named(actor), f"{work.country}/{actor.id}", localization.name(actor))
    return made


def _concept(parent: Element, tag: str, eid: str, place: str, *names: str) -> None:
    """Add an entry of the standard's ontology, shown by the first name that is not empty."""
    kind = tag.removeprefix("TLC").lower()
    shown = next((one for one in names if one), eid)
    add(parent, tag, eId=eid, href=f"/akn/ontology/{kind}/{place}", showAs=shown)


def _notes(localization: Localization, annex: Provision | None) -> dict[str, str]:
    """Return what a reader of the file must know, by the eId of the note."""
    act = localization.index.dataset.act
    if annex and act.approved_by:
        words = f"{localization.strings['decree.statute_of']}: {localization.text(act.approved_by)}"
        return {f"note-{annex.eid}": words}
    if annex:
        return {}
    notes = {
        "note-unofficial": localization.strings["unofficial"],
        "note-status": html.unescape(localization.status()),
    }
    if not localization.is_original:
        notes["note-translation"] = localization.standing()
    return notes
