"""Runs Nu, the W3C's checker of HTML, over files of a built site."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.support.axe import installed

JAVA = ("-Xss64m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
"""A deep stack for deep pages; a run is over before a better compiler and collector would pay."""

OPTIONS = ("--errors-only", "--stdout", "--format", "gnu", "--skip-non-html")


def errors(folder: Path, names: Iterable[str]) -> str:
    """Return what Nu says of files or folders below a folder; skip where it is missing, fail under CI."""
    jar, java = installed("vnu-jar/build/dist/vnu.jar"), shutil.which("java")
    if java is None and os.environ.get("CI"):
        pytest.fail("Java is not installed")
    if java is None:
        pytest.skip("Java is not installed")
    command = [java, *JAVA, "-jar", str(jar), *OPTIONS, *names]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    said = done.stdout.strip()
    assert said or done.returncode == 0, done.stderr[-500:]
    return said
