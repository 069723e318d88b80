"""The bill of materials lists every pinned package, is reproducible and fits its schema."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from generator.builder.project import Project
from generator.builder.sbom import bill
from generator.cli import main
from generator.scaffold import wheel
from tests.support.paths import ROOT

REQUIREMENTS = (ROOT / "requirements.txt").read_text(encoding="utf-8")
HASH = "a" * 64
EPOCH = 1_700_000_001


def test_it_lists_exactly_the_pinned_packages() -> None:
    value = json.loads(bill(REQUIREMENTS, "statute", "1.2.0", EPOCH))
    pinned = re.findall(r"(?m)^([\w.-]+)==([^\s;]+)", REQUIREMENTS)
    assert len(pinned) > 20
    assert sorted((item["name"], item["version"]) for item in value["components"]) == sorted(
        (name.lower().replace("_", "-"), version) for name, version in pinned
    )
    assert value["metadata"]["component"]["version"] == "1.2.0"
    assert value["metadata"]["timestamp"] == "2023-11-14T22:13:21Z"
    assert len(value["dependencies"][0]["dependsOn"]) == len(pinned)


def test_comments_hashes_and_markers() -> None:
    text = (
        '# a comment\n\nB_a.c==1.0 ; sys_platform == "win32" \\\n'
        f"    --hash=sha256:{HASH}\n"
        f"a==2 \\\n    --hash=sha256:{HASH} \\\n    --hash=sha256:{HASH}\n    # via b\n"
    )
    components = json.loads(bill(text, "x", "1", EPOCH))["components"]
    assert [(component["purl"], component["scope"]) for component in components] == [
        ("pkg:pypi/a@2", "required"),
        ("pkg:pypi/b-a-c@1.0", "optional"),
    ]


@pytest.mark.parametrize(
    "line", ["a", "a>=1", "-r other.txt", "a==1 --hash=md5:0", "git+https://example.org/a"]
)
def test_a_line_that_does_not_pin_a_package(line: str) -> None:
    with pytest.raises(ValueError, match="does not pin a package"):
        bill(line, "x", "1", EPOCH)


def test_it_fits_the_cyclonedx_schema() -> None:
    outputs = pytest.importorskip("cyclonedx.validation.json")
    schema = pytest.importorskip("cyclonedx.schema")
    validator = outputs.JsonStrictValidator(schema.SchemaVersion.V1_6)
    assert validator.validate_str(bill(REQUIREMENTS, "statute", "1.2.0", EPOCH)) is None
    assert (
        validator.validate_str(bill(REQUIREMENTS, "statute", "1.2.0", EPOCH).replace("library", "x"))
        is not None
    )


@pytest.mark.slow
def test_cyclonedx_py_lists_the_same_packages() -> None:
    pytest.importorskip("cyclonedx_py")
    arguments = ["requirements", "--output-reproducible", str(ROOT / "requirements.txt")]
    command = [sys.executable, "-m", "cyclonedx_py", *arguments]
    theirs = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    ours = json.loads(bill(REQUIREMENTS, "statute", "1", EPOCH))
    assert purls(theirs) == purls(ours)


def purls(document: dict[str, Any]) -> set[str]:
    return {component["purl"] for component in document["components"]}


@pytest.mark.slow
@pytest.mark.site
def test_the_bundle_has_a_bill_of_materials_and_checksums(
    tiny: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--root", str(tiny.root), "build"]) == 0
    capsys.readouterr()
    assert main(["--root", str(tiny.root), "bundle"]) == 0
    names = [
        "dist/tiny-statute-0.0.1.zip",
        "dist/statute.kk.html",
        f"dist/{wheel.build().name}",
        "dist/sbom.json",
        "dist/SHA256SUMS",
    ]
    assert capsys.readouterr().out.splitlines() == names
    lines = (tiny.root / names[-1]).read_text(encoding="utf-8").splitlines()
    checksums = {name: checksum for checksum, name in (line.split("  ") for line in lines)}
    assert checksums == {
        Path(name).name: hashlib.sha256((tiny.root / name).read_bytes()).hexdigest() for name in names[:-1]
    }
    value = json.loads((tiny.root / names[-2]).read_text(encoding="utf-8"))
    assert value["metadata"]["component"]["bom-ref"] == "tiny-statute@0.0.1"
