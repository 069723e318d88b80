"""The parts of an act that pages show beside its chapters: lists, and the act that brings the statute."""

from __future__ import annotations

from generator.act.index import Index
from generator.model import Kind, Provision


def lists(index: Index) -> list[Provision]:
    """Return the lists on the same level as the chapters."""
    return [
        list_
        for list_ in index.of_kind(Kind.LIST)
        if not list_.parent or index.provisions[list_.parent].kind is Kind.ANNEX
    ]


def decree(index: Index) -> list[Provision]:
    """Return the roots of the act that brings the statute: everything but chapters and lists."""
    return [
        provision
        for provision in index.dataset.provisions
        if provision.parent is None and provision.kind not in (Kind.CHAPTER, Kind.LIST)
    ]
