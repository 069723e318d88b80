"""Processes that get ready for the later steps of a build, while the first one loads and checks the data.

One compiles the templates of pages. The other loads MkDocs, compiles the theme's templates, and then builds
each language in a fork. They are forked before the data are loaded, so they need little memory, and
they use a processor that would be idle. Where the system cannot fork, there are none.
"""

from __future__ import annotations

import io
import os
import traceback
from collections.abc import Callable, Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from generator.builder.project import Project
from generator.files import forks

if TYPE_CHECKING:
    from generator.builder.incremental import Languages


@dataclass(frozen=True)
class Order:
    """What is to be built: a language of a site."""

    arguments: Sequence[str]
    """The arguments of `incremental.main`."""
    environment: Mapping[str, str]
    """The environment variables of MkDocs."""


Output = tuple[int, bytes]
"""The exit status of the build of a language, and what it printed."""


class WarmProcesses(forks.Closing):
    """The processes that get ready; a context that ends them."""

    def __init__(
        self, project: Project, *, templates: bool, languages: bool = True, site: Path | None = None
    ) -> None:
        """Start them if the system can fork.

        `templates` says whether those of pages are needed, `languages` whether these will be built. `site` is
        the folder of the last site, if it is not the project's.
        """
        self._languages: forks.ForkServer[Order, Output] | None = None
        self._templates: forks.Ahead[None, bytes] | None = None
        if not forks.possible():
            return
        if templates:
            self._templates = forks.Ahead(_compile, "compiles templates")
            self._templates.ask(None)
        if languages:
            builder = _LanguageBuilder(project, site or project.site)
            self._languages = forks.ForkServer(builder.build, "builds a language", builder.get_ready)

    def close(self) -> None:
        """End the processes, and the builds of languages that still run."""
        for process in (self._templates, self._languages):
            if process:
                process.close()

    def load_templates(self) -> None:
        """Take over the compiled templates of pages; compile them here if no process did."""
        from generator.render import environment

        if self._templates:
            environment.load_templates(self._templates.answer())
        else:
            environment.compile_templates()

    def build(self, order: Order) -> Callable[[], Output] | None:
        """Start the build of a language; return a function that waits for it, or None without a process.

        The function raises `ProblemsError` if the process is killed.
        """
        return self._languages.ask(order) if self._languages else None


def _compile(_: None) -> bytes:
    from generator.render import environment

    return environment.dumped_templates()


class _LanguageBuilder:
    """Builds the languages of a project in forks, with what it has loaded before."""

    def __init__(self, project: Project, site: Path) -> None:
        self._project, self._site = project, site
        self._languages: Languages | None = None

    def get_ready(self) -> None:
        """Load what the languages need; what is wrong with it is said when they are built."""
        from generator.builder import incremental, mkdocs_adapter

        with redirect_stderr(io.StringIO()):
            mkdocs_adapter.load(self._project.settings, self._project.build)
            languages = incremental.Languages()
            languages.read_ahead(self._project.build, self._site)
            self._languages = languages

    def build(self, order: Order) -> Output:
        """Build a language in this process, which is a fork; return the exit status and what was printed."""
        from generator.builder import incremental

        os.environ.update(order.environment)
        output = io.StringIO()
        with redirect_stdout(output), redirect_stderr(output):
            try:
                status = incremental.main(order.arguments, self._languages)
            except Exception:
                status = 1
                traceback.print_exc()
        return status, output.getvalue().encode("utf-8", "replace")
