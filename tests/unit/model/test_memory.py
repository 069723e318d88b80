"""Findings: once for the same texts, again for others, never one of another task."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from generator.model import memory


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    memory.forget()
    yield
    memory.forget()


def length(*texts: str, task: str = "length", calls: list[tuple[str, ...]] | None = None) -> int:
    def find() -> int:
        if calls is not None:
            calls.append(texts)
        return len("".join(texts))

    found = memory.once(task, *texts, find=find)
    assert isinstance(found, int)
    return found


def test_the_same_texts_are_examined_once() -> None:
    calls = list[tuple[str, ...]]()
    assert [length("ab", "c", calls=calls) for _ in range(2)] == [3, 3]
    assert calls == [("ab", "c")]


def test_other_texts_another_order_and_other_ends_are_examined_anew() -> None:
    calls = list[tuple[str, ...]]()
    for texts in (("ab", "c"), ("a", "bc"), ("c", "ab"), ("abc",), ("ab", "c", "")):
        length(*texts, calls=calls)
    assert len(calls) == 5


def test_another_task_has_findings_of_its_own() -> None:
    length("ab")
    assert memory.knows("length", "ab")
    assert not memory.knows("width", "ab")
    assert memory.once("width", "ab", find=lambda: "wide") == "wide"


def test_what_raises_is_not_remembered() -> None:
    def fail() -> int:
        raise ZeroDivisionError

    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            memory.once("length", "ab", find=fail)
    assert not memory.knows("length", "ab")


def test_nothing_is_a_finding_too() -> None:
    calls = list[int]()
    for _ in range(2):
        assert memory.once("none", "ab", find=lambda: calls.append(1)) is None
    assert calls == [1]


def test_recalled_findings_are_kept_only_if_they_are_asked_for() -> None:
    length("ab")
    earlier = {task: dict(found) for task, found in memory.asked().items()}
    memory.forget()
    assert not memory.is_kept()
    memory.recall(earlier | {"width": {memory.digest("ab"): 7}})
    assert memory.is_kept()
    assert memory.asked() == {}
    assert memory.once("width", "ab", find=lambda: pytest.fail("found again")) == 7
    assert memory.asked() == {"width": {memory.digest("ab"): 7}}


def test_only_what_was_asked_for_remains_of_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "MOST", 3)
    memory.recall({"length": {memory.digest(text): len(text) for text in ("a", "bb", "ccc")}})
    length("a")
    length("dddd")
    assert [memory.knows("length", text) for text in ("a", "bb", "ccc", "dddd")] == [True, False, False, True]
