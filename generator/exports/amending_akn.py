"""Writes the amending acts as Akoma Ntoso 3.0, with what each of them changes as active modifications."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from generator.act.index import Index
from generator.exports import frbr
from generator.exports.akn import Writer
from generator.exports.akn_meta import SITE
from generator.exports.xml import Element, add, serialize
from generator.exports.xml import element as make
from generator.model import (
    Act,
    AmendingActFile,
    Dataset,
    Editorial,
    Kind,
    Language,
    Organisation,
    Provision,
    Verb,
    Version,
)
from generator.plan.localization import Localization

TYPES = {
    Verb.REPLACE: "substitution",
    Verb.INSERT: "insertion",
    Verb.REPEAL: "repeal",
    Verb.WORDS: "substitution",
    Verb.UNPUBLISHED: "substitution",
}
"""Verb -> type of textual modification; `unknown` is none that the standard has."""


def files(localizations: Sequence[Localization]) -> dict[str, str]:
    """Return name -> content of the document of every amending act in every language it was received in."""
    dataset = localizations[0].index.dataset
    documents = {}
    for act in dataset.amendments.acts:
        received = {file.language for file in act.received}
        for localization in localizations:
            if localization.code in received:
                name = f"{act.act}.{localization.code}.akn.xml"
                documents[name] = document(dataset, act, localization.language)
    return documents


def document(dataset: Dataset, act: AmendingActFile, language: Language) -> str:
    """Return an amending act in one language as XML."""
    index = Index(_dataset(dataset, act, language))
    writer = _Writer(Localization(index, language))
    root = writer.root()
    meta = next(root.iter("{*}meta"))
    references = next(child for child in meta if child.tag.endswith("}references"))
    for element in _modifications(dataset, act, meta):
        references.addprevious(element)
    _note(writer.localization, act, meta)
    return serialize(root)


def _dataset(dataset: Dataset, act: AmendingActFile, language: Language) -> Dataset:
    """Return an amending act as a dataset of its own, without what is known of the statute only."""
    described = Act.model_construct(
        **{
            **{name: getattr(dataset.act, name) for name in Act.model_fields},
            "work": act.work,
            "number": act.number,
            "date": act.date,
            "title": act.title,
            "approved_by": None,
            "version": Version.model_construct(
                date=act.date, source=act.received[0].source, language=language.code
            ),
            "received": (),
            "changed_since": False,
            "checked": None,
            "cited_names": (),
            "unpublished": (),
            "changes": (),
        }
    )
    return dataset.model_copy(
        update={
            "act": described,
            "languages": (language,),
            "provisions": dataset.amendments.provisions[act.act],
            "organisation": Organisation(bodies=(), posts=(), groups=(), regions=()),
            "relations": (),
            "assignments": (),
            "editorial": Editorial(),
        }
    )


class _Writer(Writer):
    """Builds an amending act: what an instruction quotes stands in a modification inside its paragraph."""

    def hierarchical(self, provision: Provision) -> Element:
        """Return a provision; one that quotes is an element with its words and the modification."""
        element = super().hierarchical(provision)
        quoted = [child for child in self.index.children(provision) if child.kind is Kind.QUOTED]
        if not quoted:
            return element
        paragraphs = [one for one in element.iter("{*}p") if one.get("eId") is None]
        paragraph = paragraphs[0]
        modification = add(paragraph, "mod", eId=f"{provision.eid}__mod_1")
        for child in quoted:
            old = next(one for one in element.iter("{*}p") if one.get("eId") == child.eid)
            parent = old.getparent()
            assert parent is not None
            parent.remove(old)
            structure = add(modification, "quotedStructure", eId=child.eid)
            add(structure, "p", self.localization.text(child.text))
        return element


def _note(localization: Localization, act: AmendingActFile, meta: Element) -> None:
    """Add to the notes what the received file is a copy of, and what it leaves out."""
    file = next(one for one in act.received if one.language == localization.code)
    notes = next(child for child in meta if child.tag.endswith("}notes"))
    words = [localization.strings["amendments.copy"]] if file.unofficial_copy else []
    if file.omits:
        words.append(localization.plain("amendments.omits", what=localization.text(file.omits)))
    if words:
        add(add(notes, "note", eId="note-received"), "p", " ".join(words))


def _modifications(dataset: Dataset, act: AmendingActFile, meta: Element) -> list[Element]:
    """Return the analysis and the days of an act's operations, to stand in its metadata."""
    analysis = make("analysis", source=f"#{SITE}")
    active = add(analysis, "activeModifications")
    lifecycle = next(child for child in meta if child.tag.endswith("}lifecycle"))
    temporal = make("temporalData", source=f"#{SITE}")
    days = sorted({operation.on or act.in_force for operation in act.operations})
    for day in days:
        event = add(lifecycle, "eventRef", date=f"{day}", type="amendment", source="#original")
        event.set("eId", _event(day))
        group = add(temporal, "temporalGroup", eId=_group(day))
        add(group, "timeInterval", start=f"#{_event(day)}", refersTo=f"#{SITE}")
    work = dataset.amendments.timeline.work or dataset.act.work
    units = {unit.id: unit.provision for unit in dataset.amendments.timeline.units}
    for number, operation in enumerate(act.operations, start=1):
        if operation.do not in TYPES:
            continue
        change = add(active, "textualMod", type=TYPES[operation.do], eId=f"am-{number}")
        add(change, "source", eId=f"am-{number}-source", href=f"#{operation.by}")
        target = units.get(operation.target, operation.target) or operation.target
        place = frbr.component(work, f"{frbr.MAIN}~{target}")
        add(change, "destination", eId=f"am-{number}-destination", href=place)
        add(change, "force", period=f"#{_group(operation.on or act.in_force)}")
    return [analysis, temporal] if len(active) else []


def _event(day: dt.date) -> str:
    return f"event-{day}"


def _group(day: dt.date) -> str:
    return f"days-from-{day}"
