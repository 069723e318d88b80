"""Tells which texts are read while something is made, so that it is made anew only when one of them changes.

A `TracedText` reports each of its words that is read to every `reading` block that is open. What is computed
once and used for several pages reports its reads at each use: `Kept`. What a page reads outside the texts
is a `Noted` attribute, or is the same for all pages.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, ItemsView, Iterator, ValuesView
from contextlib import contextmanager
from typing import Any, Generic, TypeVar, overload

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

Key = tuple[int, str]
"""The number of a text and the code of a language, or `NAMED` and the name of an attribute."""

NAMED = 0
"""Stands in a key for the number of a text, if what is read is a `Noted` attribute."""

UNNUMBERED = -1
"""The number of a text that nobody has numbered: whether it changes is not known."""

_open: list[set[Key]] = []
"""What the open `reading` blocks have read, the innermost last."""


@contextmanager
def reading(reads: set[Key]) -> Iterator[None]:
    """Add to `reads` what the block reads; the block around it, if any, reads the same."""
    _open.append(reads)
    try:
        yield
    finally:
        _open.pop()
        if _open:
            _open[-1].update(reads)


class TracedText(dict[str, str]):
    """Language code -> words; reports which words are read. Which languages it has is no secret.

    Every way to its words is traced, also copying (`dict(text)` asks a mapping with an `__iter__` of its own
    for each value).
    """

    number = UNNUMBERED
    """What its key begins with."""

    def __getitem__(self, code: str, /) -> str:
        """Return the words of a language."""
        if _open:
            _open[-1].add((self.number, code))
        return super().__getitem__(code)

    def get(self, code: str, default: Any = None, /) -> Any:
        """Return the words of a language, or the default."""
        if _open:
            _open[-1].add((self.number, code))
        return super().get(code, default)

    def __iter__(self) -> Iterator[str]:
        """Yield the codes."""
        return super().__iter__()

    def items(self) -> ItemsView[str, str]:  # type: ignore[override]
        """Return the codes and the words."""
        self._all_read()
        return super().items()

    def values(self) -> ValuesView[str]:  # type: ignore[override]
        """Return the words."""
        self._all_read()
        return super().values()

    def copy(self) -> dict[str, str]:
        """Return a copy, which is traced no more."""
        return dict(self)

    def pop(self, code: str, /, *default: Any) -> Any:
        """Remove a language and return its words."""
        self._all_read()
        return super().pop(code, *default)

    def popitem(self) -> tuple[str, str]:
        """Remove the last language and return it."""
        self._all_read()
        return super().popitem()

    def setdefault(self, code: str, default: Any = None, /) -> Any:
        """Return the words of a language, which is added if it is missing."""
        self._all_read()
        return super().setdefault(code, default)

    def __eq__(self, other: object) -> bool:
        """Compare the words."""
        self._all_read()
        return super().__eq__(other)

    def __ne__(self, other: object) -> bool:
        """Compare the words."""
        return not self == other

    def __or__(self, other: Any, /) -> Any:
        """Return both in one mapping."""
        return dict(self) | other

    def __ror__(self, other: Any, /) -> Any:
        """Return both in one mapping."""
        return other | dict(self)

    def __repr__(self) -> str:
        """Return the words as a mapping."""
        return repr(dict(self))

    def __reduce_ex__(self, protocol: Any, /) -> Any:
        """Copy or store the words."""
        return TracedText, (dict(self),)

    def _all_read(self) -> None:
        if _open:
            _open[-1].update((self.number, code) for code in self)


class Kept(Generic[K, V]):
    """Values that are made once; each use reports what was read to make them."""

    def __init__(self) -> None:
        self._made: dict[K, tuple[V, set[Key]]] = {}

    def get(self, key: K, make: Callable[[], V]) -> V:
        """Return the value of a key, made at its first use."""
        made = self._made.get(key)
        if made is None:
            reads: set[Key] = set()
            with reading(reads):
                made = self._made[key] = make(), reads
        elif _open:
            _open[-1].update(made[1])
        return made[0]


class Noted(Generic[V]):
    """An attribute that reports when it is read."""

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, instance: None, owner: type) -> Noted[V]: ...
    @overload
    def __get__(self, instance: object, owner: type) -> V: ...
    def __get__(self, instance: object | None, owner: type) -> Noted[V] | V:
        """Return the value; a class has none, so that a dataclass takes it for a field without default."""
        if instance is None:
            raise AttributeError(self._name)
        if _open:
            _open[-1].add((NAMED, self._name))
        value: V = instance.__dict__[self._name]
        return value

    def __set__(self, instance: object, value: V) -> None:
        """Keep the value."""
        instance.__dict__[self._name] = value
