"""Tests the targets of links."""

from __future__ import annotations

from generator.act.targets import Target, TargetKind
from generator.builder.preparation import PreparedSite


def test_a_target_is_a_kind_and_an_id() -> None:
    assert Target.body("committee") == (TargetKind.BODY, "committee")
    assert Target.body("committee") != Target.post("committee")
    assert f"{Target.body_kind('unit')}" == "body-kind:unit"


def test_a_page_is_the_same_target_with_and_without_its_suffix() -> None:
    assert Target.page("terms.html") == Target.page("terms")


def test_a_body_a_post_and_a_group_have_targets_of_their_own_kind(real: PreparedSite) -> None:
    organisation = real.dataset.organisation
    actors = (organisation.bodies[0], organisation.posts[0], organisation.groups[0])
    kinds = [Target.actor(actor).kind for actor in actors]
    assert kinds == [TargetKind.BODY, TargetKind.POST, TargetKind.GROUP]
