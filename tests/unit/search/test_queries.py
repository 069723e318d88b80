"""The search: stems, answers, sizes. Node runs the scripts; without it the tests skip."""

from __future__ import annotations

import csv
import json
import re
import subprocess
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pytest

from generator.builder.preparation import PreparedSite
from tests.benchmarks.bench_search import QUERIES, measure, node
from tests.support.searching import ask
from tests.support.shared import build_once

pytestmark = pytest.mark.skipif(node() is None, reason="Node is not installed")

LANGUAGES = ("kk", "ru")
KIBIBYTE = 1024


def stems(code: str, words: list[str]) -> dict[str, tuple[str, str]]:
    """Return word -> (folded, stem) as the language's script has them."""
    command = [node() or "node", str(QUERIES / "stems.js"), code]
    answer = subprocess.run(command, input="\n".join(words), check=True, capture_output=True, text=True)
    return {word: (fold, stem) for word, fold, stem in json.loads(answer.stdout)}


def table(name: str) -> list[dict[str, str]]:
    """Return the rows of a table under `tests/search/`."""
    with (QUERIES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize(("kind", "share"), [("noun", 0.98), ("verb", 0.95)])
def test_the_forms_of_a_word_share_a_stem(kind: str, share: float) -> None:
    rows = [row["forms"].split() for row in table("forms.kk.tsv") if row["kind"] == kind]
    stem_of = stems("kk", [form for forms in rows for form in forms])
    matching = sum(Counter(stem_of[form][1] for form in forms).most_common(1)[0][1] for forms in rows)
    assert len(rows) >= 30
    assert matching / sum(map(len, rows)) >= share


def words_of(prepared: PreparedSite, code: str) -> list[str]:
    """Return every word of the act in a language, once, as it is printed but for capitals."""
    text = " ".join(provision.text.get(code, "") for provision in prepared.dataset.provisions).lower()
    return sorted(set(re.findall(r"[^\W\d_]+", text)))


@pytest.mark.parametrize("code", LANGUAGES)
def test_words_of_the_act_share_a_stem_only_as_declared(real: PreparedSite, code: str) -> None:
    """`families.<code>.tsv` was read line by line; a word that joins a stem is to be read too."""
    families: dict[str, set[str]] = defaultdict(set)
    for word, (_, stem) in stems(code, words_of(real, code)).items():
        families[stem].add(word)
    declared = {row["stem"]: set(row["words"].split()) for row in table(f"families.{code}.tsv")}
    strangers = {
        stem: sorted(words - declared.get(stem, set()))
        for stem, words in families.items()
        if len(words) > 1 and words - declared.get(stem, set())
    }
    assert strangers == {}


def test_unrelated_words_in_one_stem_are_few() -> None:
    unrelated = {row["stem"] for row in table("families.kk.tsv") if row["unrelated"]}
    assert unrelated == {"бол", "тур"}


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_stem_does_not_change_when_the_word_is_folded_first(real: PreparedSite, code: str) -> None:
    words = words_of(real, code)
    plain = stems(code, words)
    folded = stems(code, [plain[word][0] for word in words])
    assert [word for word in words if plain[word][1] != folded[plain[word][0]][1]] == []


@pytest.mark.parametrize(
    ("typed", "printed"),
    [("казынашылык", "қазынашылық"), ("отиниш", "өтініш"), ("мүлiк", "мүлік"), ("ундеу", "үндеу")],
)
def test_a_russian_keyboard_and_latin_letters_give_the_same_stem(typed: str, printed: str) -> None:
    stem_of = stems("kk", [typed, printed])
    assert stem_of[typed][1] == stem_of[printed][1]


@pytest.fixture(scope="module")
def measured(real: PreparedSite, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """What each language's table of queries gives, measured once for all workers."""

    def write(folder: Path) -> None:
        folder.mkdir()
        found = {one.code: measure(real.plan, one, folder, timed=False) for one in real.localizations}
        (folder / "measured.json").write_text(json.dumps(found), encoding="utf-8")

    folder = build_once(tmp_path_factory, "measured-search", write)
    content: dict[str, dict[str, Any]] = json.loads((folder / "measured.json").read_text(encoding="utf-8"))
    return content


@pytest.mark.slow
@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("part", ["all", "tuned", "held"])
def test_queries_find_what_they_should(measured: dict[str, dict[str, Any]], code: str, part: str) -> None:
    measures = measured[code]["own"][part]
    assert measures["recall"] >= 0.97
    assert measures["mrr"] >= 0.96
    assert measures["unanswered"] == 0


@pytest.mark.parametrize(("code", "least"), [("kk", 150), ("ru", 100)])
def test_the_tables_are_large_and_a_third_is_held_out(code: str, least: int) -> None:
    rows = table(f"queries.{code}.tsv")
    assert len(rows) >= least
    assert len({row["query"] for row in rows}) == len(rows)
    assert 0.3 <= sum(row["held"] == "held" for row in rows) / len(rows) <= 0.36


@pytest.mark.slow
@pytest.mark.parametrize("code", LANGUAGES)
def test_what_people_type_finds_the_page_that_answers(measured: dict[str, dict[str, Any]], code: str) -> None:
    whole, held = measured[code]["fresh"]["all"], measured[code]["fresh"]["held"]
    assert whole["first"] >= 54
    assert whole["inTen"] >= 57
    assert held["first"] >= 17
    assert whole["unanswered"] == 0


@pytest.mark.slow
@pytest.mark.parametrize("code", LANGUAGES)
def test_what_citizens_type_finds_its_page_or_nothing(measured: dict[str, dict[str, Any]], code: str) -> None:
    tuned, held = measured[code]["everyday"]["tuned"], measured[code]["everyday"]["held"]
    assert tuned["first"] >= 19
    assert held["first"] >= 9
    assert held["unanswered"] <= 1
    rows = table(f"everyday.{code}.tsv")
    assert len({row["query"] for row in rows}) == len(rows) == 38
    assert sum(row["held"] == "held" for row in rows) == 18


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_third_of_what_people_type_is_held_out(code: str) -> None:
    rows = table(f"fresh.{code}.tsv")
    assert len({row["query"] for row in rows}) == len(rows) == 60
    assert sum(row["held"] == "held" for row in rows) == 20


@pytest.mark.slow
@pytest.mark.parametrize("code", LANGUAGES)
def test_the_site_finds_more_than_the_defaults(measured: dict[str, dict[str, Any]], code: str) -> None:
    measures = measured[code]
    for other in ("material", "lunr"):
        assert measures["own"]["all"]["recall"] > measures[other]["all"]["recall"] + 0.2


@pytest.mark.slow
@pytest.mark.parametrize("code", LANGUAGES)
def test_few_keystrokes_have_no_results(measured: dict[str, dict[str, Any]], code: str) -> None:
    strokes = measured[code]["keystrokes"]
    assert strokes["typed"] > 1000
    assert strokes["empty"] / strokes["typed"] <= 0.03


@pytest.mark.slow
@pytest.mark.parametrize("code", LANGUAGES)
def test_scripts_and_indexes_are_small(measured: dict[str, dict[str, Any]], code: str) -> None:
    assert measured[code]["script"] <= 9 * KIBIBYTE
    assert measured[code]["index"] <= 60 * KIBIBYTE


def test_unknown_words_have_no_results(folders: dict[str, Path]) -> None:
    assert [answer["items"] for answer in ask(folders["kk"], "ъъъъ", "xqzzw", "", "123456")] == [[]] * 4


def test_whole_words_are_highlighted_and_named_as_typed(folders: dict[str, Path]) -> None:
    (answer,) = ask(folders["kk"], "казынашылыкка балмұздақ")
    result = answer["items"][0][0]
    assert "<mark>қазынашылық</mark>" in result["text"]
    assert result["terms"] == {"казынашылыкка": True, "балмұздақ": False}


def test_plus_and_minus_require_and_exclude_a_word(folders: dict[str, Path]) -> None:
    both, without = ask(folders["ru"], "+аудит +управление", "аудит -управление")
    assert {item["location"] for group in both["items"] for item in group} == {"bodies/internal-audit.html"}
    assert "bodies/internal-audit.html" not in {group[0]["location"] for group in without["items"]}
    assert without["items"]


def test_a_suggestion_completes_the_last_word(folders: dict[str, Path]) -> None:
    (answer,) = ask(folders["kk"], "бас прокур")
    assert answer["suggest"][-1].startswith("прокур")


def test_results_name_their_place(folders: dict[str, Path]) -> None:
    own, inside = ask(folders["kk"], "функция 35", "9-тармақ")
    assert own["items"][0][0]["tags"] == ["2-тарау", "15-тармақ, 35) тармақша"]
    assert [result["title"].split(".")[0] for result in inside["items"][0]] == ["9-тармақ", "1-тарау"]
