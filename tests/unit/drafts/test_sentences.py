"""What single sentences of invented acts give: relations, names and full forms of terms."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.commands.import_act import import_act
from generator.model import Draft
from tests.unit.drafts.support import drafts_of

TEXTS = {
    "kk": """Оқу министрлігінің Кітап комитеті туралы ереже

1. Оқу министрлігінің Кітап комитеті (бұдан әрі – Комитет) Қазақстан Республикасы Бас прокуратурасының кітап \
ісін жүргізетін ведомствосы болып табылады.
2. Комитет «Кітап туралы» Қазақстан Республикасының Арнаулы заңына (бұдан әрі – Арнаулы заң) сәйкес жұмыс \
істейді.
3. Комитеттің құқықтары:
жүктелген міндеттер шегінде аудандық кітапханашылардың қызметін ұйымдастыру және үйлестіру;
анықтама алу.
4. Комитетке басшылықты Комитет төрағасы жүзеге асырады.
5. Комитет төрағасының өкілеттіктері:
1) Комитеттің жұмысын ұйымдастырады және оған басшылық етеді;
2) өз орынбасарларының, Комитеттің құрылымдық бөлімшелерінің, сондай-ақ кітапханашылардың \
міндеттері мен өкілеттіктерін айқындайды;
3) Комитеттің қызметкерлері мен жұмыскерлерін лауазымға тағайындайды және лауазымнан босатады;
4) Комитеттің құрылымдық бөлімшелері туралы ережелерді бекітеді;
5) бекітілген саны шегінде Комитеттің штаттық кестесін бекітеді.
""",
    "ru": """Положение о Книжном комитете Министерства чтения

1. Книжный комитет Министерства чтения (далее – Комитет) является ведомством Генеральной прокуратуры \
Республики Казахстан, ведущим книжное дело.
2. Комитет работает в соответствии с Особым законом Республики Казахстан «О книге» (далее – Особый закон).
3. Права Комитета:
организовывать и координировать деятельность районных библиотекарей в пределах возложенных задач;
получать справки.
4. Руководство Комитетом осуществляет Председатель Комитета.
5. Полномочия Председателя Комитета:
1) организует работу Комитета и руководит им;
2) определяет обязанности и полномочия своих заместителей, структурных подразделений Комитета, \
а также библиотекарей;
3) назначает на должности и освобождает от должностей сотрудников и работников Комитета;
4) утверждает положения о структурных подразделениях Комитета;
5) утверждает штатное расписание Комитета в пределах утвержденной численности.
""",
}


def drafted(folder: Path, *codes: str) -> dict[str, Draft]:
    """Import the texts in some languages; return the drafts by their ids."""
    for code in codes:
        (folder / f"act.{code}.txt").write_text(TEXTS[code], encoding="utf-8")
        list(import_act(folder / f"act.{code}.txt", folder / "data"))
    return {draft.id: draft for draft in drafts_of(folder / "data")}


def test_each_language_quotes_the_words_that_state_a_relation(tmp_path: Path) -> None:
    drafts = drafted(tmp_path, "kk", "ru")
    quotes = {id_: draft.relation.quote for id_, draft in drafts.items() if draft.relation}
    assert {id_ for id_, quote in quotes.items() if set(quote) != {"kk", "ru"}} == set()
    assert quotes["agency-of-1"]["ru"] == "является ведомством Генеральной прокуратуры Республики Казахстан"
    assert quotes["directs-5-1"] == {
        "kk": "Комитеттің жұмысын ұйымдастырады және оған басшылық етеді",
        "ru": "организует работу Комитета и руководит им",
    }


def test_the_words_on_dismissal_belong_to_the_quotation(tmp_path: Path) -> None:
    relation = drafted(tmp_path, "kk", "ru")["appoints-5-3"].relation
    assert relation is not None
    assert relation.quote == {
        "kk": "қызметкерлері мен жұмыскерлерін лауазымға тағайындайды және лауазымнан босатады",
        "ru": "назначает на должности и освобождает от должностей сотрудников и работников",
    }


def test_a_staffing_table_within_numbers_set_by_others_sets_no_numbers(tmp_path: Path) -> None:
    assert [id_ for id_ in drafted(tmp_path, "kk", "ru") if id_.startswith("sets-staff")] == []


def test_words_that_only_another_language_tells_are_quoted_without_the_last_mark(tmp_path: Path) -> None:
    relation = drafted(tmp_path, "kk", "ru")["defines-powers-of-5-2-2"].relation
    assert relation is not None
    assert relation.quote["kk"].endswith("айқындайды")


def test_the_quotation_of_a_listed_object_ends_with_it(tmp_path: Path) -> None:
    drafts = drafted(tmp_path, "ru")
    quotes = {
        relation.object: relation.quote["ru"]
        for draft in drafts.values()
        if (relation := draft.relation) and relation.kind == "defines-powers-of"
    }
    assert quotes == {
        "deputies": "определяет обязанности и полномочия своих заместителей",
        "structural-units": (
            "определяет обязанности и полномочия своих заместителей, структурных подразделений"
        ),
    }


def test_a_right_in_the_infinitive_states_a_relation_without_its_limits(tmp_path: Path) -> None:
    drafts = drafted(tmp_path, "kk", "ru")
    for kind in ("organises-work-of", "coordinates"):
        relation = drafts[f"{kind}-3-1"].relation
        assert relation is not None
        assert relation.literal == {"kk": "аудандық кітапханашылардың", "ru": "районных библиотекарей"}


@pytest.mark.parametrize(
    ("code", "name"),
    [("kk", "Комитеттің қызметкерлері мен жұмыскерлері"), ("ru", "Сотрудники и работники Комитета")],
)
def test_the_staff_is_called_as_the_act_calls_it(code: str, name: str, tmp_path: Path) -> None:
    group = drafted(tmp_path, code)["group-staff"].group
    assert group is not None
    assert group.name == {code: name}


def test_a_full_form_is_in_the_nominative(tmp_path: Path) -> None:
    (term,) = (draft.term for draft in drafted(tmp_path, "kk", "ru").values() if draft.term)
    assert term.definition == {
        "kk": "«Кітап туралы» Қазақстан Республикасының Арнаулы заңы",
        "ru": "Особый закон Республики Казахстан «О книге»",
    }


def test_an_actor_that_a_second_language_names_elsewhere_gets_its_name(tmp_path: Path) -> None:
    # The Kazakh of subpoint 2 states no relation of the units, so Kazakh alone names them in subpoint 4.
    alone = drafted(tmp_path, "kk")["group-structural-units"]
    both = drafted(tmp_path, "ru")["group-structural-units"]
    assert (alone.place, both.place) == ("para_5__subpara_4", "para_5__subpara_2")
    assert both.group is not None
    assert both.group.name == {
        "kk": "Комитеттің құрылымдық бөлімшелері",
        "ru": "Структурные подразделения Комитета",
    }
