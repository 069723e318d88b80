"""Source maps: neither they nor the comments that name them are in a site."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.builder import source_maps
from generator.builder.project import Project


def test_maps_and_their_comments_are_removed(tmp_path: Path) -> None:
    files = {
        "a.js": ("a();\n//# sourceMappingURL=a.js.map\n", "a();\n"),
        "deep/b.css": ('@charset "UTF-8";b{}\n/*# sourceMappingURL=b.css.map */', '@charset "UTF-8";b{}'),
        "c.js": ("c('sourceMapping');\n", "c('sourceMapping');\n"),
    }
    (tmp_path / "deep").mkdir()
    for name, (before, _) in files.items():
        (tmp_path / name).write_text(before, encoding="utf-8")
    (tmp_path / "deep" / "b.css.map").write_text("{}", encoding="utf-8")
    source_maps.remove(tmp_path)
    assert {
        path.relative_to(tmp_path).as_posix(): path.read_text(encoding="utf-8")
        for path in tmp_path.rglob("*")
        if path.is_file()
    } == {name: after for name, (_, after) in files.items()}


@pytest.mark.site
def test_no_site_holds_one(tiny_site: Project) -> None:
    assert list(tiny_site.site.rglob("*.map")) == []
    scripts = [*tiny_site.site.rglob("*.js"), *tiny_site.site.rglob("*.css")]
    assert scripts
    assert [path for path in scripts if "sourceMappingURL" in path.read_text(encoding="utf-8")] == []
