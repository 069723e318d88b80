"""What a site shows of repealed provisions: their words with a label in the text, and no live function."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.builder import builder
from generator.builder.project import Project
from generator.commands.import_act import import_act

ACTS = {
    "ru": """Положение об Агентстве книг

Глава 1. Общие положения

1. Агентство книг является государственным органом.

2. Исключен приказом от 1 апреля 2022 года № 9.

3. Агентство имеет печать.

Глава 2. Функции

4. Функции Агентства:

1) хранит книги;

2) исключен приказом от 1 апреля 2022 года № 9;

3) выдаёт книги.
""",
    "kk": """Кітап агенттігі туралы ереже

1-тарау. Жалпы ережелер

1. Кітап агенттігі – мемлекеттік орган.

2. Алып тасталды – 2022 жылғы 1 сәуірдегі № 9 бұйрықпен.

3. Агенттіктің мөрі бар.

2-тарау. Функциялары

4. Агенттіктің функциялары:

1) кітап сақтайды;

2) алып тасталды – 2022 жылғы 1 сәуірдегі № 9 бұйрықпен;

3) кітап береді.
""",
}
LABELS = {"ru": "не действует", "kk": "күші жойылған"}


@pytest.mark.site
@pytest.mark.slow
@pytest.mark.parametrize("code", ACTS)
def test_a_repealed_provision_is_labelled_and_is_no_function(code: str, tmp_path: Path) -> None:
    act = tmp_path / "act.txt"
    act.write_text(ACTS[code], encoding="utf-8")
    list(import_act(act, tmp_path / "data", language=code))
    project = Project.at(tmp_path)
    prepared = builder.build(project, lambda message: None)
    site, label = project.site / code, LABELS[code]
    index = prepared.localizations[0].index
    repealed = [provision.eid for provision in index.dataset.provisions if provision.repealed]
    assert repealed == ["chp_1__para_2", "chp_2__para_4__subpara_2"]
    functions = sorted(path.stem for path in (site / "functions").glob("*.html"))
    assert functions == ["1", "3", "index"]
    chapter = (site / "chapters" / "2.html").read_text(encoding="utf-8")
    (line,) = [line for line in chapter.splitlines() if 'id="chp_2__para_4__subpara_2"' in line]
    assert f'<em class="later">{label}</em>' in line
    assert chapter.count(f">{label}<") == 1
    for page in ("functions/index.html", "index.html"):
        assert label not in (site / page).read_text(encoding="utf-8")
    documents = json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))["docs"]
    marked = [document["location"] for document in documents if label in document["title"]]
    assert len(marked) == 2
    assert not any(location.startswith("functions/") for location in marked)
