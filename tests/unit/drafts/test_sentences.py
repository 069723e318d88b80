"""What single sentences of invented acts give: relations, names and full forms of terms."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.commands.import_act import import_act
from generator.dataset import loader
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
5) бекітілген саны шегінде Комитеттің штаттық кестесін бекітеді;
6) Бас Прокурорға және оның кітап ісіне жетекшілік ететін орынбасарына Комитеттің қызметі туралы баяндайды;
7) Қазақстан Республикасының Бас Прокурорымен келіседі.
6. Комитет төрағасының орынбасарлары болады, оларды заңда белгіленген тәртіппен Бас Прокурор \
лауазымға тағайындайды.
7. Комитет Комитет төрағасының (бұдан әрі – Төраға) бұйрықтарымен және Қазақстан Республикасының \
заңнамасында көзделген өзге де актілермен ресімделетін шешімдер қабылдайды.
8. Комитет оқырмандардың қызметін үйлестіреді.
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
5) утверждает штатное расписание Комитета в пределах утвержденной численности;
6) докладывает о деятельности Комитета Генеральному Прокурору и его заместителю, курирующему книжное дело;
7) согласует с Генеральным Прокурором Республики Казахстан.
6. Председатель Комитета имеет заместителей, которые в установленном законом порядке назначаются \
на должность Генеральным Прокурором.
7. Комитет принимает решения, оформляемые приказами председателя Комитета (далее – Председатель) \
и иными актами, предусмотренными законодательством Республики Казахстан.
8. Комитет координирует деятельность опытных читателей.
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
    assert quotes["agency-of-1"]["ru"] == (
        "Книжный комитет Министерства чтения (далее – Комитет) является ведомством Генеральной прокуратуры "
        "Республики Казахстан, ведущим книжное дело"
    )
    assert quotes["directs-5-1"] == {
        "kk": "Комитеттің жұмысын ұйымдастырады және оған басшылық етеді",
        "ru": "организует работу Комитета и руководит им",
    }


def test_a_quotation_is_the_clause_with_its_object_and_what_follows(tmp_path: Path) -> None:
    relation = drafted(tmp_path, "kk", "ru")["appoints-5-3"].relation
    assert relation is not None
    assert relation.quote == {
        "kk": "Комитеттің қызметкерлері мен жұмыскерлерін лауазымға тағайындайды және лауазымнан босатады",
        "ru": "назначает на должности и освобождает от должностей сотрудников и работников Комитета",
    }


def test_the_words_that_name_a_group_say_whose_it_is(tmp_path: Path) -> None:
    drafts = drafted(tmp_path, "kk", "ru")
    assert drafts["group-staff"].words == {
        "kk": "Комитеттің қызметкерлері мен жұмыскерлерін",
        "ru": "сотрудников и работников Комитета",
    }
    assert drafts["post-deputies"].words == {
        "kk": "өз орынбасарларының",
        "ru": "определяет обязанности и полномочия своих заместителей",
    }


def test_a_staffing_table_within_numbers_set_by_others_sets_no_numbers(tmp_path: Path) -> None:
    assert [id_ for id_ in drafted(tmp_path, "kk", "ru") if id_.startswith("sets-staff")] == []


def test_words_that_only_another_language_tells_are_quoted_without_the_last_mark(tmp_path: Path) -> None:
    relation = drafted(tmp_path, "kk", "ru")["defines-powers-of-5-2-2"].relation
    assert relation is not None
    assert relation.quote["kk"].endswith("айқындайды")


def test_objects_of_one_list_have_the_quotation_of_the_whole_list(tmp_path: Path) -> None:
    drafts = drafted(tmp_path, "ru")
    quotes = {
        relation.object: relation.quote["ru"]
        for draft in drafts.values()
        if (relation := draft.relation) and relation.kind == "defines-powers-of"
    }
    clause = (
        "определяет обязанности и полномочия своих заместителей, структурных подразделений Комитета, "
        "а также библиотекарей"
    )
    assert quotes == {"deputies": clause, "structural-units": clause}


def test_a_right_in_the_infinitive_states_a_relation_without_its_limits(tmp_path: Path) -> None:
    drafts = drafted(tmp_path, "kk", "ru")
    for kind in ("organises-work-of", "coordinates"):
        relation = drafts[f"{kind}-3-1"].relation
        assert relation is not None
        # No ending tells the nominative of «библиотекарей», so both languages have the words of the act.
        assert relation.literal == {"kk": "«аудандық кітапханашылардың»", "ru": "«районных библиотекарей»"}


def test_orders_and_other_acts_are_the_form_of_decisions(tmp_path: Path) -> None:
    relation = drafted(tmp_path, "kk", "ru")["decides-by-7"].relation
    assert relation is not None
    assert relation.literal == {
        "kk": "Комитет төрағасының бұйрықтары және заңнамада көзделген өзге де актілер",
        "ru": "приказы председателя Комитета и иные акты, предусмотренные законодательством",
    }


def test_a_report_to_an_office_and_its_deputy_states_two_relations(tmp_path: Path) -> None:
    drafts = drafted(tmp_path, "kk", "ru")
    stated = {
        relation.object or (relation.literal or {})["ru"]
        for draft in drafts.values()
        if (relation := draft.relation) and relation.kind == "reports-to"
    }
    assert stated == {
        "prosecutor-general",
        "заместитель Генерального Прокурора Республики Казахстан, курирующий книжное дело",
    }
    kk = [relation.literal for draft in drafts.values() if (relation := draft.relation) and relation.literal]
    assert "Қазақстан Республикасының Бас Прокурорының кітап ісіне жетекшілік ететін орынбасары" in [
        literal["kk"] for literal in kk
    ]


def test_an_office_of_state_is_cited_where_its_full_name_stands(tmp_path: Path) -> None:
    draft = drafted(tmp_path, "kk", "ru")["body-prosecutor-general"]
    assert (draft.place, draft.words["ru"]) == (
        "para_5__subpara_7",
        "Генеральным Прокурором Республики Казахстан",
    )


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


@pytest.mark.parametrize("code", ["kk", "ru"])
def test_the_body_is_of_the_form_that_its_name_says(code: str, tmp_path: Path) -> None:
    drafted(tmp_path, code)
    office = loader.load(tmp_path / "data").organisation.bodies[0]
    assert (office.form, office.short) == ("committee", {code: "Комитет"})
