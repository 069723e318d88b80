"""What the publisher asks of GitHub: the number of a request, its one comment, a release.

After the REST API, version 2022-11-28. The repository, the token and the address of the API come from the
environment that Actions give: `GITHUB_REPOSITORY`, `GITHUB_TOKEN`, `GITHUB_API_URL`.
"""

from __future__ import annotations

import json
import os
import re
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from http.client import HTTPMessage
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlsplit

from generator.problems import Problem, ProblemsError

API = "https://api.github.com"
PAGES = 20
"""The most pages of a list that are read, a hundred entries each."""

MARK = "<!-- preview of the statute's site -->"
"""What the comment ends with, so that it is found again."""

SECONDS = 30


class _Straight(urllib.request.HTTPRedirectHandler):
    """Follow no redirection: the token is for one address."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: HTTPMessage,
        newurl: str,
    ) -> None:
        """Say that the redirection leads nowhere, which makes an error of it."""
        return


@dataclass(frozen=True)
class Forge:
    """A repository on GitHub, as a token's owner may see and change it."""

    repository: str
    token: str = field(default="", repr=False)
    api: str = API

    @classmethod
    def here(cls) -> Forge:
        """Return the repository of the environment. Raises `ProblemsError` where it names none."""
        repository = os.environ.get("GITHUB_REPOSITORY", "")
        if not re.fullmatch(r"\w[\w-]*/[\w.-]+", repository):
            message = "is not set to the owner and the name of a repository"
            raise ProblemsError([Problem("GITHUB_REPOSITORY", 1, message)])
        token = os.environ.get("GITHUB_TOKEN", "")
        return cls(repository, token, os.environ.get("GITHUB_API_URL", API))

    def number(self, sha: str, base: str) -> int | None:
        """Return the number of the open request whose head is a commit, the oldest of several; None of none.

        The commit's author wrote what the build left behind; the number is therefore asked for here.
        """
        found = [
            int(one["number"])
            for one in self._list("pulls?state=open")
            if one["head"]["sha"] == sha and one["base"]["ref"] == base
        ]
        return min(found, default=None)

    def open_numbers(self) -> set[int]:
        """Return the numbers of all open requests."""
        return {int(one["number"]) for one in self._list("pulls?state=open")}

    def comment(self, number: int) -> tuple[int, str] | None:
        """Return the id and the words of the comment on a request that the publisher wrote earlier."""
        for one in self._list(f"issues/{number}/comments?"):
            words = str(one["body"] or "")
            # A stranger may end a comment like ours; only a program's can be ours.
            if words.rstrip().endswith(MARK) and one["user"]["type"] == "Bot":
                return int(one["id"]), words
        return None

    def say(self, number: int, words: str) -> None:
        """Write the one comment on a request, or put new words in its place."""
        known = self.comment(number)
        body = {"body": f"{words.rstrip()}\n\n{MARK}\n"}
        if known:
            self._ask("PATCH", f"issues/comments/{known[0]}", body)
        else:
            self._ask("POST", f"issues/{number}/comments", body)

    def amend(self, number: int, change: Callable[[str], str]) -> None:
        """Change the words of the comment on a request; do nothing where there is none."""
        known = self.comment(number)
        if known:
            self._ask("PATCH", f"issues/comments/{known[0]}", {"body": change(known[1])})

    def release(self, tag: str, files: Iterable[Path]) -> None:
        """Make the release of a tag with some files; it is a draft until all of them are there."""
        made = self._ask("POST", "releases", {"tag_name": tag, "name": tag, "draft": True})
        address = str(made["upload_url"]).partition("{")[0]
        home, host = (urlsplit(one).hostname or "" for one in (self.api, address))
        if not f".{host}".endswith(f".{home.removeprefix('api.')}"):
            raise ProblemsError([Problem(tag, 1, f"is to be uploaded to {host}, which is not the forge's")])
        for path in files:
            self._send("POST", f"{address}?name={path.name}", path.read_bytes(), "application/octet-stream")
        self._ask("PATCH", f"releases/{made['id']}", {"draft": False})

    def _list(self, path: str) -> Iterator[dict[str, Any]]:
        for page in range(1, PAGES + 1):
            entries = self._ask("GET", f"{path}&per_page=100&page={page}")
            yield from entries
            if len(entries) < 100:
                return
        raise ProblemsError([Problem(path, 1, f"has more than {PAGES} pages")])

    def _ask(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        words = json.dumps(body).encode() if body else None
        return self._send(method, f"{self.api}/repos/{self.repository}/{path}", words, "application/json")

    def _send(self, method: str, address: str, body: bytes | None, kind: str) -> Any:
        request = urllib.request.Request(
            address,
            data=body,
            method=method,
            headers={
                "Content-Type": kind,
                "Accept": "application/vnd.github+json",
                "X-GitHub-Api-Version": "2022-11-28",
                "User-Agent": "statute-site",
                **({"Authorization": f"Bearer {self.token}"} if self.token else {}),
            },
        )
        try:
            with urllib.request.build_opener(_Straight).open(request, timeout=SECONDS) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            error.close()
            message = f"{method} was answered with {error.code} {error.reason}"
            raise ProblemsError([Problem(address, 1, message)]) from None
        except urllib.error.URLError as error:
            raise ProblemsError([Problem(address, 1, f"{method} was not answered: {error.reason}")]) from None
