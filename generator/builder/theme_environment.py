"""Makes MkDocs' Jinja environment render what is the same on many pages once.

A part of a page – a template that another one includes, or a block of `BLOCKS` – depends on the variables
that it reads and on the folder of the page, from which relative links are counted. When a part is rendered,
the variables that it reads are recorded with their values. On the next page of the folder with the same
values it is not rendered again. A part that reads a variable of `UNSTEADY` is rendered for every page.
"""

from __future__ import annotations

import os
from collections import UserDict
from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from functools import cache
from importlib.metadata import version
from pathlib import Path
from types import CodeType
from typing import Any

from jinja2 import Environment, FileSystemLoader, Template, pass_context
from jinja2.bccache import Bucket
from jinja2.environment import TemplateModule
from jinja2.runtime import Context
from jinja2.utils import missing
from mkdocs.utils.templates import script_tag_filter, url_filter

from generator.files import atomic
from generator.render.compiled_templates import CompiledTemplates

UNSTEADY = frozenset({"page", "pages", "nav"})
"""The variables whose content is another one on every page, even if it is the same object."""

BLOCKS = ("config", "scripts", "styles")
"""The blocks that are the same on many pages; none of them calls `super`."""

LANGUAGE = "partials/language.html"
"""The template with the words of Material's interface, which reads `config` only."""

MOST_MISSES = 3
"""So often a part is rendered with other values before its values are no longer compared."""

DICT_ATTRIBUTES = frozenset(dir(dict))


class _Part:
    """A part as it was rendered for a page of a folder."""

    def __init__(self) -> None:
        self.reads: dict[str, Any] | None = None
        """The variables that it read, and their values."""
        self.text = ""
        self.misses = 0

    def fits(self, first: Mapping[str, Any], second: Mapping[str, Any]) -> bool:
        """Return whether the variables have the same values still, by the first mapping that has them."""
        if self.reads is None:
            return False
        for name, value in self.reads.items():
            given = first.get(name, missing)
            if given is missing:
                given = second.get(name, missing)
            if given is not value and not (type(given) is type(value) is str and given == value):
                self.misses += 1
                return False
        return True


class _Hit:
    """Stands for the context of a template that need not be rendered."""

    def __init__(self, text: str) -> None:
        self.text = text


class _Context(Context):
    """A context that tells the environment which variables are read."""

    part: _Part | None = None
    """The part that its template is, if it is to be recorded."""

    def resolve_or_missing(self, key: str) -> Any:
        """Return the value of a variable, or `missing`."""
        value = self.vars.get(key, missing)
        if value is missing:
            value = self.parent.get(key, missing)
        environment: Any = self.environment
        for reads in environment.recordings:
            reads.setdefault(key, value)
        return value


class _Template(Template):
    """A template that is not rendered where it is included, if it would be what it was before."""

    render_anew: Any
    """Yields the text of the template."""

    @classmethod
    def from_code(
        cls,
        environment: Environment,
        code: CodeType,
        globals: MutableMapping[str, Any],
        uptodate: Any = None,
    ) -> Template:
        """Return the template of compiled code."""
        template: Any = super().from_code(environment, code, globals, uptodate)
        template.render_anew = template.root_render_func
        template.root_render_func = template.render_if_needed
        for name in BLOCKS:
            if name in template.blocks:
                template.blocks[name] = template.block_if_needed(name, template.blocks[name])
        return template  # type: ignore[no-any-return]

    def new_context(
        self,
        vars: dict[str, Any] | None = None,
        shared: bool = False,  # noqa: FBT001, FBT002
        locals: Mapping[str, Any] | None = None,
    ) -> Any:
        """Return the context of the template: a `_Hit` if it is included and need not be rendered."""
        part = None
        if shared and vars is not None:
            environment: Any = self.environment
            part = environment.part(self.name, vars)
            if part and part.fits(locals or {}, vars):
                environment.tell(part)
                return _Hit(part.text)
        context: Any = super().new_context(vars, shared, locals)
        context.part = part
        return context

    def render_if_needed(self, context: Any) -> Iterator[str]:
        """Yield the text of the template."""
        if isinstance(context, _Hit):
            yield context.text
            return
        # A template that this one extends gets the same context.
        part, context.part = context.part, None
        yield from self._recorded(part, self.render_anew, context)

    def block_if_needed(self, name: str, block: Any) -> Any:
        """Return the function that yields the text of a block."""

        def render(context: Any) -> Iterator[str]:
            environment: Any = self.environment
            part = environment.part(f"{self.name} {name}", context.parent)
            if part and part.fits(context.vars, context.parent):
                environment.tell(part)
                yield part.text
            else:
                yield from self._recorded(part, block, context)

        return render

    def _recorded(self, part: _Part | None, render: Any, context: Any) -> Iterator[str]:
        if part is None:
            yield from render(context)
            return
        environment: Any = self.environment
        reads: dict[str, Any] = {}
        environment.recordings.append(reads)
        try:
            part.text = "".join(render(context))
        finally:
            environment.recordings.remove(reads)
        part.reads = reads
        if not UNSTEADY.isdisjoint(reads):
            part.misses = MOST_MISSES
        yield part.text

    def make_module(
        self,
        vars: dict[str, Any] | None = None,
        shared: bool = False,  # noqa: FBT001, FBT002
        locals: Mapping[str, Any] | None = None,
    ) -> TemplateModule:
        """Return the macros of the template; those of `LANGUAGE` are made once, and so are their results."""
        environment: Any = self.environment
        config = (vars or {}).get("config")
        if self.name != LANGUAGE or config is None:
            return self._made(vars, locals, shared=shared)
        known: tuple[Any, TemplateModule] | None = environment.language
        if known is None or known[0] is not config:
            module: Any = self._made(vars, locals, shared=shared)
            module.t = cache(module.t)
            known = environment.language = config, module
        return known[1]

    def _made(self, vars: Any, locals: Any, *, shared: bool) -> TemplateModule:
        context = super().new_context(vars, shared, locals)
        return TemplateModule(self, context, list(self.render_anew(context)))


class ThemeEnvironment(Environment):
    """The environment of one language."""

    recordings: list[dict[str, Any]]
    """The reads of the parts that are being rendered."""
    parts: dict[tuple[str, str], _Part]
    """The name of a part and a folder -> the part as it was last rendered there."""
    found: dict[str, Template]
    """The templates that are loaded."""
    language: tuple[Any, TemplateModule] | None
    """The configuration and the macros of `LANGUAGE` that belong to it."""

    def part(self, name: str, vars: Mapping[str, Any]) -> _Part | None:
        """Return a part for the folder of the page that the variables tell; none if it differs by page."""
        key = name, self.folder(vars)
        part = self.parts.get(key)
        if part is None:
            part = self.parts[key] = _Part()
        return part if part.misses < MOST_MISSES else None

    def tell(self, part: _Part) -> None:
        """Tell the parts that are being rendered what a part inside them has read."""
        for reads in self.recordings:
            for name, value in (part.reads or {}).items():
                reads.setdefault(name, value)

    def folder(self, vars: Mapping[str, Any]) -> str:
        """Return what relative links on a page are counted from."""
        page = vars.get("page")
        if not page:
            return f"/{vars.get('base_url')}"
        address: str = page.url
        folder, _, name = address.rpartition("/")
        return folder if "." in name else address

    def get_template(self, name: Any, parent: str | None = None, globals: Any = None) -> Template:
        """Return a template; as no template changes during a build, each is looked for once."""
        template = self.found.get(name) if globals is None else None
        if template is None:
            template = super().get_template(name, parent, globals)
            if globals is None:
                self.found[name] = template
        return template

    def list_templates(self, extensions: Any = None, filter_func: Any = None) -> list[str]:
        """Return the names of the templates; hidden folders that the filter leaves out are not read."""
        loader = self.loader
        if (
            type(loader) is not FileSystemLoader
            or not filter_func
            or filter_func(".a")
            or filter_func("a/.a")
        ):
            return super().list_templates(extensions, filter_func)
        names: set[str] = set()
        for root in loader.searchpath:
            for folder, folders, files in os.walk(root, followlinks=loader.followlinks):
                folders[:] = [name for name in folders if not name.startswith(".")]
                below = Path(folder).relative_to(root)
                names.update((below / name).as_posix() for name in files)
        return sorted(filter(filter_func, names))

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return an attribute or an item; for most dictionaries without an exception on the way."""
        if type(obj) is dict and attribute not in DICT_ATTRIBUTES:
            try:
                return obj[attribute]
            except KeyError:
                return self.undefined(obj=obj, name=attribute)
        if isinstance(obj, UserDict) and attribute in obj.data and not hasattr(type(obj), attribute):
            return obj.data[attribute] if attribute not in vars(obj) else vars(obj)[attribute]
        return super().getattr(obj, attribute)


def quicken(env: Environment, folder: Path) -> Environment:
    """Make the environment of a language a `ThemeEnvironment`, before it has loaded a template; return it.

    Compiled templates are kept in the folder.
    """
    env.__class__ = ThemeEnvironment
    environment: Any = env
    environment.recordings = []
    environment.parts = {}
    environment.found = {}
    environment.language = None
    env.context_class = _Context
    env.template_class = _Template
    env.bytecode_cache = _templates(folder)
    addresses: dict[tuple[str, str], str] = {}

    def variables(context: Context) -> Any:
        # Not by `context.resolve`: a part does not depend on the page by its links, but on its folder.
        known = {**context.parent, **context.vars}
        return {"page": known.get("page"), "base_url": known.get("base_url")}

    @pass_context
    def url(context: Context, value: Any) -> str:
        """Return the address of a page or file, relative to the page."""
        key = str(value), environment.folder(context.parent)
        if key not in addresses:
            addresses[key] = url_filter(variables(context), key[0])
        return addresses[key]

    @pass_context
    def script_tag(context: Context, script: Any) -> str:
        """Return the element that loads a script."""
        return script_tag_filter(variables(context), script)

    if env.filters.get("url") is url_filter:
        env.filters["url"] = url
    if env.filters.get("script_tag") is script_tag_filter:
        env.filters["script_tag"] = script_tag
    return env


class _CompiledTemplates(CompiledTemplates):
    """Keeps compiled templates as files too, each with a digest."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder / f"jinja-{version('jinja2')}"

    def load_bytecode(self, bucket: Bucket) -> None:
        """Read a template that was compiled before, if there is one."""
        super().load_bytecode(bucket)
        if bucket.code is None and (content := atomic.recall(self._folder / bucket.key)) is not None:
            bucket.bytecode_from_string(content)
            super().dump_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template."""
        super().dump_bytecode(bucket)
        atomic.keep(self._folder / bucket.key, bucket.bytecode_to_string())


_templates = cache(_CompiledTemplates)
"""The compiled templates of a folder, which the processes that this one forks have too."""


def compile_templates(env: Environment, names: Iterable[str]) -> None:
    """Compile templates of an environment that was quickened, and those that they name."""
    assert isinstance(env.bytecode_cache, CompiledTemplates)
    env.bytecode_cache.compile(env, names)
