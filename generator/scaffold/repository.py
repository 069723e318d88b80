"""The files of a repository for one statute beside its data and pages.

They are a README, the commands, the workflows, and the program with its pinned dependencies.
"""

from __future__ import annotations

import re
from pathlib import Path

from generator.act.index import Index
from generator.files.package import PREVIEW_WORKFLOWS, REQUIREMENTS
from generator.model import Dataset
from generator.plan.localization import Localization
from generator.render.environment import environment, tidy
from generator.scaffold import wheel

FOLDER = Path(__file__).parent

ROOT_FILES = {
    "Makefile": "Makefile",
    "gitignore": ".gitignore",
    "gitattributes": ".gitattributes",
    "dependabot.yml": ".github/dependabot.yml",
}
"""The files of `root/` -> their paths in a repository."""

USES = re.compile(r"(?P<action>\buses: [\w/-]+)(?P<pin>@\S+ # \S+)?$", re.MULTILINE)
"""An action of a workflow, pinned to a commit with the comment that names its version, or not pinned."""


def files(dataset: Dataset) -> dict[str, bytes]:
    """Return the files of the repository of a statute: their paths in it -> their bytes."""
    written = {path: (FOLDER / "root" / name).read_bytes() for name, path in ROOT_FILES.items()}
    written |= {f".github/workflows/{name}": text.encode() for name, text in workflows().items()}
    program = wheel.build()
    return written | {
        "README.md": _readme(dataset).encode(),
        "requirements.txt": REQUIREMENTS.read_bytes(),
        f"vendor/{program.name}": program.content,
        # pip reads a path in a requirements file from the folder where it runs: the root of the repository.
        "vendor/requirements.txt": f"./vendor/{program.name} --hash=sha256:{program.sha256}\n".encode(),
    }


def workflows() -> dict[str, str]:
    """Return the workflows by file name: those for previews, and the one that checks and publishes.

    That one takes the commits of its actions from the others, so that one place decides them.
    """
    previews = {path.name: path.read_text(encoding="utf-8") for path in PREVIEW_WORKFLOWS}
    pins = {
        match["action"]: match["pin"]
        for text in previews.values()
        for match in USES.finditer(text)
        if match["pin"]
    }
    site = (FOLDER / "workflows" / "site.yml").read_text(encoding="utf-8")
    return previews | {"site.yml": USES.sub(lambda match: match["action"] + pins[match["action"]], site)}


def _readme(dataset: Dataset) -> str:
    """Return the README in the language of the act's original."""
    index = Index(dataset)
    language = next(language for language in dataset.published if language.code == dataset.original)
    text = Localization(index, language).text
    template = environment(FOLDER / "readme").get_template(f"{language.code}.md")
    return tidy(template.render(name=text(dataset.site.name), statute=text(dataset.act.statute)))
