"""Bodies, posts, body groups and regions (W3C ORG)."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from generator.model.base import Entry, Identified
from generator.model.fields import EId, Id, Name, Text, Url


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
    """Named in the act but not part of the organisation, or named only in general: all share one page."""


class Body(Identified):
    """A body that the act names."""

    kind: BodyKind
    """What kind of body it is; its pages and its place in the charts follow from it."""
    form: Annotated[str, StringConstraints(pattern=r"^[a-z-]+$")] | None = None
    """What the body calls itself: its word stands under `form.<form>` in the strings."""
    name: Name
    """Its full name as the act has it."""
    short: Name | None = None
    """A shorter name for narrow places; the site's own."""
    parent: Id | None = None
    """The body that it belongs to."""
    region: Id | None = None
    """The region whose body it is."""
    named_in: EId
    """The provision that names it."""
    quote: Text | None = None
    """The words that name it, where the provision says more than its name."""
    remark: Text | None = None
    """What the text does not say and a reader would assume: editorial."""
    url: Url | None = None
    """Its own site."""


class Post(Identified):
    """A post (W3C ORG `Post`)."""

    name: Name
    """The name of the post as the act has it."""
    of: Id
    """The body that the post belongs to (`postIn`)."""
    named_in: EId
    """The provision that names it."""
    quote: Text | None = None
    """The words that name it, where the provision says more than its name."""
    remark: Text | None = None
    """What the text does not say and a reader would assume: editorial."""


class BodyGroup(Identified):
    """A class of bodies or posts that the act speaks of as one."""

    name: Name
    """What the act calls the class."""
    named_in: EId
    """The provision that speaks of it."""
    quote: Text | None = None
    """The words that name it, where the provision says more than its name."""
    members: tuple[Id, ...] = ()
    """The members that have a page; empty where the act names none of them."""


class BodiesFile(Entry):
    """`data/bodies.yml`."""

    bodies: tuple[Body, ...]
    """The bodies, in the order of the act."""
    posts: tuple[Post, ...] = ()
    """The posts, in the order of the act."""
    groups: tuple[BodyGroup, ...] = ()
    """The classes that the act speaks of as one."""


class Tile(Entry):
    """A place in the tile map, counted from 0 at the north-west."""

    column: Annotated[int, Field(ge=0, le=999)]
    """How many columns stand west of it."""
    row: Annotated[int, Field(ge=0, le=999)]
    """How many rows stand north of it."""
    width: Annotated[int, Field(ge=1, le=999)] = 1
    """How many columns it takes."""


class Region(Identified):
    """A jurisdiction: a region with its ISO 3166-2 code, or one outside the regions."""

    iso: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}-[A-Z0-9]{1,3}$")] | None = None
    """Its ISO 3166-2 code; none for a jurisdiction outside the regions."""
    name: Name
    """Its full name."""
    short: Name
    """The name without its kind, for the tile."""
    code: Name | None = None
    """Three or four letters for the smallest tile; the first letters of the short name where none is set."""
    centre: Name | None = None
    """Its administrative centre."""
    tile: Tile | None = None
    """Its place in the tile map; none outside the map."""
    remark: Text | None = None
    """What a reader should know of it: editorial."""
    source: Text | None = None
    """Where the facts about it were read."""


class RegionsFile(Entry):
    """`data/regions.yml`."""

    regions: tuple[Region, ...] = ()
    """The regions, and the jurisdictions outside them."""
