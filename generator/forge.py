"""What the publisher asks of GitHub: the number of a request, and its one comment.

After the REST API, version 2022-11-28. The repository, the token and the address of the API come from the
environment that Actions give: `GITHUB_REPOSITORY`, `GITHUB_TOKEN`, `GITHUB_API_URL`.
"""

from __future__ import annotations

import json
import os
import re
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.client import HTTPMessage
from typing import IO, Any

from generator.faults import Fault, Faults

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
        """Return the repository of the environment. Raises `Faults` where it names none."""
        repository = os.environ.get("GITHUB_REPOSITORY", "")
        if not re.fullmatch(r"\w[\w-]*/[\w.-]+", repository):
            message = "is not set to the owner and the name of a repository"
            raise Faults([Fault("GITHUB_REPOSITORY", 1, message)])
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

    def _list(self, path: str) -> Iterator[dict[str, Any]]:
        for page in range(1, PAGES + 1):
            entries = self._ask("GET", f"{path}&per_page=100&page={page}")
            yield from entries
            if len(entries) < 100:
                return
        raise Faults([Fault(path, 1, f"has more than {PAGES} pages")])

    def _ask(self, method: str, path: str, body: dict[str, str] | None = None) -> Any:
        request = urllib.request.Request(
            f"{self.api}/repos/{self.repository}/{path}",
            data=json.dumps(body).encode() if body else None,
            method=method,
            headers={
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
            raise Faults([Fault(path, 1, message)]) from None
        except urllib.error.URLError as error:
            raise Faults([Fault(path, 1, f"{method} was not answered: {error.reason}")]) from None
