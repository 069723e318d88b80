"""The institution as files for machines, and as data in its pages. Nothing here touches a file.

`files` gives what lies under `data/` of the site; the site's page about data tells what each is for.
"""

from __future__ import annotations

from collections.abc import Mapping

from generator.exports import act_json, akn, jsonld, tables, turtle
from generator.index import Index
from generator.model import Institution
from generator.pages import Plan
from generator.proof import Proof
from generator.reader import Reader
from generator.views.desk import Desk


def files(institution: Institution) -> dict[str, str]:
    """Return the name and content of every file under `data/` of the site."""
    index = Index(institution)
    readers = [Reader(index, one) for one in institution.published]
    # Akoma Ntoso asks for the days of the act and of its words, and none is made up.
    dated = institution.act.date and institution.act.redaction.date
    return {
        "act.json": act_json.dump(act_json.act(institution)),
        "act.schema.json": act_json.dump(act_json.schema()),
        **{akn.name(one): akn.document(one) for one in readers if dated},
        **tables.files(readers),
        turtle.NAME: turtle.document(readers),
    }


def with_data(markdown: Mapping[str, str], plan: Plan, reader: Reader, proof: Proof) -> dict[str, str]:
    """Return the pages of one language (Markdown file -> its text), each ended by what it is about."""
    scripts = {page.source: jsonld.script(Desk(page, plan, reader, proof)) for page in plan.pages}
    return {name: text + scripts[name] for name, text in markdown.items()}
