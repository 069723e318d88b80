"""The examples on the page about data: each runs beside the files and tells what the page says it does."""

from __future__ import annotations

import datetime as dt
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from generator.builder.preparation import PreparedSite
from generator.model import Role
from tests.support.exported import files_of
from tests.support.paths import ROOT

CODE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def page(code: str) -> str:
    return (ROOT / "docs" / code / "data.md").read_text(encoding="utf-8")


def examples(code: str, language: str) -> list[str]:
    return [words for name, words in CODE.findall(page(code)) if name == language]


@pytest.fixture(scope="module")
def folder(real: PreparedSite, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files as they lie under `data/` of the site."""
    made = tmp_path_factory.mktemp("data")
    for name, text in files_of(real.dataset).items():
        (made / name).write_bytes(text.encode("utf-8"))
    return made


def run(command: list[str], folder: Path) -> list[str]:
    environment = {"PYTHONIOENCODING": "utf-8", "PATH": ""}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=True, timeout=60)
    return done.stdout.decode("utf-8").splitlines()


@pytest.mark.parametrize("code", ["kk", "ru"])
def test_python(code: str, folder: Path, real: PreparedSite) -> None:
    told = [
        run([sys.executable, "-c", one], folder) for one in examples(code, "python") if "digest" not in one
    ]
    function = next(one for one in real.dataset.provisions if one.eid == "chp_2__para_15__subpara_6")
    words = function.text[code]
    units = [one.name[code] for one in real.dataset.organisation.bodies if one.kind == "unit"]
    assert told[:3] == [[words], [f"6) {words}"], ["47"]]
    assert sorted(told[3]) == sorted(units)
    assert len(told) == 4


@pytest.mark.parametrize("code", ["kk", "ru"])
def test_the_script_that_verifies_a_quotation(code: str, folder: Path, real: PreparedSite) -> None:
    (script,) = (one for one in examples(code, "python") if "digest" in one)
    (quotation,) = re.findall(r'normal\("(.+)"\)\n', script)

    def said(words: str) -> list[str]:
        return run([sys.executable, "-c", script.replace(quotation, words)], folder)

    function = next(one for one in real.dataset.provisions if one.eid == "chp_2__para_15__subpara_31")
    text, version = function.text[code], real.dataset.act.version.date
    (line,) = said(quotation)
    assert line.startswith(f"{function.eid} {code} differs ") and line.endswith(f" {version}")
    assert " - " in line and " + " in line
    assert said(text) == [f"{function.eid} {code} verbatim {version}"]
    spaced = text.replace(" ", "\u00a0", 1).replace("й", "и\u0306")
    assert said(spaced) == [f"{function.eid} {code} verbatim {version}"]
    assert f"{function.eid} {code} part {version}" in said(text.rstrip(";"))
    assert said("Судьи независимы и подчиняются только закону") == [f"nowhere {version}"]


@pytest.mark.parametrize("code", ["kk", "ru"])
def test_jq(code: str, folder: Path, real: PreparedSite) -> None:
    jq = shutil.which("jq")
    if jq is None:
        pytest.skip("jq is not installed")
    example, of_wordings = examples(code, "sh")
    command = re.fullmatch(r"jq -r '(.*)' (\S+)\n", example)
    assert command
    functions = [one for one in real.dataset.provisions if one.role is Role.FUNCTION]
    assert run([jq, "-r", *command.groups()], folder) == [f"{one.num} {one.text[code]}" for one in functions]
    command = re.fullmatch(r"jq -r --arg day (\S+) '(.*)' (\S+)\n", of_wordings)
    assert command
    day, *rest = command.groups()
    row = real.wordings.at("chp_1__para_2", dt.date.fromisoformat(day))
    assert row
    assert run([jq, "-r", "--arg", "day", day, *rest], folder) == [f"{row.start}: {row.text[code]}"]


def test_the_column_of_the_spreadsheet_formula(folder: Path) -> None:
    head = (folder / "provisions.csv").read_text(encoding="utf-8-sig").splitlines()[0]
    assert head.split(",").index("role") == "ABCD".index("D")


@pytest.mark.parametrize("code", ["kk", "ru"])
def test_every_file_and_key_is_told(code: str, folder: Path) -> None:
    told = set(re.findall(r'href="\.\./data/([^"]+)"', page(code)))
    assert told == {one.name for one in folder.iterdir()}
    act = json.loads((folder / "act.json").read_text(encoding="utf-8"))
    for key in (*act, *act["provisions"][0]):
        assert f"| `{key}` |" in page(code)
