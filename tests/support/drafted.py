"""Drafts with a word that occurs nowhere else, so that a test can look for it in what a build puts out."""

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
  - id: topic-unheard-of
    place: {place}
    words: {{kk: '{words}'}}
    ground: 'shared words: 1 provisions'
    topic:
      id: unheard-of
      name: {{kk: '«{word}»', ru: '«{word}»'}}
      about: {{kk: '{word} туралы.', ru: 'О {word}.'}}
      provisions: [{place}]
"""


def add_draft(project: Project) -> None:
    """Add the drafts, a body and a topic, to the data of a project."""
    dataset = loader.load(project.data)
    provision = next(provision for provision in dataset.provisions if len(provision.text["kk"].split()) > 4)
    words = provision.text["kk"].split("'")[0].strip()
    (project.data / "drafts.yml").write_text(
        DRAFT.format(place=provision.eid, words=words, word=WORD, office=dataset.act.office),
        encoding="utf-8",
    )
