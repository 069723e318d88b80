"""The institution as files for machines, and as data in its pages. Nothing here touches a file.

`files` gives what lies under `data/` of the site; the site's page about data tells what each is for.
"""

from __future__ import annotations

from generator.act.index import Index
from generator.exports import act_json, akn, tables, turtle
from generator.model import Dataset
from generator.plan.localization import Localization


def files(dataset: Dataset) -> dict[str, str]:
    """Return the name and content of every file under `data/` of the site."""
    index = Index(dataset)
    localizations = [Localization(index, one) for one in dataset.published]
    # Akoma Ntoso asks for the days of the act and of its words, and none is made up.
    dated = dataset.act.date and dataset.act.version.date
    return {
        "act.json": act_json.dump(act_json.act(dataset)),
        "act.schema.json": act_json.dump(act_json.schema()),
        **{akn.name(one): akn.document(one) for one in localizations if dated},
        **tables.files(localizations),
        turtle.NAME: turtle.document(localizations),
    }
