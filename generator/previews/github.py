"""Calls GitHub's REST API: finds pull requests, keeps one comment on each, makes releases.

Follows the API's version 2022-11-28. The repository, the token and the address of the API come from the
environment variables that GitHub Actions sets: `GITHUB_REPOSITORY`, `GITHUB_TOKEN`, `GITHUB_API_URL`.
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
from typing import IO, Any, NamedTuple
from urllib.parse import urlsplit

from generator.problems import Problem, ProblemsError

API = "https://api.github.com"
API_VERSION = "2022-11-28"

PAGE_SIZE = 100
MAX_PAGES = 20
"""How many pages of a list are read at most."""

MARK = "<!-- preview of the statute's site -->"
"""The last line of the comment, by which it is recognized later."""

MAX_COMMENT = 65_000
"""Characters of a comment; GitHub accepts 65,536."""
CUT = "\n\n**The rest does not fit into a comment.**"

TIMEOUT = 30
"""Seconds to wait for an answer."""


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """Treats a redirect as an error: the token must not be sent to another address."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: HTTPMessage,
        newurl: str,
    ) -> None:
        """Return no new request, so that the redirect is raised as an HTTPError."""
        return


def _fit(body: str) -> str:
    """Return the text of a comment with its mark, cut at the end of a line if it is too long."""
    body = body.rstrip()
    room = MAX_COMMENT - len(MARK) - len(CUT)
    if len(body) > room:
        lines = body[:room].rpartition("\n")[0].rstrip()
        body = (lines or body[:room]) + CUT
    return f"{body}\n\n{MARK}\n"


class Comment(NamedTuple):
    """A comment on a pull request."""

    id: int
    body: str


@dataclass(frozen=True)
class Repository:
    """A repository on GitHub. Every method raises `ProblemsError` if a call fails."""

    name: str
    """Owner and name: `statutes/library`."""
    token: str = field(default="", repr=False)
    api: str = API

    @classmethod
    def here(cls) -> Repository:
        """Return the repository that the environment names. Raises `ProblemsError` if it names none."""
        repository = os.environ.get("GITHUB_REPOSITORY", "")
        if not re.fullmatch(r"\w[\w-]*/[\w.-]+", repository):
            message = "is not set to a repository; expected `owner/name`"
            raise ProblemsError([Problem("GITHUB_REPOSITORY", 1, message)])
        token = os.environ.get("GITHUB_TOKEN", "")
        return cls(repository, token, os.environ.get("GITHUB_API_URL", API))

    def find_pull_request(self, commit: str, base: str) -> int | None:
        """Return the number of the open pull request into `base` with a head commit; None if there is none.

        Of several the oldest is taken. The number is asked for here because the build's output, which could
        also name it, was written by the code of the pull request.
        """
        numbers = [
            int(request["number"])
            for request in self._list("pulls?state=open")
            if request["head"]["sha"] == commit and request["base"]["ref"] == base
        ]
        return min(numbers, default=None)

    def open_pull_requests(self) -> set[int]:
        """Return the numbers of all open pull requests."""
        return {int(request["number"]) for request in self._list("pulls?state=open")}

    def find_comment(self, number: int) -> Comment | None:
        """Return the comment on a pull request that `post_comment` wrote earlier."""
        for comment in self._list(f"issues/{number}/comments?"):
            body = str(comment["body"] or "")
            # Anyone may end a comment with the mark, but only this program's comment is by a bot.
            if body.rstrip().endswith(MARK) and comment["user"]["type"] == "Bot":
                return Comment(int(comment["id"]), body)
        return None

    def post_comment(self, number: int, body: str) -> None:
        """Write the comment on a pull request, or replace the text of an earlier one."""
        earlier = self.find_comment(number)
        content = {"body": _fit(body)}
        if earlier:
            self._call("PATCH", f"issues/comments/{earlier.id}", content)
        else:
            self._call("POST", f"issues/{number}/comments", content)

    def edit_comment(self, number: int, edit: Callable[[str], str]) -> None:
        """Change the text of the comment on a pull request, if there is one."""
        comment = self.find_comment(number)
        if comment:
            body = edit(comment.body).rstrip().removesuffix(MARK)
            self._call("PATCH", f"issues/comments/{comment.id}", {"body": _fit(body)})

    def release(self, tag: str, files: Iterable[Path]) -> None:
        """Make the release of a tag with some files; it stays a draft until all files are uploaded."""
        release = self._call("POST", "releases", {"tag_name": tag, "name": tag, "draft": True})
        upload_url = str(release["upload_url"]).partition("{")[0]
        api_host, upload_host = (urlsplit(url).hostname or "" for url in (self.api, upload_url))
        if not f".{upload_host}".endswith(f".{api_host.removeprefix('api.')}"):
            message = f"files would be uploaded to {upload_host}, which does not belong to {api_host}"
            raise ProblemsError([Problem(tag, 1, message)])
        for path in files:
            url = f"{upload_url}?name={path.name}"
            self._send("POST", url, path.read_bytes(), content_type="application/octet-stream")
        self._call("PATCH", f"releases/{release['id']}", {"draft": False})

    def _list(self, path: str) -> Iterator[dict[str, Any]]:
        for page in range(1, MAX_PAGES + 1):
            entries = self._call("GET", f"{path}&per_page={PAGE_SIZE}&page={page}")
            yield from entries
            if len(entries) < PAGE_SIZE:
                return
        message = f"the list has more than {MAX_PAGES * PAGE_SIZE:,} entries"
        raise ProblemsError([Problem(self._url(path), 1, message)])

    def _url(self, path: str) -> str:
        return f"{self.api}/repos/{self.name}/{path}"

    def _call(self, method: str, path: str, content: dict[str, Any] | None = None) -> Any:
        body = json.dumps(content).encode() if content else None
        return self._send(method, self._url(path), body, content_type="application/json")

    def _send(self, method: str, url: str, body: bytes | None, *, content_type: str) -> Any:
        request = urllib.request.Request(
            url,
            data=body,
            method=method,
            headers={
                "Content-Type": content_type,
                "Accept": "application/vnd.github+json",
                "X-GitHub-Api-Version": API_VERSION,
                "User-Agent": "statute-site",
                **({"Authorization": f"Bearer {self.token}"} if self.token else {}),
            },
        )
        try:
            with urllib.request.build_opener(_NoRedirects).open(request, timeout=TIMEOUT) as response:
                return json.load(response)
        except urllib.error.HTTPError as error:
            error.close()
            message = f"{method} failed: {error.code} {error.reason}"
            raise ProblemsError([Problem(url, 1, message)]) from None
        except urllib.error.URLError as error:
            message = f"{method} failed, no answer: {error.reason}"
            raise ProblemsError([Problem(url, 1, message)]) from None
