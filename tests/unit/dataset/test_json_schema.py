"""The schemas for editors: the committed ones match the models."""

from __future__ import annotations

import json
import re

import pytest

from generator.builder.project import Project
from generator.dataset import json_schema
from generator.problems import ProblemsError
from tests.support.paths import ROOT

DATA = ROOT / "data"


def test_the_committed_schemas_match_the_models() -> None:
    json_schema.expect(DATA)
    assert {path.name for path in (DATA / "schema").iterdir()} == set(json_schema.schemas())


def test_an_outdated_schema_is_reported(tiny: Project) -> None:
    folder = tiny.data / "schema"
    (folder / "bodies.json").write_text("{}\n", encoding="utf-8")
    (folder / "assignments.json").unlink()
    with pytest.raises(ProblemsError) as caught:
        json_schema.expect(tiny.data)
    assert [str(problem) for problem in caught.value.problems] == [
        f"data/schema/{name}.json:1: does not match the models; run `python -m generator schema`"
        for name in ("assignments", "bodies")
    ]
    json_schema.write(tiny.data)
    json_schema.expect(tiny.data)


def test_schemas_refuse_unknown_keys() -> None:
    for text in json_schema.schemas().values():
        schema = json.loads(text)
        assert schema["$schema"].endswith("2020-12/schema")
        assert schema["additionalProperties"] is False


def test_every_data_file_names_its_schema() -> None:
    for path in [*DATA.glob("*.yml"), *DATA.glob("provisions/*.yml"), DATA / "source" / "repairs.yml"]:
        first = path.read_text(encoding="utf-8").splitlines()[0]
        named = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
        assert named, path.name
        assert (path.parent / named[1]).resolve().is_file(), path.name
