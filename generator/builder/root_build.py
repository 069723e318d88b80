"""Builds the whole site inside `mkdocs build` or `mkdocs serve` from the root.

MkDocs builds the original language itself. This module generates every language's Markdown before MkDocs
reads its files, builds the other languages beside it, and adds the files outside the languages.
"""

from __future__ import annotations

import contextlib
import subprocess
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import event_priority, get_plugin_logger

from generator.builder import completion, markdown_tree, mkdocs_adapter
from generator.builder.builder import watched
from generator.builder.language_builds import output_problems, start
from generator.builder.preparation import PreparedSite, prepare
from generator.builder.project import Project
from generator.builder.workspace import turn
from generator.problems import ProblemsError

log = get_plugin_logger("generator")


class RootBuild:
    """One build from the root, from MkDocs' `config` event to its `post_build` or `build_error`.

    The methods are named after MkDocs' events. `mkdocs serve` builds with the same object again and again.
    """

    def __init__(self) -> None:
        self._lock = contextlib.ExitStack()
        """The lock on build/ and site/."""
        self._processes: dict[str, subprocess.Popen[bytes]] = {}
        """The code of each language other than the original -> its build."""
        self._prepared: PreparedSite | None = None

    @event_priority(100)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Generate the Markdown trees, start the other languages, and build the original language here.

        Raises `PluginError` with every problem of the data.
        """
        project = Project.at(Path(config.config_file_path).parent)
        self._lock.enter_context(turn(project, log.info))
        try:
            prepared = prepare(project)
            markdown_tree.write(prepared)
        except (ProblemsError, OSError) as error:
            raise PluginError(str(error)) from None
        self._prepared = prepared
        original, *others = prepared.localizations
        mkdocs_adapter.use_language(config, project.build / original.code / "mkdocs.yml")
        for localization in others:
            self._processes[localization.code] = start(prepared, localization.code, strict=config.strict)
        return config

    def on_post_build(self, config: MkDocsConfig) -> None:
        """Wait for the other languages and add the files outside the languages.

        Raises `PluginError` with the problems of every language that failed.
        """
        assert self._prepared is not None
        problems = []
        for code, process in self._processes.items():
            output, _ = process.communicate()
            if process.returncode:
                problems += output_problems(code, output)
        if problems:
            raise PluginError(str(ProblemsError(problems)))
        completion.complete(self._prepared, Path(config.site_dir).parent)
        self._end()

    def on_build_error(self, error: Exception) -> None:
        """Stop the other languages and let the next build begin."""
        for process in self._processes.values():
            process.terminate()
            process.wait()
        self._end()

    def on_serve(self, server: LiveReloadServer, config: MkDocsConfig, builder: object) -> LiveReloadServer:
        """Serve every language, and rebuild when the data, a template or a handwritten page changes."""
        assert self._prepared is not None
        project = self._prepared.project
        mkdocs_adapter.serve_folder(server, config, project.site, watched(project))
        return server

    def _end(self) -> None:
        for process in self._processes.values():
            if process.stdout:
                process.stdout.close()
        self._processes.clear()
        self._lock.close()
