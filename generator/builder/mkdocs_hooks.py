"""The MkDocs shell: `mkdocs build` and `mkdocs serve` from the root work on the data as they are.

The hook generates every language's Markdown before MkDocs reads its files, points this build at the original
language, builds the other languages beside it, and adds what stands outside the languages. The content itself
depends on no hook: the generated trees build without it.
"""

from __future__ import annotations

import contextlib
import subprocess
import sys
from pathlib import Path
from typing import Any

from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import event_priority, get_plugin_logger

# MkDocs loads this file by its path: the package beside it is not importable yet.
sys.path.insert(0, str(Path(__file__).parents[2]))

from generator.builder import markdown_tree
from generator.builder.builder import start, surround, turn, watched
from generator.builder.preparation import PreparedSite, Project, prepare
from generator.problems import ProblemsError

log = get_plugin_logger("generator")

_turn = contextlib.ExitStack()
"""The turn to write to build/ and site/, from the configuration of a build to its end."""

_running: list[subprocess.Popen[bytes]] = []
_prepared: list[PreparedSite] = []


@event_priority(100)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Generate the trees and make this build the original language's."""
    project = Project.at(Path(config.config_file_path).parent)
    _turn.enter_context(turn(project, log.info))
    try:
        prepared = prepare(project)
        markdown_tree.write(prepared)
    except (ProblemsError, OSError) as problems:
        raise PluginError(str(problems)) from None
    _prepared[:] = [prepared]
    original, *others = prepared.localizations
    own = load_config(str(project.build / original.code / "mkdocs.yml"))
    for key in (
        "site_name",
        "site_description",
        "docs_dir",
        "site_dir",
        "site_url",
        "nav",
        "theme",
        "extra",
        "repo_url",
    ):
        config[key] = own[key]
    _running[:] = [start(prepared, one.code, config.strict) for one in others]
    return config


def on_post_build(config: MkDocsConfig) -> None:
    """Wait for the other languages and add the files beside them."""
    failed = [process.args for process in _running if process.wait() != 0]
    if failed:
        raise PluginError("another language's build failed")
    surround(_prepared[0], Path(config.site_dir).parent)
    _turn.close()


def on_build_error(error: Exception) -> None:
    """Leave the turn to the next run."""
    _turn.close()


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
    """Rebuild when the data, a template or a page written by hand changes."""
    project = _prepared[0].project
    for folder in watched(project):
        server.watch(str(folder))
    server.unwatch(config.docs_dir)
    return server
