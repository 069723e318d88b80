"""The institution as files for machines, and as data in its pages. Nothing here touches a file.

`files` gives what lies under `data/` of the site; the site's page about data tells what each is for.
"""

from __future__ import annotations

from generator.exports import act_json, akn, tables, turtle
from generator.index import Index
from generator.model import Institution
from generator.reader import Reader


def files(institution: Institution) -> dict[str, str]:
    """Return the name and content of every file under `data/` of the site."""
    index = Index(institution)
    readers = [Reader(index, one) for one in institution.published]
    return {
        "act.json": act_json.dump(act_json.act(institution)),
        "act.schema.json": act_json.dump(act_json.schema()),
        **{akn.name(one): akn.document(one) for one in readers},
        **tables.files(readers),
        turtle.NAME: turtle.document(readers),
    }
