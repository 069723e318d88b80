"""Builds the languages of a site with MkDocs, all at once, in the warm processes or in new ones."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from generator.builder.preparation import PreparedSite
from generator.builder.warm_processes import Order, Output, WarmProcesses
from generator.files import forks
from generator.files.package import child_environment
from generator.problems import Problem, ProblemsError

FIRST_DAY = dt.date(1980, 1, 1)
"""The first day that a zip archive can store."""


def epoch(prepared: PreparedSite) -> int:
    """Return the time of a build in seconds since 1970, UTC: the day on which the act's status was checked.

    It comes from the data and not from the clock, so that builds are reproducible. If the status was never
    checked, it is the day of the version of the text; without that, the first day that a zip can store.
    """
    act = prepared.dataset.act
    day = max(act.checked or act.version.date or FIRST_DAY, FIRST_DAY)
    return int(dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC).timestamp())


def environment(prepared: PreparedSite) -> dict[str, str]:
    """Return the environment variables of MkDocs: a fixed time, and no banner of the theme."""
    return {
        **child_environment(),
        "SOURCE_DATE_EPOCH": str(epoch(prepared)),
        "NO_MKDOCS_2_WARNING": "1",
    }


def start(prepared: PreparedSite, code: str, *, strict: bool) -> subprocess.Popen[bytes]:
    """Start `mkdocs build` of one language, without reusing pages of the last site."""
    configuration = str(prepared.project.build / code / "mkdocs.yml")
    command = ["mkdocs", "build", "--config-file", configuration, "--clean"]
    return _start(environment(prepared), [*command, *(["--strict"] if strict else [])])


def _start(variables: Mapping[str, str], command: list[str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", *command],
        env=variables,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        # The child inherits the lock of `swap.alone`: if this process is killed, the next build waits for it.
        close_fds=False,
    )


class LanguageBuilds(forks.Closing):
    """The builds of the languages of a site; a context that ends those that still run."""

    def __init__(
        self,
        prepared: PreparedSite,
        target: Path,
        last: Path,
        warm: WarmProcesses,
        *,
        strict: bool = True,
    ) -> None:
        """Start none yet. They are built below `target`, and reuse unmodified pages of the site at `last`.

        `warm` processes build them with what they have made ready. A `strict` build fails with a warning.
        """
        self._codes = [localization.code for localization in prepared.localizations]
        self._build, self._target, self._last = prepared.project.build, target, last
        self._environment = environment(prepared)
        self._strict, self._warm = strict, warm
        self._processes: list[subprocess.Popen[bytes]] = []
        self._outputs: dict[str, Callable[[], Output]] = {}
        """The code of each language -> a function that waits for what its build printed."""

    def close(self) -> None:
        """End the builds that still run: an interrupted one must not go on writing into a removed folder."""
        self._warm.close()
        for process in self._processes:
            if process.poll() is None:
                process.kill()
                process.communicate()

    def start(self, code: str) -> None:
        """Start the build of a language, whose Markdown and `mkdocs.yml` are written."""
        paths = (self._build / code / "mkdocs.yml", self._target / code, self._last / code)
        arguments = [*map(str, paths), *(["--strict"] if self._strict else [])]
        output = self._warm.build(Order(arguments, self._environment))
        if output is None:
            process = _start(self._environment, ["generator.builder.incremental", *arguments])
            self._processes.append(process)
            output = partial(_output, process)
        self._outputs[code] = output

    def wait(self) -> None:
        """Wait for all languages. Raises `ProblemsError` with the problems that MkDocs reports."""
        problems = []
        for code in self._codes:
            status, output = self._outputs[code]()
            if status:
                problems += output_problems(code, output)
        if problems:
            raise ProblemsError(problems)


def _output(process: subprocess.Popen[bytes]) -> Output:
    output, _ = process.communicate()
    return process.returncode, output


def output_problems(code: str, output: bytes) -> list[Problem]:
    """Return the problems of a language whose build failed, given what MkDocs printed.

    These are its warnings and errors, or else its last line, for example of a traceback.
    """
    lines = [line for line in output.decode("utf-8", "replace").splitlines() if line.strip()]
    reported = [line for line in lines if line.startswith(("WARNING", "ERROR"))]
    reported = reported or lines[-1:] or ["MkDocs ended without a message; expected a built site"]
    return [Problem(f"build/{code}", 1, line) for line in reported]
