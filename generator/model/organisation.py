"""Bodies, posts, body groups and regions (W3C ORG)."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from generator.model.base import Entry, Identified
from generator.model.fields import (
    ActorRef,
    BodyRef,
    Id,
    Name,
    ProvisionRef,
    QuotedFrom,
    RefersTo,
    Text,
    Url,
)


class BodyKind(StrEnum):
    """Kinds of body; in W3C ORG terms an organisation, an agency under it, or a unit of it."""

    OFFICE = "office"
    UNIT = "unit"
    AGENCY = "agency"
    TERRITORIAL = "territorial"
    DIRECTORATE = "directorate"
    INSTITUTION = "institution"
    COLLEGIAL = "collegial"
    NAMED = "named"
    """Named in the act but not part of the organisation, or named only in general. They share one page."""


class Body(Identified):
    """A body that the act names."""

    kind: BodyKind
    """The kind of body; it decides the body's pages and its place in the charts."""
    form: Annotated[str, StringConstraints(pattern=r"^[a-z-]+$")] | None = None
    """What the body calls itself; the interface key `form.<form>` holds the word."""
    name: Name
    """The full name, as in the act."""
    short: Name | None = None
    """An editorial shorter name for narrow places."""
    parent: BodyRef | None = None
    """The id of the body that it belongs to."""
    region: Annotated[Id, RefersTo("region")] | None = None
    """The id of the region that it serves."""
    named_in: ProvisionRef
    """The eId of the provision that names it."""
    quote: Annotated[Text, QuotedFrom("named_in")] | None = None
    """The words that name it, if the provision says more than its name."""
    remark: Text | None = None
    """An editorial note on what readers would assume and the text does not say."""
    url: Url | None = None
    """The address of its own website."""


class Post(Identified):
    """A post (W3C ORG `Post`)."""

    name: Name
    """The name of the post, as in the act."""
    of: BodyRef
    """The id of the body that the post belongs to (W3C ORG `postIn`)."""
    named_in: ProvisionRef
    """The eId of the provision that names it."""
    quote: Annotated[Text, QuotedFrom("named_in")] | None = None
    """The words that name it, if the provision says more than its name."""
    remark: Text | None = None
    """An editorial note on what readers would assume and the text does not say."""


class BodyGroup(Identified):
    """A group of bodies or posts that the act treats as one."""

    name: Name
    """The name of the group, as in the act."""
    named_in: ProvisionRef
    """The eId of the provision that names it."""
    quote: Annotated[Text, QuotedFrom("named_in")] | None = None
    """The words that name it, if the provision says more than its name."""
    members: tuple[ActorRef, ...] = ()
    """The ids of the members; empty if the act names none of them."""


class BodiesFile(Entry):
    """`data/bodies.yml`."""

    bodies: tuple[Body, ...]
    """The bodies, in document order."""
    posts: tuple[Post, ...] = ()
    """The posts, in document order."""
    groups: tuple[BodyGroup, ...] = ()
    """The groups of bodies or posts that the act treats as one."""


class Tile(Entry):
    """A place in the tile map; columns and rows start at 0 in the north-west."""

    column: Annotated[int, Field(ge=0, le=999)]
    """The number of columns west of it."""
    row: Annotated[int, Field(ge=0, le=999)]
    """The number of rows north of it."""
    width: Annotated[int, Field(ge=1, le=999)] = 1
    """Its width in columns."""


class Region(Identified):
    """A jurisdiction: a region with its ISO 3166-2 code, or another jurisdiction."""

    iso: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}-[A-Z0-9]{1,3}$")] | None = None
    """The ISO 3166-2 code; omit it if the jurisdiction is not a region."""
    name: Name
    """The full name."""
    short: Name
    """The name without its kind (`oblast`, `city`), for the tile."""
    code: Name | None = None
    """Three or four letters for the smallest tile; the default is the first letters of the short name."""
    centre: Name | None = None
    """The administrative centre."""
    tile: Tile | None = None
    """The place in the tile map; omit it if the jurisdiction is not on the map."""
    remark: Text | None = None
    """An editorial note."""
    source: Text | None = None
    """The source of the facts about it."""


class RegionsFile(Entry):
    """`data/regions.yml`."""

    regions: tuple[Region, ...] = ()
    """The regions, and jurisdictions that are not regions."""
