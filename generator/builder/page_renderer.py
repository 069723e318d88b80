"""Renders the Markdown of the pages of a language in MkDocs with one converter, instead of one for each page.

`tests/unit/builder/test_mkdocs_contract.py` checks what it assumes of MkDocs.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from markdown.preprocessors import Preprocessor
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import (
    Page,
    _ExtractAnchorsTreeprocessor,
    _ExtractTitleTreeprocessor,
    _RawHTMLPreprocessor,
    _RelativePathTreeprocessor,
)
from mkdocs.structure.toc import get_toc

from generator.builder.markdown_converter import EXTENSIONS, Converter


class PageRenderer:
    """A plugin that converts the Markdown of all pages of a language with one `Converter`.

    It does what `Page.render` does, which makes a `Markdown` for each page. With an extension that a
    `Converter` cannot have, it leaves the pages to MkDocs.
    """

    def __init__(self) -> None:
        """Convert no page yet."""
        self._converter: Converter | None = None
        self._all_included: bool | None = None
        self._known: dict[tuple[str, str], dict[str, _Target]] = {}
        """The folders of a page and of its address -> what the links in them lead to."""

    def on_pre_page(self, page: Page, /, *, config: MkDocsConfig, files: Files) -> Page:
        """Take over the rendering of a page."""
        if EXTENSIONS.issuperset(config.markdown_extensions):
            page.render = partial(self._render, page)  # type: ignore[method-assign]
        return page

    def _render(self, page: Page, config: MkDocsConfig, files: Files) -> None:
        """Set what `Page.render` sets: words, contents, title, anchors and links of a page."""
        assert page.markdown is not None
        if self._converter is None:
            self._converter = Converter(config.markdown_extensions, config.mdx_configs or {})
        converter = self._converter
        converter.reset()
        source = _Source(converter)
        converter.preprocessors.register(source, "mkdocs_raw_html", 21)
        anchors = _ExtractAnchorsTreeprocessor(page.file, files, config)
        anchors._register(converter)
        links = _Links(page.file, files, config)
        if self._all_included is None:
            self._all_included = all(
                file.inclusion not in (InclusionLevel.EXCLUDED, InclusionLevel.DRAFT) for file in files
            )
        # Each link to an excluded page causes a warning.
        links.known = self._known.setdefault(links.folders, {}) if self._all_included else {}
        links._register(converter)
        title = _ExtractTitleTreeprocessor()
        if "title" not in page.meta:
            title._register(converter)
        page.content = converter.convert(page.markdown)
        converter.treeprocessors.deregister("mkdocs_extract_title", strict=False)
        page.toc = get_toc(getattr(converter, "toc_tokens", []))
        page._title_from_render = title.title
        page.present_anchor_ids = _Anchors(anchors.present_anchor_ids, source.text)
        page.links_to_anchors = links.links_to_anchors


class _Source(Preprocessor):
    """Keeps the text in which MkDocs looks for anchors in raw HTML."""

    text = ""

    def run(self, lines: list[str]) -> list[str]:
        self.text = "\n".join(lines)
        return lines


class _Anchors(set[str]):
    """The anchors of a page; those in raw HTML are looked for when one is not among the others."""

    def __init__(self, anchors: Iterable[str], source: str) -> None:
        super().__init__(anchors)
        self._source = source

    def __contains__(self, anchor: object) -> bool:
        if not super().__contains__(anchor) and self._source:
            html = _RawHTMLPreprocessor()
            html.run([self._source])
            self |= html.present_anchor_ids
            self._source = ""
        return super().__contains__(anchor)


_Target = tuple[str, dict[File, dict[str, str]]]
"""The address that a link gets, and the anchor that it leads to, as in `Page.links_to_anchors`."""


class _Links(_RelativePathTreeprocessor):
    """Follows each link of the pages of a folder once."""

    known: dict[str, _Target]

    @property
    def folders(self) -> tuple[str, str]:
        """Return the folders of the page and of its address: what relative links depend on."""
        return self.file.src_uri.rpartition("/")[0], self.file.url.rpartition("/")[0]

    def path_to_url(self, url: str) -> str:
        """Return the address of a link, and record its anchor."""
        target = self.known.get(url)
        if target is None:
            everything, self.links_to_anchors = self.links_to_anchors, {}
            address = super().path_to_url(url)
            target = address, self.links_to_anchors
            self.links_to_anchors = everything
            # What remains as it is may be an anchor of this page, or have caused a warning.
            if address != url:
                self.known[url] = target
        for file, anchors in target[1].items():
            for anchor, link in anchors.items():
                self.links_to_anchors.setdefault(file, {}).setdefault(anchor, link)
        return target[0]
