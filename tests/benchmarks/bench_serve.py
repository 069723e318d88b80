"""How long a maintainer waits in `make serve` from a saved change to the reloaded page, in Chromium.

Prints the median and the longest of ten saves for each kind of source, in seconds: the time depends on the
machine and on what else it does. Needs Chromium.
"""

from __future__ import annotations

import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.benchmarks.bench import copy
from tests.benchmarks.cost import ENVIRONMENT
from tests.support.readme_pictures import ARGUMENTS

CHROMIUM = "/usr/bin/chromium"
SAVES = 10
LETTERS = "авгдежзикл"
LANGUAGE = "ru"


def provision(root: Path, mark: str) -> str:
    """Change the translation of a function; return a piece of it that the page shows."""
    path = root / "data" / "provisions" / "chapter-2.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        re.sub(r"участие(?: щэ.)? в нормотворческой", f"участие {mark} в нормотворческой", text),
        encoding="utf-8",
    )
    return f"участие {mark} в нормотворческой"


def template(root: Path, mark: str) -> str:
    """Change the template of the page: a line at the end of its last block."""
    path = root / "generator" / "templates" / "provision.md.jinja"
    text = re.sub(r"\nMARK .*\n\n", "", path.read_text(encoding="utf-8"))
    before, end, after = text.rpartition("{% endblock %}")
    path.write_text(f"{before}\nMARK {mark}\n\n{end}{after}", encoding="utf-8")
    return f"MARK {mark}"


def style(root: Path, mark: str) -> str:
    """Change a style sheet; the page shows it as its content."""
    path = root / "generator" / "theme" / "assets" / "site.css"
    text = path.read_text(encoding="utf-8").partition("\nhtml::after")[0]
    path.write_text(f'{text}\nhtml::after {{ content: "{mark}" }}\n', encoding="utf-8")
    return mark


def handwritten(root: Path, mark: str) -> str:
    """Add a line to a hand-written page."""
    path = root / "docs" / LANGUAGE / "how-to-cite.md"
    text = path.read_text(encoding="utf-8").partition("\n\nMARK")[0]
    path.write_text(f"{text}\n\nMARK {mark}\n", encoding="utf-8")
    return f"MARK {mark}"


IN_TEXT = "mark => document.body && document.body.innerText.includes(mark)"
IN_STYLE = "mark => getComputedStyle(document.documentElement, '::after').content.includes(mark)"

KINDS: dict[str, tuple[str, Callable[[Path, str], str], str]] = {
    "data": ("functions/15.html", provision, IN_TEXT),
    "template": ("functions/15.html", template, IN_TEXT),
    "style": ("functions/15.html", style, IN_STYLE),
    "hand-written page": ("how-to-cite.html", handwritten, IN_TEXT),
}
"""The kind of a source -> the page that is open, what changes it, and how the page shows the change."""


def measure(page: Page, root: Path, change: Callable[[Path, str], str], shown: str) -> list[float]:
    """Return the seconds from each save to the reloaded page."""
    times = []
    for number in range(SAVES):
        start = time.perf_counter()
        mark = change(root, f"щэ{LETTERS[number]}")
        page.wait_for_function(shown, arg=mark, polling=10)
        times.append(time.perf_counter() - start)
        time.sleep(2)
    return times


def main() -> None:
    """Measure and print."""
    if not Path(CHROMIUM).exists():
        print("the wait after a saved change is not measured: Chromium is not installed")
        return
    with socket.create_server(("127.0.0.1", 0)) as free:
        address = f"127.0.0.1:{free.getsockname()[1]}"
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        root = copy(Path(folder) / "project")
        command = [sys.executable, "-m", "generator", "serve", "--address", address]
        server = subprocess.Popen(command, cwd=root, env=ENVIRONMENT, stderr=subprocess.PIPE, text=True)
        try:
            assert server.stderr
            next(line for line in server.stderr if "http://" in line)
            time.sleep(5)
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
            for kind, (path, change, shown) in KINDS.items():
                page = browser.new_page()
                page.goto(f"http://{address}/{LANGUAGE}/{path}")
                times = measure(page, root, change, shown)
                page.close()
                print(f"{kind:20} median {statistics.median(times):5.2f} s, longest {max(times):5.2f} s")
        finally:
            server.terminate()
            server.wait()


if __name__ == "__main__":
    main()
