"""Write acts in every form, read each file, and print a table of forms and acts.

`python -m tests.forms FOLDER [ACT …]` writes `FOLDER/<act>/<form>.<language>.<suffix>` for acts in .md or
in .txt with indented paragraphs; without one, for the invented acts of the tests. A cell of the table says
whether the words that were read are those of the act, in order.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from itertools import zip_longest
from pathlib import Path

from generator.readers import reader
from generator.readers.refusal import RefusedFileError
from tests.forms.acts import Act, read_act
from tests.forms.forms import FORMS, write_forms
from tests.support.paths import INPUTS

INVENTED = (
    INPUTS / "acts" / "statute-alone" / "act.txt",
    INPUTS / "acts" / "decree-with-an-annex-in-russian" / "act.ru.txt",
)


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="python -m tests.forms", description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("acts", type=Path, nargs="*")
    arguments = parser.parse_args()
    acts = [read_act(path) for path in arguments.acts or INVENTED]
    columns = [[act.name, *_column(act, arguments.folder / act.name)] for act in acts]
    print("| " + " | ".join(["form", *(column[0] for column in columns)]) + " |")
    print("|---" * (len(columns) + 1) + "|")
    for at, name in enumerate(FORMS, start=1):
        print("| " + " | ".join([name, *(column[at] for column in columns)]) + " |")


def _column(act: Act, folder: Path) -> list[str]:
    return [_compare(act, path) for path in write_forms(act, folder).values()]


def _compare(act: Act, path: Path) -> str:
    """Return how the words that are read from a file differ from those of an act."""
    try:
        words = reader.read(path.read_bytes(), path.name).words
    except RefusedFileError as error:
        return f"refused: {error.message}"
    if words == act.words:
        return f"{len(words)} words, all in order"
    pairs = zip_longest(act.words, words)
    at = next(at for at, (expected, actual) in enumerate(pairs) if expected != actual)
    near, read = (" ".join(all_words[at : at + 3]) for all_words in (act.words, words))
    count = f"{len(words)} words for {len(act.words)}"
    return f"{count}; {_differences(act.words, words)} differ, first «{near}» → «{read}»"


def _differences(expected: Sequence[str], actual: Sequence[str]) -> int:
    """Return how many words are in one text only, wherever they are."""
    return (Counter(expected) - Counter(actual)).total() + (Counter(actual) - Counter(expected)).total()


if __name__ == "__main__":
    main()
