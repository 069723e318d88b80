"""Make the table of advance widths in `generator/measure.py` from fonts on this machine.

`python -m tests.advances` prints the table. Each width is the widest of the fonts named here, so that a label
measured by it overflows in none of them.
"""

from __future__ import annotations

import importlib.util
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

FONTS = {
    "Noto Sans": "truetype/noto/NotoSans-{weight}.ttf",
    "DejaVu Sans": "truetype/dejavu/DejaVuSans{suffix}.ttf",
    "Open Sans": "OpenSans-{weight}.ttf",
}
FOLDERS = [Path("/usr/share/fonts")]

LETTERS = (
    "".join(map(chr, range(0x20, 0x7F)))
    + "".join(map(chr, range(0x410, 0x450)))
    + "ЁёӘәҒғҚқҢңӨөҰұҮүҺһІі«»–—…№“”„’·\u00a0\u2212"
)


def files(weight: str) -> Iterator[tuple[str, Path]]:
    """Yield the name and the file of each font found, for `Regular` or `Bold`."""
    spec = importlib.util.find_spec("ttf_opensans")
    folders = [*FOLDERS, *([Path(spec.origin).parent / "ttf"] if spec and spec.origin else [])]
    for name, pattern in FONTS.items():
        file = pattern.format(weight=weight, suffix="" if weight == "Regular" else f"-{weight}")
        path = next((folder / file for folder in folders if (folder / file).is_file()), None)
        if path:
            yield name, path


def widest(weight: str) -> dict[str, int]:
    """Return letter -> its widest advance in thousandths of the font's size."""
    from fontTools.ttLib import TTFont

    found: dict[str, int] = {}
    for _, path in files(weight):
        font = TTFont(path)
        names, units, metrics = font.getBestCmap(), font["head"].unitsPerEm, font["hmtx"]
        for letter in LETTERS:
            if ord(letter) in names:
                advance = -(-metrics[names[ord(letter)]][0] * 1000 // units)
                found[letter] = max(found.get(letter, 0), advance)
    return found


def table(weight: str) -> str:
    """Return the table as the module holds it: width -> the letters that have it."""
    by_width: dict[int, str] = defaultdict(str)
    for letter, width in widest(weight).items():
        by_width[width] += letter
    lines = [f"    {width}: {letters!r}," for width, letters in sorted(by_width.items())]
    return "{\n" + "\n".join(lines) + "\n}"


if __name__ == "__main__":
    for weight in ("Regular", "Bold"):
        print(f"{weight.upper()} = {table(weight)}")
