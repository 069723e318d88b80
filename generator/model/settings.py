"""Settings of the site."""

from __future__ import annotations

from typing import Annotated

from pydantic import StringConstraints

from generator.model.base import Entry
from generator.model.fields import Colour, Id, Name, Text, Url
from generator.model.provisions import Role


class Site(Entry):
    """`data/site.yml`: the settings of the site."""

    name: Name
    """What the site is called, at the head of every page."""
    description: Text
    """What the site is, in one or two sentences, for search engines and the home page."""
    bundle: Id
    """The name of the offline bundle's file, without version."""
    release: Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z]+([.+-][0-9A-Za-z]+)*$", max_length=40)]
    """The version of the bundle and of its release."""
    publisher: Name | None = None
    """Who publishes the site; none keeps the line out."""
    repository: Url | None = None
    """The web address of the repository; corrections are proposed there."""
    branch: Annotated[
        str, StringConstraints(pattern=r"^[0-9A-Za-z_-]+([./][0-9A-Za-z_-]+)*$", max_length=100)
    ] = "main"
    """The branch of the repository that corrections are proposed to."""
    show_editorial_assignments: bool = True
    """Whether the ties that only the editors see are shown."""
    pages: tuple[Role, ...] = (Role.FUNCTION, Role.POWER)
    """The roles whose provisions have a page each."""
    colour: Colour | None = None
    """The colour of header and footer in place of the theme's; white words stand on it."""
    interface: dict[str, Text] = {}
    """Interface words of this institution's own, in place of those of `strings/`: key -> words."""
