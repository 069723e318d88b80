"""What an acceptance takes along, what a refusal takes along, and which drafts are stale."""

from __future__ import annotations

from pathlib import Path

from generator.dataset import loader
from generator.drafts import review
from generator.model import DraftsFile
from tests.unit.drafts.support import drafts_of, imported


def test_a_relation_takes_the_actors_that_it_names_along(tmp_path: Path) -> None:
    drafts = drafts_of(imported(tmp_path, "kk"))
    appoints = next(draft for draft in drafts if draft.relation and draft.relation.kind == "heads")
    needed = [draft.id for draft in review.with_needed([appoints], drafts)]
    assert needed == ["post-head", appoints.id]


def test_a_refused_actor_takes_its_relations_along(tmp_path: Path) -> None:
    drafts = drafts_of(imported(tmp_path, "kk"))
    president = [draft for draft in drafts if draft.id == "body-president"]
    gone = {draft.relation.kind.value for draft in review.with_dependent(president, drafts) if draft.relation}
    assert gone == {"subordinate-to", "accountable-to", "appoints"}


def test_a_refused_draft_is_not_proposed_again(tmp_path: Path) -> None:
    drafts = drafts_of(imported(tmp_path, "kk"))
    again = review.merged(drafts, DraftsFile(refused=(drafts[0].id,)), "kk")
    assert [draft.id for draft in again.drafts] == [draft.id for draft in drafts[1:]]


def test_what_a_person_has_changed_stays(tmp_path: Path) -> None:
    drafts = drafts_of(imported(tmp_path, "kk"))
    post = next(draft for draft in drafts if draft.post)
    assert post.post is not None
    other = post.model_copy(update={"post": post.post.model_copy(update={"name": {"kk": "Басшы"}})})
    merged = review.merged([post], DraftsFile(drafts=(other,)), "kk")
    assert merged.drafts == (other,)


def test_words_that_the_act_has_no_more_are_stale(tmp_path: Path) -> None:
    data = imported(tmp_path, "kk")
    dataset, drafts = loader.load(data), drafts_of(data)
    assert list(review.stale(drafts, dataset)) == []
    changed = drafts[0].model_copy(update={"words": {"kk": "басқа сөздер"}})
    gone = drafts[1].model_copy(update={"place": "chp_9"})
    assert [draft.id for draft, _ in review.stale([changed, gone], dataset)] == [drafts[0].id, drafts[1].id]
