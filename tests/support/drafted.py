"""A draft with a word that occurs nowhere else, so that a test can look for it in what a build puts out."""

from __future__ import annotations

from generator.builder.project import Project
from generator.dataset import loader

WORD = "ойдантапқышдраст"

DRAFT = """\
drafts:
  - id: body-unheard-of
    place: {place}
    words: {{kk: '{words}'}}
    ground: list
    body:
      id: unheard-of
      kind: unit
      name: {{kk: {word} кеңесі, ru: совет {word}}}
      parent: {office}
      named_in: {place}
"""


def add_draft(project: Project) -> None:
    """Add the draft to the data of a project."""
    dataset = loader.load(project.data)
    provision = next(provision for provision in dataset.provisions if len(provision.text["kk"].split()) > 4)
    words = provision.text["kk"].split("'")[0].strip()
    (project.data / "drafts.yml").write_text(
        DRAFT.format(place=provision.eid, words=words, word=WORD, office=dataset.act.office),
        encoding="utf-8",
    )
