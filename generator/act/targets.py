"""What a link of the site leads to, independently of the address that the plan gives it."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import NamedTuple

from generator.model import Body, BodyGroup, Post


class TargetKind(StrEnum):
    """The kinds of thing that a link leads to."""

    OWN = "own"
    """The page that a provision has to itself."""
    PROVISION = "provision"
    """A provision where it stands in its chapter, list or decree."""
    TEXT = "text"
    """A provision where it stands in the full text."""
    PAGE = "page"
    """A page, by its address without `.html`."""
    CHAPTER = "chapter"
    BODY = "body"
    POST = "post"
    GROUP = "group"
    REGION = "region"
    TOPIC = "topic"
    ROLE = "role"
    BODY_KIND = "body-kind"
    ACT = "act"
    TERM = "term"
    AMENDMENT = "amendment"
    """An amending act, or with `/` and an eId one of its provisions."""
    VERSION = "version"
    """What is known of the text on a day, or with `/` and an eId a wording of that day."""
    COMPARISON = "comparison"
    """The wordings of a provision side by side."""
    STRUCTURE = "structure"
    """The structure on a later day."""


class Target(NamedTuple):
    """What a link leads to: `Target.body("committee")`."""

    kind: TargetKind
    id: str

    def __str__(self) -> str:
        """Return the target as `kind:id`, for messages and lists."""
        return f"{self.kind}:{self.id}"

    @classmethod
    def own(cls, eid: str) -> Target:
        """Return the page that a provision has to itself; not every provision has one."""
        return cls(TargetKind.OWN, eid)

    @classmethod
    def provision(cls, eid: str) -> Target:
        """Return a provision where it stands in its chapter, list or decree."""
        return cls(TargetKind.PROVISION, eid)

    @classmethod
    def text(cls, eid: str) -> Target:
        """Return a provision where it stands in the full text."""
        return cls(TargetKind.TEXT, eid)

    @classmethod
    def page(cls, path: str) -> Target:
        """Return a page by its address below the language's folder, with or without `.html`."""
        return cls(TargetKind.PAGE, path.removesuffix(".html"))

    @classmethod
    def chapter(cls, eid: str) -> Target:
        """Return the page of a chapter."""
        return cls(TargetKind.CHAPTER, eid)

    @classmethod
    def body(cls, id_: str) -> Target:
        """Return a body: its page, or its place on a page that it shares."""
        return cls(TargetKind.BODY, id_)

    @classmethod
    def post(cls, id_: str) -> Target:
        """Return the page of a post."""
        return cls(TargetKind.POST, id_)

    @classmethod
    def group(cls, id_: str) -> Target:
        """Return a group of bodies on the page that groups share."""
        return cls(TargetKind.GROUP, id_)

    @classmethod
    def actor(cls, actor: Body | Post | BodyGroup) -> Target:
        """Return a body, a post or a group."""
        if isinstance(actor, Body):
            return cls.body(actor.id)
        return cls.post(actor.id) if isinstance(actor, Post) else cls.group(actor.id)

    @classmethod
    def region(cls, id_: str) -> Target:
        """Return the page of a region."""
        return cls(TargetKind.REGION, id_)

    @classmethod
    def topic(cls, id_: str) -> Target:
        """Return the page of a topic."""
        return cls(TargetKind.TOPIC, id_)

    @classmethod
    def role(cls, role: str) -> Target:
        """Return the index of a role."""
        return cls(TargetKind.ROLE, role)

    @classmethod
    def body_kind(cls, kind: str) -> Target:
        """Return the page that lists the bodies of a kind."""
        return cls(TargetKind.BODY_KIND, kind)

    @classmethod
    def act(cls, id_: str) -> Target:
        """Return the page of a cited act."""
        return cls(TargetKind.ACT, id_)

    @classmethod
    def term(cls, id_: str) -> Target:
        """Return the page of a term, or its row in the glossary."""
        return cls(TargetKind.TERM, id_)

    @classmethod
    def amendment(cls, act: str, eid: str = "") -> Target:
        """Return the page of an amending act, or the place of one of its provisions there."""
        return cls(TargetKind.AMENDMENT, f"{act}/{eid}" if eid else act)

    @classmethod
    def version(cls, day: dt.date, eid: str = "") -> Target:
        """Return the page of what is known of the text on a day, or the place of a wording there."""
        return cls(TargetKind.VERSION, f"{day}/{eid}" if eid else f"{day}")

    @classmethod
    def comparison(cls, eid: str) -> Target:
        """Return the wordings of a provision side by side."""
        return cls(TargetKind.COMPARISON, eid)

    @classmethod
    def structure(cls, day: dt.date) -> Target:
        """Return the page of the structure on a later day."""
        return cls(TargetKind.STRUCTURE, f"{day}")
