"""A build from the root inside MkDocs: its state between events, and how it ends."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, PluginError
from mkdocs.livereload import LiveReloadServer

from generator.builder import mkdocs_hooks
from generator.builder.language_builds import output_problems
from generator.builder.preparation import PreparedSite
from generator.builder.project import Project
from generator.builder.root_build import RootBuild
from generator.files import swap
from generator.files.package import STRINGS, TEMPLATES, THEME


def assert_unlocked(folder: Path) -> None:
    def waiting() -> None:
        raise AssertionError(f"{folder} is locked")

    with swap.alone(folder, waiting):
        pass


def child(script: str) -> subprocess.Popen[bytes]:
    """Start a process that holds the lock as the build of a language does."""
    return subprocess.Popen(
        [sys.executable, "-c", script],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        close_fds=False,
    )


@pytest.fixture
def started(tiny: Project, tiny_prepared: PreparedSite) -> RootBuild:
    """A build from the root that holds the lock on `tiny` and has no other language yet."""
    root_build = RootBuild()
    root_build._prepared = tiny_prepared
    root_build._lock.enter_context(swap.alone(tiny.build, lambda: None))
    return root_build


def test_a_failed_build_ends_the_other_languages_and_releases_the_lock(
    started: RootBuild, tiny: Project
) -> None:
    process = child("import time; time.sleep(600)")
    started._processes["ru"] = process
    started.on_build_error(RuntimeError())
    assert process.poll() is not None
    assert_unlocked(tiny.build)


def test_a_failed_build_releases_the_lock_after_the_other_languages_ended(
    started: RootBuild, tiny: Project
) -> None:
    process = child("print('x' * 10)")
    process.wait()
    started._processes["ru"] = process
    started.on_build_error(RuntimeError())
    assert_unlocked(tiny.build)


def test_the_message_names_each_failed_language_and_why(started: RootBuild, tiny: Project) -> None:
    output = "INFO  -  fine\\nWARNING  -  a broken link\\nINFO  -  end"
    started._processes["ru"] = child(f"print('{output}'); raise SystemExit(1)")
    started._processes["en"] = child("raise RuntimeError('no template')")
    started._processes["tr"] = child("print('WARNING  -  not fatal')")
    config = load_config(str(tiny.root / "mkdocs.yml"), hooks=[], plugins=[], theme={"name": "mkdocs"})
    with pytest.raises(PluginError) as caught:
        started.on_post_build(config)
    assert str(caught.value).splitlines() == [
        "build/en:1: RuntimeError: no template",
        "build/ru:1: WARNING  -  a broken link",
    ]
    started.on_build_error(caught.value)
    assert_unlocked(tiny.build)


def test_a_language_with_much_output_does_not_block(started: RootBuild, tiny: Project) -> None:
    """A pipe holds 64 KiB; a language that prints more must be read while it runs."""
    started._processes["ru"] = child("print('WARNING  -  x\\n' * 20_000); raise SystemExit(1)")
    config = load_config(str(tiny.root / "mkdocs.yml"), hooks=[], plugins=[], theme={"name": "mkdocs"})
    with pytest.raises(PluginError, match=r"^build/ru:1: WARNING  -  x$"):
        started.on_post_build(config)
    started.on_build_error(RuntimeError())


@pytest.mark.parametrize(
    ("output", "messages"),
    [
        (b"INFO  -  a\nWARNING -  b\nERROR   -  c\n", ["WARNING -  b", "ERROR   -  c"]),
        (b"Traceback\n  at\nKeyError: 'x'\n\n", ["KeyError: 'x'"]),
        (b"WARNING -  \xff\n", ["WARNING -  \N{REPLACEMENT CHARACTER}"]),
        (b"", ["MkDocs ended without a message; expected a built site"]),
    ],
)
def test_problems_in_the_output_of_mkdocs(output: bytes, messages: list[str]) -> None:
    problems = output_problems("kk", output)
    assert [problem.message for problem in problems] == messages
    assert {problem.file for problem in problems} == {"build/kk"}


def test_mkdocs_reports_unusable_data_and_the_lock_is_released(
    tiny: Project, caplog: pytest.LogCaptureFixture
) -> None:
    path = tiny.data / "bodies.yml"
    path.write_text(path.read_text("utf-8").replace("kind: agency", "kind: agensy"), encoding="utf-8")
    config = load_config(str(tiny.root / "mkdocs.yml"), hooks=[], plugins=[], theme={"name": "mkdocs"})
    plugins: Any = config.plugins
    plugins["root"] = RootBuild()
    with pytest.raises(Abort):
        build(config)
    assert "data/bodies.yml:29: " in caplog.text
    assert_unlocked(tiny.build)


def test_the_server_shows_every_language_and_watches_the_sources(
    started: RootBuild, tiny_prepared: PreparedSite, tiny: Project
) -> None:
    config = load_config(str(tiny.root / "mkdocs.yml"), hooks=[], plugins=[], theme={"name": "mkdocs"})
    server = LiveReloadServer(lambda: None, host="127.0.0.1", port=0, root=str(tiny.root))
    server.watch(config.docs_dir)
    assert started.on_serve(server, config, builder=None) is server
    project = tiny_prepared.project
    assert server.root == str(project.site)
    watched = {project.data, project.docs / "kk", STRINGS, TEMPLATES, THEME}
    assert {Path(path) for path in server._watched_paths} == watched
    server.server_close()


@pytest.mark.parametrize("event", ["on_config", "on_post_build", "on_build_error", "on_serve"])
def test_the_hooks_file_connects_every_event(event: str) -> None:
    hook = getattr(mkdocs_hooks, event)
    assert hook.__func__ is getattr(RootBuild, event)
    events = {name for name in dir(RootBuild) if name.startswith("on_")}
    assert events == {name for name in dir(mkdocs_hooks) if name.startswith("on_")}
