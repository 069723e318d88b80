"""Web sites outside this one that readers are sent to, for what the act and this site do not offer."""

from __future__ import annotations

from typing import Annotated

from annotated_types import Len

from generator.model.base import Entry, Identified
from generator.model.fields import Day, Id, Name, ProvisionRef, RefersTo, Text, Url, Urls


class OutsideSite(Identified):
    """A web site of somebody else; the act does not name it."""

    name: Name
    """The name of the site."""
    url: Url
    """Its web address."""
    urls: Urls = {}
    """Language code -> its web address in that language; `url` serves the other languages."""
    about: Text | None = None
    """What readers find there, in one sentence."""
    opened: Day | None = None
    """The date on which the address was last opened; omit it if never, and the page says so."""

    def url_in(self, code: str) -> str:
        """Return the web address for readers of a language."""
        return self.urls.get(code, self.url)


class Appeals(Entry):
    """Where readers turn with a complaint or a request."""

    provisions: Annotated[tuple[ProvisionRef, ...], Len(min_length=1)]
    """The provisions that speak of appeals; the page quotes them."""
    unsaid: Text | None = None
    """What readers look for here and the act does not say, in one sentence, which begins the page."""
    topics: tuple[Annotated[Id, RefersTo("topic")], ...] = ()
    """The topics whose pages lead to this page; the pages of bodies and regions always do."""
    sites: tuple[OutsideSite, ...] = ()
    """The sites that take appeals."""


class OutsideFile(Entry):
    """`data/outside.yml`: web sites outside this one."""

    current_text: tuple[OutsideSite, ...] = ()
    """Where the text in force is published."""
    appeals: Appeals | None = None
    """Where readers turn with a complaint; omit it and the site has no such page."""
