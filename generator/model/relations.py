"""Relations between bodies and posts that the act states."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Self

from pydantic import model_validator

from generator.model.base import Entry
from generator.model.fields import ActorRef, ProvisionRef, QuotedFrom, Text


class RelationKind(StrEnum):
    """The kinds of relation between bodies or posts; a closed list."""

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
    """A relation that the act states, with a quotation of it."""

    kind: RelationKind
    """The kind of relation between subject and object."""
    subject: ActorRef
    """The id of a body, post or group."""
    object: ActorRef | None = None
    """The id of a body, post or group; use either this or `literal`."""
    literal: Text | None = None
    """An object that is not a body or post, for example a legal form or a source of funding."""
    other: ActorRef | None = None
    """The id of a third party: who consents, or to whom something is proposed."""
    detail: Text | None = None
    """An editorial note on conditions, for example how often."""
    provision: ProvisionRef
    """The eId of the provision that states it."""
    quote: Annotated[Text, QuotedFrom("provision")]
    """The words that state it, exactly as in the provision."""

    @model_validator(mode="after")
    def _one_object(self) -> Self:
        if (self.object is None) == (self.literal is None):
            raise ValueError("expected exactly one of `object` and `literal`")
        return self


class RelationsFile(Entry):
    """`data/relations.yml`."""

    relations: tuple[Relation, ...] = ()
    """The relations that the act states."""
