"""Decides what an acceptance or a refusal of drafts takes along, and which drafts are stale."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.language.characters import flat
from generator.model import (
    Dataset,
    Draft,
    DraftsFile,
    QuotedFrom,
    Relation,
    Translated,
    annotated_values,
)


def actors_of(draft: Draft) -> tuple[str, ...]:
    """Return the ids of the bodies, posts and groups that a draft names."""
    entry = draft.entry
    if isinstance(entry, Relation):
        return tuple(id_ for id_ in (entry.subject, entry.object, entry.other) if id_)
    parent = getattr(entry, "parent", None) or getattr(entry, "of", None)
    return (parent,) if parent else ()


def with_needed(chosen: Sequence[Draft], drafts: Sequence[Draft]) -> list[Draft]:
    """Return some drafts and those of the actors that they name, the needed before what needs them."""
    by_actor = {draft.actor.id: draft for draft in drafts if draft.actor}
    ordered: dict[str, Draft] = {}

    def add(draft: Draft) -> None:
        for actor in actors_of(draft):
            if actor in by_actor and by_actor[actor].id not in ordered and by_actor[actor] is not draft:
                add(by_actor[actor])
        ordered.setdefault(draft.id, draft)

    for draft in chosen:
        add(draft)
    return list(ordered.values())


def with_dependent(chosen: Sequence[Draft], drafts: Sequence[Draft]) -> list[Draft]:
    """Return some drafts and those that name an actor that only they propose."""
    gone = {draft.actor.id for draft in chosen if draft.actor}
    ids = {draft.id for draft in chosen}
    return [draft for draft in drafts if draft.id in ids or gone & set(actors_of(draft))]


def incomplete(draft: Draft, codes: Iterable[str]) -> list[str]:
    """Return the texts that an accepted draft would lack, as `literal.ru`; quotations may lack one."""
    quotations = {key for _, key, _, _ in annotated_values(draft.entry, QuotedFrom)}
    return [
        f"{key}.{code}"
        for _, key, text, translated in annotated_values(draft.entry, Translated)
        for code in codes
        if code not in text and key not in quotations and not translated.partial
    ]


def stale(drafts: Iterable[Draft], dataset: Dataset) -> Iterator[tuple[Draft, str]]:
    """Yield each draft whose words the act does not have any more, with what is wrong."""
    provisions = {provision.eid: provision for provision in dataset.provisions}
    for draft in drafts:
        provision = provisions.get(draft.place)
        if provision is None:
            yield draft, f"rests on `{draft.place}`, which the act does not have"
            continue
        for code, words in draft.words.items():
            if flat(words) not in flat(provision.text.get(code, "")):
                yield draft, f"rests on words that `{draft.place}` does not have"
                break


def merged(
    proposed: Iterable[Draft], old: DraftsFile, original: str, earlier: Iterable[Draft] = ()
) -> DraftsFile:
    """Return the drafts after another proposal: without refused ones, and as people have changed them.

    A draft that a person has not changed in the act's own language is replaced, so that it gets the words of
    a language that came later. `earlier` is what was proposed before: another language may name an actor in
    another place, so a draft that is still as it was proposed is replaced too.
    """
    known: Mapping[str, Draft] = {draft.id: draft for draft in old.drafts}
    untouched = {
        draft.id for draft in earlier if draft.id in known and _same(known[draft.id], draft, original)
    }
    drafts = []
    for draft in proposed:
        if draft.id in old.refused:
            continue
        before = known.get(draft.id)
        is_changed = before is not None and draft.id not in untouched and not _same(before, draft, original)
        drafts.append(before if before and is_changed else draft)
    return DraftsFile(drafts=tuple(drafts), refused=old.refused)


def _same(old: Draft, new: Draft, original: str) -> bool:
    """Tell whether two drafts have the same words in the act's own language."""
    return _in(old.model_dump(), original) == _in(new.model_dump(), original)


def _in(value: object, code: str) -> object:
    if isinstance(value, dict):
        return value[code] if code in value else {key: _in(item, code) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_in(item, code) for item in value]
    return value
