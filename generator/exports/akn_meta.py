"""Builds the metadata of an Akoma Ntoso document: FRBR addresses, lifecycle, references and notes."""

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
"""The eIds of the publisher of the file, the author of the act, and the act as adopted."""

FORMAT = "application/akn+xml"
"""Media type of Akoma Ntoso."""


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
    root = element("meta")
    root.append(_identification(localization, annex))
    if annex is None:
        act = localization.index.dataset.act
        lifecycle = add(root, "lifecycle", source=f"#{SITE}")
        add(lifecycle, "eventRef", date=f"{act.date}", type="generation", source=f"#{ORIGINAL}")
        root.append(_references(localization))
    notes = _notes(localization, annex)
    if notes:
        parent = add(root, "notes", source=f"#{SITE}")
        for key, text in notes.items():
            add(add(parent, "note", eId=key), "p", text)
    return root


def _identification(localization: Localization, annex: Provision | None) -> Element:
    act = localization.index.dataset.act
    work = frbr.work(act)
    part = annex.eid if annex else frbr.MAIN
    root = element("identification", source=f"#{SITE}")

    level = _core(
        root,
        "FRBRWork",
        address=work.address,
        part=part,
        date=f"{act.date}",
        event="enactment",
        author=AUTHOR,
    )
    add(level, "FRBRcountry", value=work.country)
    add(level, "FRBRsubtype", value=work.subtype)
    if act.number:
        add(level, "FRBRnumber", value=act.number)
    add(level, "FRBRname", value=_title(localization, annex))

    address = frbr.expression(localization)
    author = AUTHOR if localization.is_original else SITE
    date = f"{act.version.date}"
    level = _core(
        root, "FRBRExpression", address=address, part=part, date=date, event="expression", author=author
    )
    # The site is unofficial: no text of it is authoritative, in any language.
    add(level, "FRBRauthoritative", value="false")
    add(level, "FRBRlanguage", language=localization.language.locale)
    if not localization.is_original:
        first = Localization(localization.index, localization.index.dataset.languages[0])
        source = frbr.component(frbr.expression(first), part)
        translation = {"fromLanguage": first.language.locale, "authoritative": "false", "by": f"#{SITE}"}
        add(level, "FRBRtranslation", href=source, **translation)

    level = element("FRBRManifestation")
    add(level, "FRBRthis", value=f"{frbr.component(address, part)}.xml")
    add(level, "FRBRuri", value=f"{address}.akn")
    checked = (
        {"date": f"{act.checked}", "name": "checked"} if act.checked else {"date": date, "name": "expression"}
    )
    add(level, "FRBRdate", **checked)
    add(level, "FRBRauthor", href=f"#{SITE}")
    add(level, "FRBRformat", value=FORMAT)
    root.append(level)
    return root


def _core(
    parent: Element, tag: str, *, address: str, part: str, date: str, event: str, author: str
) -> Element:
    """Add a level of FRBR with the elements that every level has."""
    level = add(parent, tag)
    add(level, "FRBRthis", value=frbr.component(address, part))
    add(level, "FRBRuri", value=address)
    add(level, "FRBRdate", date=date, name=event)
    add(level, "FRBRauthor", href=f"#{author}")
    return level


def _title(localization: Localization, annex: Provision | None) -> str:
    index = localization.index
    titles = [child for child in index.children(annex) if child.kind is Kind.TITLE] if annex else []
    return localization.text(titles[0].text) if titles else localization.text(index.dataset.act.title)


def _references(localization: Localization) -> Element:
    index = localization.index
    work = frbr.work(index.dataset.act)
    root = element("references", source=f"#{SITE}")
    add(root, "original", eId=ORIGINAL, href=work.address, showAs=_title(localization, None))
    signatures = [localization.text(provision.text) for provision in index.of_kind(Kind.SIGNATURE)]
    _concept(
        root, "TLCOrganization", AUTHOR, f"{work.country}/{work.author or AUTHOR}", *signatures, work.author
    )
    _concept(
        root, "TLCOrganization", SITE, f"{work.country}/{SITE}", localization.text(index.dataset.site.name)
    )
    for name in index.of_kind(Kind.NAME):
        _concept(root, "TLCPerson", person(name), f"{work.country}/{name.eid}", localization.text(name.text))
    for role in index.by_role:
        _concept(root, "TLCConcept", concept(role), role.value, localization.strings[f"role.{role}.many"])
    for actor in index.named_here.values():
        if index.provisions[actor.named_in].kind is Kind.ITEM:
            tag = "TLCRole" if isinstance(actor, Post) else "TLCOrganization"
            _concept(root, tag, named(actor), f"{work.country}/{actor.id}", localization.name(actor))
    return root


def _concept(parent: Element, tag: str, eid: str, place: str, *names: str) -> None:
    """Add an entry of the standard's ontology, labelled with the first name that is not empty."""
    kind = tag.removeprefix("TLC").lower()
    label = next((name for name in names if name), eid)
    add(parent, tag, eId=eid, href=f"/akn/ontology/{kind}/{place}", showAs=label)


def _notes(localization: Localization, annex: Provision | None) -> dict[str, str]:
    """Return eId -> text of the notes on the document: unofficial, its date, whether it is translated."""
    act = localization.index.dataset.act
    if annex and act.approved_by:
        text = f"{localization.strings['decree.statute_of']}: {localization.text(act.approved_by)}"
        return {f"note-{annex.eid}": text}
    if annex:
        return {}
    notes = {
        "note-unofficial": localization.strings["unofficial"],
        "note-status": html.unescape(localization.status()),
    }
    if not localization.is_original:
        notes["note-translation"] = localization.standing()
    return notes
