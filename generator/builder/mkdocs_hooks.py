"""The hooks file of the root's `mkdocs.yml`: connects MkDocs' events to `RootBuild`.

The content of the site does not depend on it: the generated Markdown trees build without hooks.
"""

from __future__ import annotations

import sys
from pathlib import Path

# MkDocs loads this file by its path: the package beside it is not importable yet.
sys.path.insert(0, str(Path(__file__).parents[2]))

from generator.builder.root_build import RootBuild

_build = RootBuild()

on_config = _build.on_config
on_post_build = _build.on_post_build
on_build_error = _build.on_build_error
on_serve = _build.on_serve
