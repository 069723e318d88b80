"""Drafts: entries that a program proposes from the words of the act, and that no person has accepted yet."""

from __future__ import annotations

from typing import Self

from pydantic import model_validator

from generator.model.base import Entry, Identified
from generator.model.editorial import Topic
from generator.model.fields import EId, Id, PartialText, Words
from generator.model.organisation import Body, BodyGroup, Post
from generator.model.references import Term
from generator.model.relations import Relation

PROPOSALS = ("body", "post", "group", "relation", "term", "topic")
"""The keys of a draft that hold the proposed entry; each draft has one of them."""


class Draft(Identified):
    """A proposed entry. Only a person's acceptance makes it data; until then no published page shows it."""

    place: EId
    """The eId of the provision that the proposal rests on."""
    words: PartialText
    """The words that it rests on, exactly as in that provision."""
    ground: Words
    """The rule that proposed it: what the words have to be like."""
    body: Body | None = None
    """A proposed entry of `bodies` in bodies.yml."""
    post: Post | None = None
    """A proposed entry of `posts` in bodies.yml."""
    group: BodyGroup | None = None
    """A proposed entry of `groups` in bodies.yml."""
    relation: Relation | None = None
    """A proposed entry of relations.yml."""
    term: Term | None = None
    """A proposed entry of glossary.yml."""
    topic: Topic | None = None
    """A proposed entry of `topics` in topics.yml."""

    @model_validator(mode="after")
    def _one_proposal(self) -> Self:
        if sum(getattr(self, key) is not None for key in PROPOSALS) != 1:
            raise ValueError(f"expected exactly one of {', '.join(f'`{key}`' for key in PROPOSALS)}")
        return self

    @property
    def proposes(self) -> str:
        """The key of the proposed entry."""
        return next(key for key in PROPOSALS if getattr(self, key) is not None)

    @property
    def actor(self) -> Body | Post | BodyGroup | None:
        """The proposed body, post or group, if it is one."""
        return self.body or self.post or self.group

    @property
    def entry(self) -> Body | Post | BodyGroup | Relation | Term | Topic:
        """The proposed entry."""
        entry: Body | Post | BodyGroup | Relation | Term | Topic = getattr(self, self.proposes)
        return entry


class DraftsFile(Entry):
    """`data/drafts.yml`."""

    drafts: tuple[Draft, ...] = ()
    """What waits for a person to accept or to refuse it, in the order of the act."""
    refused: tuple[Id, ...] = ()
    """The ids of refused drafts, which are not proposed again."""
