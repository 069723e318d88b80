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
    """The name of the site, shown on every page."""
    description: Text
    """A description of one or two sentences, for search engines and previews of links."""
    bundle: Id
    """The file name of the offline bundle, without version and extension."""
    release: Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z]+([.+-][0-9A-Za-z]+)*$", max_length=40)]
    """The version of the bundle and of its release."""
    publisher: Name | None = None
    """The publisher of the site; omit it to show none."""
    licence: Text | None = None
    """The licences of the data and of the site's own words, in one line beside the downloads; omit it to show
    none."""
    repository: Url | None = None
    """The web address of the repository, where readers propose corrections."""
    branch: Annotated[
        str, StringConstraints(pattern=r"^[0-9A-Za-z_-]+([./][0-9A-Za-z_-]+)*$", max_length=100)
    ] = "main"
    """The branch of the repository for proposed corrections."""
    show_editorial_assignments: bool = True
    """Whether editorial assignments are shown."""
    pages: tuple[Role, ...] = (Role.FUNCTION, Role.POWER)
    """The roles whose provisions each have a page."""
    colour: Colour | None = None
    """The background colour of header and footer, under white text; the default is the theme's."""
    interface: dict[str, Text] = {}
    """Interface text that overrides `strings/`: key -> text."""
