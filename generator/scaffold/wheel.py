"""Rebuilds the wheel of the running generator, so that a repository can carry the program that builds it.

An installed package is read by its RECORD, a checkout by its folder and `pyproject.toml`. Nothing comes from
a network, and no build backend is needed. The same files give the same bytes on every machine: entries are
sorted, have one fixed time and mode, and are not compressed, because what zlib writes depends on its version.

The formats are those of the Python Packaging User Guide: "Binary distribution format" (wheel names, RECORD),
"Recording installed projects" and "Core metadata specifications".
"""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import re
import stat
import tomllib
import zipfile
from collections.abc import Iterator, Mapping
from email.parser import BytesParser
from importlib import metadata
from pathlib import Path, PurePosixPath
from typing import Any

from msgspec import Struct

from generator.files.package import FORCED, PACKAGE
from generator.problems import Problem, ProblemsError

DISTRIBUTION = "statute-site"
"""The name under which the generator is installed."""

TAG = "py3-none-any"
"""Python 3, any ABI, any platform: the package is pure Python."""

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The time of every entry: the earliest that a zip can store."""

FILE_MODE = stat.S_IFREG | 0o644
UNIX = 3

INSTALLERS = frozenset({"INSTALLER", "REQUESTED", "RECORD", "direct_url.json", "uv_cache.json"})
"""The files of a `.dist-info` folder that an installer writes; they are not of the wheel."""


class Wheel(Struct, frozen=True):
    """A wheel: its file name and its bytes."""

    name: str
    content: bytes

    @property
    def sha256(self) -> str:
        """The digest of the bytes, in hexadecimal."""
        return hashlib.sha256(self.content).hexdigest()


def build() -> Wheel:
    """Return the wheel of the generator that is running.

    Raises `ProblemsError` if an installed file differs from its RECORD, or if the package is neither
    installed nor in a checkout.
    """
    installed = _distribution()
    files = _installed_files(installed) if installed else _checkout_files(PACKAGE.parent)
    (folder,) = {name.partition("/")[0] for name in files if ".dist-info/" in name}
    about = BytesParser().parsebytes(files[f"{folder}/WHEEL"])
    return Wheel(f"{folder.removesuffix('.dist-info')}-{about['Tag']}.whl", _zip(files, folder))


def _distribution() -> metadata.Distribution | None:
    """Return the installed distribution that holds this package, or None if it runs from a checkout."""
    try:
        distribution = metadata.distribution(DISTRIBUTION)
    except metadata.PackageNotFoundError:
        return None
    own = f"{PACKAGE.name}/__init__.py"
    listed = own in {name for name, _ in _record(distribution)}
    return (
        distribution if listed and _locate(distribution, own) == PACKAGE.resolve() / "__init__.py" else None
    )


def _record(distribution: metadata.Distribution) -> Iterator[tuple[str, str]]:
    """Yield the name of each file of an installed distribution with its digest, which may be empty."""
    for row in csv.reader((distribution.read_text("RECORD") or "").splitlines()):
        yield row[0], row[1].removeprefix("sha256=")


def _locate(distribution: metadata.Distribution, name: str) -> Path:
    return Path(str(distribution.locate_file(name))).resolve()


def _installed_files(distribution: metadata.Distribution) -> dict[str, bytes]:
    """Return the files of an installed wheel by their names in it."""
    files, problems = {}, []
    for name, digest in _record(distribution):
        top, *_, last = PurePosixPath(name).parts
        # An installer adds byte code without a digest, the console script elsewhere, and its own notes.
        if not digest or top == ".." or (top.endswith(".dist-info") and last in INSTALLERS):
            continue
        path = _locate(distribution, name)
        files[name] = path.read_bytes() if path.is_file() else b""
        if not path.is_file() or _digest(files[name]) != digest:
            problems.append(Problem(name, 1, "differs from its RECORD; install the package again"))
    if problems:
        raise ProblemsError(problems)
    return files


def _checkout_files(root: Path) -> dict[str, bytes]:
    """Return the files that the wheel of a checkout has, by their names in it."""
    settings = root / "pyproject.toml"
    project = tomllib.loads(settings.read_text(encoding="utf-8"))["project"] if settings.is_file() else {}
    if project.get("name") != DISTRIBUTION:
        message = f"is neither installed as {DISTRIBUTION} nor in a checkout of it; install it with pip"
        raise ProblemsError([Problem(PACKAGE.name, 1, message)])
    files = {path.relative_to(root).as_posix(): path.read_bytes() for path in _sources(PACKAGE)}
    files |= {f"{PACKAGE.name}/{packaged}": (root / name).read_bytes() for name, packaged in FORCED.items()}
    folder = f"{re.sub(r'[-_.]+', '_', project['name'])}-{project['version']}.dist-info"
    files[f"{folder}/METADATA"] = "".join(f"{line}\n" for line in _metadata(project)).encode()
    about = ("Wheel-Version: 1.0", f"Generator: {DISTRIBUTION} {project['version']}")
    lines = (*about, "Root-Is-Purelib: true", f"Tag: {TAG}")
    files[f"{folder}/WHEEL"] = "".join(f"{line}\n" for line in lines).encode()
    scripts = "".join(f"{name} = {target}\n" for name, target in sorted(project["scripts"].items()))
    files[f"{folder}/entry_points.txt"] = f"[console_scripts]\n{scripts}".encode()
    for name in project["license-files"]:
        files[f"{folder}/licenses/{name}"] = (root / name).read_bytes()
    return files


def _sources(folder: Path) -> Iterator[Path]:
    """Yield the files of the package, without byte code and hidden files."""
    for path in folder.rglob("*"):
        parts = path.relative_to(folder).parts
        if path.is_file() and "__pycache__" not in parts and not any(part.startswith(".") for part in parts):
            yield path


def _metadata(project: Mapping[str, Any]) -> Iterator[str]:
    """Yield the lines of the core metadata: what an installer needs and whose licence it is."""
    yield "Metadata-Version: 2.4"
    yield f"Name: {project['name']}"
    yield f"Version: {project['version']}"
    yield f"Summary: {project['description']}"
    yield f"License-Expression: {project['license']}"
    for name in project["license-files"]:
        yield f"License-File: {name}"
    yield f"Requires-Python: {project['requires-python']}"
    for requirement in project["dependencies"]:
        yield f"Requires-Dist: {requirement}"


def _digest(content: bytes) -> str:
    """Return a digest as RECORD has it: SHA-256 in URL-safe base64 without padding."""
    return base64.urlsafe_b64encode(hashlib.sha256(content).digest()).decode().rstrip("=")


def _zip(files: Mapping[str, bytes], folder: str) -> bytes:
    """Return the wheel with these files; its metadata folder comes last, and RECORD after everything."""
    names = sorted(files, key=lambda name: (PurePosixPath(name).parts[0] == folder, name))
    record = io.StringIO()
    rows = csv.writer(record, lineterminator="\n")
    for name in names:
        rows.writerow((name, f"sha256={_digest(files[name])}", len(files[name])))
    rows.writerow((f"{folder}/RECORD", "", ""))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for name, content in [
            *((name, files[name]) for name in names),
            (f"{folder}/RECORD", record.getvalue().encode()),
        ]:
            header = zipfile.ZipInfo(name, EPOCH)
            header.create_system = UNIX
            header.external_attr = FILE_MODE << 16
            archive.writestr(header, content)
    return stream.getvalue()
