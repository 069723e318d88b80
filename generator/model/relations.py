"""Relations between bodies and posts that the act states."""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from pydantic import model_validator

from generator.model.base import Entry
from generator.model.fields import EId, Id, Text


class RelationKind(StrEnum):
    """What one body or post is to another, in the words of the act; a closed list."""

    SUBORDINATE_TO = "subordinate-to"
    ACCOUNTABLE_TO = "accountable-to"
    REPORTS_TO = "reports-to"
    EXECUTES_ASSIGNMENTS_OF = "executes-assignments-of"
    HEADS = "heads"
    DIRECTS = "directs"
    COORDINATES = "coordinates"
    INSTRUCTS = "instructs"
    CHAIRS = "chairs"
    HAS_POST = "has-post"
    AGENCY_OF = "agency-of"
    UNIT_OF = "unit-of"
    TERRITORIAL_BODY_OF = "territorial-body-of"
    UNDER_JURISDICTION_OF = "under-jurisdiction-of"
    ATTACHED_TO = "attached-to"
    EQUATED_TO = "equated-to"
    APPOINTS = "appoints"
    APPOINTS_WITH_CONSENT = "appoints-with-consent"
    PROPOSES_APPOINTMENT = "proposes-appointment"
    APPOINTED_UNDER = "appointed-under"
    NOMINATES_FOR_RANKS = "nominates-for-ranks"
    FORMS = "forms"
    PROPOSES_FORMATION = "proposes-formation"
    PROPOSES = "proposes"
    ORGANISES_WORK_OF = "organises-work-of"
    APPROVES = "approves"
    APPROVES_STATUTE_OF = "approves-statute-of"
    APPROVES_STRUCTURE_OF = "approves-structure-of"
    APPROVES_RULES_OF = "approves-rules-of"
    SETS_STAFF_OF = "sets-staff-of"
    DEFINES_POWERS_OF = "defines-powers-of"
    DELEGATES_TO = "delegates-to"
    ISSUES_BINDING_ACTS_FOR = "issues-binding-acts-for"
    ISSUES_JOINT_ACTS_WITH = "issues-joint-acts-with"
    CONSENTS_FOR = "consents-for"
    SUBSTITUTES = "substitutes"
    HAS_LEGAL_FORM = "has-legal-form"
    DECIDES_BY = "decides-by"
    FINANCED_FROM = "financed-from"
    OWNED_BY = "owned-by"


class Relation(Entry):
    """A relation that the act states, with the words that state it."""

    kind: RelationKind
    """What the subject is to the object."""
    subject: Id
    """A body, a post or a group."""
    object: Id | None = None
    """A body, a post or a group; or, instead, a literal."""
    literal: Text | None = None
    """What stands instead of a body or post: a legal form, a source of money."""
    other: Id | None = None
    """The third party: who consents, or to whom it is proposed."""
    detail: Text | None = None
    """What the words add: how often, within what bounds. The site's own wording."""
    provision: EId
    """The provision that states it."""
    quote: Text
    """Words that stand in the provision, letter by letter."""

    @model_validator(mode="after")
    def _one_object(self) -> Self:
        if (self.object is None) == (self.literal is None):
            raise ValueError("needs either `object` or `literal`, and not both")
        return self


class RelationsFile(Entry):
    """`data/relations.yml`."""

    relations: tuple[Relation, ...] = ()
    """The relations that the act states."""
