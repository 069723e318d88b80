"""Virtual environments that hold the generator as a user installs it, and nothing of the repository.

Nothing comes from a network. hatchling, the build backend, is called in this environment. A wheel is
installed without its dependencies into an empty virtual environment, which finds those of this environment by
a `.pth` file: lines that Python adds to the import path. The package itself is not in this environment, and
the repository is on no import path there, so that whatever the wheel lacks is missing.
"""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from dataclasses import dataclass
from pathlib import Path

from tests.support.paths import ROOT


def build_wheel(folder: Path) -> Path:
    """Build the wheel of the working tree into a folder; return its path."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (path,) = folder.glob("*.whl")
    return path


def create_environment(environment: Path, *requirements: str, folder: Path) -> None:
    """Create a virtual environment and install in it what pip is asked for, in a folder."""
    venv.create(environment, with_pip=False, symlinks=True)
    python = str(environment / "bin" / "python")
    pip = [sys.executable, "-m", "pip", "--python", python, "--disable-pip-version-check", "--isolated"]
    install = [*pip, "install", "--quiet", "--no-index", "--no-deps", *requirements]
    done = subprocess.run(install, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (site_packages,) = environment.glob("lib/python*/site-packages")
    # After pip, which would take the other environment's packages for its own.
    paths = [path for path in sys.path if Path(path).name in ("site-packages", "dist-packages")]
    (site_packages / "dependencies.pth").write_text("".join(f"{path}\n" for path in paths), encoding="utf-8")


@dataclass
class Installation:
    """A virtual environment that holds the wheel, and an empty folder to work in."""

    environment: Path
    folder: Path

    @classmethod
    def create(cls, wheel: Path, root: Path) -> Installation:
        """Install a wheel below a folder."""
        environment, folder = root / "environment", root / "folder"
        folder.mkdir()
        create_environment(environment, str(wheel), folder=folder)
        return cls(environment, folder)

    def run(self, *command: str, folder: Path | None = None) -> subprocess.CompletedProcess[str]:
        """Run a program, if it has one of the environment, without what could lead to the repository."""
        kept = {name: os.environ[name] for name in ("HOME", "LANG", "TMPDIR") if name in os.environ}
        path = f"{self.environment / 'bin'}{os.pathsep}{os.defpath}"
        program = self.environment / "bin" / command[0]
        return subprocess.run(
            [str(program) if program.exists() else command[0], *command[1:]],
            cwd=folder or self.folder,
            env={**kept, "PATH": path, "PYTHONUTF8": "1"},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )

    def statute(self, *arguments: str) -> str:
        """Run the console script; return what it prints."""
        done = self.run("statute", *arguments)
        assert done.returncode == 0, done.stderr
        return done.stdout
