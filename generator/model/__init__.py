"""Data model of a statute: its provisions, the bodies it names, and what the site adds.

Every YAML file of the data is one of the `…File` models; `Dataset` is all of them together. The models are
frozen and refuse unknown keys. They know nothing of files: the loader gives each entry its place, so that
a problem can be reported with file and line.
"""

from generator.model.act import UNKNOWN_COUNTRY, Act, Change, Source, Version
from generator.model.assignments import Assignment, AssignmentsFile, Basis, Bearer, Confidence
from generator.model.base import NOWHERE, Entry, Identified, Located, Place
from generator.model.corrections import LookAlike, Repair, RepairRule, RepairsFile
from generator.model.dataset import Dataset, Editorial, Glossary, Organisation
from generator.model.editorial import (
    Completion,
    CompletionsFile,
    HandWritten,
    Synonym,
    SynonymsFile,
    Title,
    Topic,
    TopicsFile,
)
from generator.model.fields import (
    Checked,
    Colour,
    Day,
    EId,
    Id,
    Label,
    Name,
    Pattern,
    Printed,
    Text,
    Url,
    Words,
)
from generator.model.organisation import (
    BodiesFile,
    Body,
    BodyGroup,
    BodyKind,
    Post,
    Region,
    RegionsFile,
    Tile,
)
from generator.model.provisions import Kind, Node, Provision, ProvisionsFile, Role
from generator.model.references import (
    CitedAct,
    GlossaryFile,
    Reference,
    ReferencesFile,
    Term,
    TermLink,
    TermLinksFile,
)
from generator.model.relations import Relation, RelationKind, RelationsFile
from generator.model.settings import Site
from generator.model.translation import Language, LanguagesFile, ParityException, ParityFile

__all__ = [
    "NOWHERE",
    "UNKNOWN_COUNTRY",
    "Act",
    "Assignment",
    "AssignmentsFile",
    "Basis",
    "Bearer",
    "BodiesFile",
    "Body",
    "BodyGroup",
    "BodyKind",
    "Change",
    "Checked",
    "CitedAct",
    "Colour",
    "Completion",
    "CompletionsFile",
    "Confidence",
    "Dataset",
    "Day",
    "EId",
    "Editorial",
    "Entry",
    "Glossary",
    "GlossaryFile",
    "HandWritten",
    "Id",
    "Identified",
    "Kind",
    "Label",
    "Language",
    "LanguagesFile",
    "Located",
    "LookAlike",
    "Name",
    "Node",
    "Organisation",
    "ParityException",
    "ParityFile",
    "Pattern",
    "Place",
    "Post",
    "Printed",
    "Provision",
    "ProvisionsFile",
    "Reference",
    "ReferencesFile",
    "Region",
    "RegionsFile",
    "Relation",
    "RelationKind",
    "RelationsFile",
    "Repair",
    "RepairRule",
    "RepairsFile",
    "Role",
    "Site",
    "Source",
    "Synonym",
    "SynonymsFile",
    "Term",
    "TermLink",
    "TermLinksFile",
    "Text",
    "Tile",
    "Title",
    "Topic",
    "TopicsFile",
    "Url",
    "Version",
    "Words",
]
