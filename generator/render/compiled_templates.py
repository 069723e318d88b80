"""Keeps compiled Jinja templates in memory, so that one process can compile what others use.

Compiling takes longer than rendering a few pages. A compiled template is found by its name and by a digest of
its source, so that a template that has changed is compiled anew.
"""

from __future__ import annotations

import marshal
from collections.abc import Iterable
from types import CodeType

from jinja2 import BytecodeCache, Environment, TemplateNotFound, meta
from jinja2.bccache import Bucket


class CompiledTemplates(BytecodeCache):
    """The compiled templates of environments that have the same options."""

    def __init__(self) -> None:
        """Have no template yet."""
        self._codes: dict[tuple[str, str], CodeType] = {}
        """The key of a template and the digest of its source -> its code."""

    def __len__(self) -> int:
        """Return how many templates are compiled."""
        return len(self._codes)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give Jinja the code of a template, if it was compiled before."""
        bucket.code = self._codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template that Jinja has compiled."""
        if bucket.code is not None:
            self._codes[bucket.key, bucket.checksum] = bucket.code

    def compile(self, environment: Environment, names: Iterable[str]) -> None:
        """Compile the templates with these names, and those that they name; skip any that does not exist.

        Raises `jinja2.TemplateSyntaxError`.
        """
        assert environment.loader
        known, waiting = set[str](), list(names)
        while waiting:
            name = waiting.pop()
            if name in known:
                continue
            known.add(name)
            try:
                source, file, _ = environment.loader.get_source(environment, name)
            except TemplateNotFound:
                continue
            tree = environment.parse(source, name, file)
            bucket = self.get_bucket(environment, name, file, source)
            if bucket.code is None:
                bucket.code = environment.compile(tree, name, file)
                self.set_bucket(bucket)
            waiting += (other for other in meta.find_referenced_templates(tree) if other)

    def dumped(self) -> bytes:
        """Return all templates, for another process that runs the same Python."""
        return marshal.dumps(self._codes)

    def load(self, dumped: bytes) -> None:
        """Take over what `dumped` returned in another process."""
        self._codes.update(marshal.loads(dumped))
