"""Citations of lists, of parts that close a list, and of what has no number."""

from __future__ import annotations

from generator.act.index import Index
from generator.builder.preparation import PreparedSite
from generator.model import Kind
from generator.plan.localization import Localization


def localization(site: PreparedSite, code: str, **act: object) -> Localization:
    """Return a site's dataset in one language, with other values of its act."""
    dataset = site.dataset
    changed = dataset.model_copy(update={"act": dataset.act.model_copy(update=act)})
    language = next(language for language in dataset.languages if language.code == code)
    return Localization(Index(changed), language)


def test_a_list_without_a_declared_name_is_called_by_its_heading(real: PreparedSite) -> None:
    russian, kazakh = (localization(real, code, cited_names=()) for code in ("ru", "kk"))
    words = russian.citation(russian.index.provisions["list_1__list_1__item_15"])
    assert words.startswith("подпункт 15) раздела «Генеральная прокуратура» списка «Перечень государственных")
    assert words.endswith("№ 1029)")
    words = kazakh.citation(kazakh.index.provisions["list_1__list_1__item_15"])
    assert words.endswith("тізбесінің «Бас прокуратура» деген бөлімінің 15) тармақшасы")


def test_the_words_after_the_subpoints_are_the_second_part(tiny_prepared: PreparedSite) -> None:
    tiny = tiny_prepared.localizations[0]
    (closing,) = tiny.index.of_kind(Kind.CLOSING)
    assert tiny.citation(closing).endswith("7-тармағының екінші бөлігі")
    assert tiny.place(closing) == "7-тармақ, екінші бөлік"


def test_a_signature_is_not_cited(real: PreparedSite) -> None:
    for localized in real.localizations:
        for kind in (Kind.SIGNATURE, Kind.NAME):
            for provision in localized.index.of_kind(kind):
                assert localized.citation(provision) == ""


def test_every_other_provision_has_a_whole_citation(real: PreparedSite) -> None:
    """No citation is the bare name of an act, and none has half a quotation."""
    for localized in real.localizations:
        act = localized.index.dataset.act
        bare = {localized.text(act.cited_as), localized.text(act.act_cited_as)}
        for provision in localized.index.dataset.provisions:
            words = localized.citation(provision)
            assert words not in bare, provision.eid
            assert '"' not in words
            assert words.count("«") == words.count("»"), provision.eid


def test_each_citation_is_of_one_provision(real: PreparedSite) -> None:
    for localized in real.localizations:
        cited = [localized.citation(provision) for provision in localized.index.dataset.provisions]
        cited = [words for words in cited if words]
        assert len(cited) == len(set(cited))
