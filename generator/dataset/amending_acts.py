"""Reads the acts that amend the statute: their operations and their words."""

from __future__ import annotations

from typing import Protocol, TypeVar

from generator.act import eid
from generator.model import AmendingActFile, Amendments, Entry, ProvisionsFile, TimelineFile
from generator.problems import Problem

M = TypeVar("M", bound=Entry)


class ReadModel(Protocol):
    """Reads a file of the data folder as a model; None if it has problems, which the reader keeps."""

    def __call__(self, relative: str, model: type[M]) -> M | None:
        """Return the model in the file."""


def read(timeline: Entry | None, read_model: ReadModel, problems: list[Problem]) -> Amendments | None:
    """Read the acts that amendments.yml lists, and add what is wrong to `problems`.

    Returns None if `timeline`, the content of amendments.yml, could not be read.
    """
    if not isinstance(timeline, TimelineFile):
        return None
    acts = []
    provisions = {}
    key = "acts"
    for position, act in enumerate(timeline.acts):
        file = read_model(f"amendments/{act}.yml", AmendingActFile)
        words = read_model(f"amendments/provisions/{act}.yml", ProvisionsFile)
        if act in timeline.acts[:position]:
            where = timeline.at.of(f"{key}.{position}")
            problems.append(Problem(*where, f"`{act}` is listed twice; expected each act once"))
        if file and file.act != act:
            message = f"`act`: `{file.act}` is not the name of this file; expected `{act}`"
            problems.append(Problem(*file.at.of("act"), message))
        if file and words:
            acts.append(file)
            provisions[act] = eid.address([(act, words.provisions)])
    return Amendments.model_construct(timeline=timeline, acts=tuple(acts), provisions=provisions)
