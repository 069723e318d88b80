"""A local server that answers the calls of GitHub's API that `generator.previews.github` makes."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

REPOSITORY = "statutes/library"
TOKEN = "t0ken"


@dataclass
class FakeGitHub:
    """The pull requests, comments and releases of one repository, and every call that was made."""

    pull_requests: list[dict[str, Any]] = field(default_factory=list)
    comments: list[dict[str, Any]] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    releases: list[dict[str, Any]] = field(default_factory=list)
    address: str = ""
    uploads: str = ""
    """The address that files of releases are uploaded to; empty for this server."""

    def open(self, number: int, sha: str, base: str = "main") -> None:
        self.close(number)
        self.pull_requests.append({"number": number, "head": {"sha": sha}, "base": {"ref": base}})

    def close(self, number: int) -> None:
        self.pull_requests = [entry for entry in self.pull_requests if entry["number"] != number]

    def comment(self, number: int, body: str, author_type: str = "User") -> dict[str, Any]:
        comment = {"id": len(self.comments) + 1, "issue": number, "body": body, "user": {"type": author_type}}
        self.comments.append(comment)
        return comment

    def answer(self, method: str, path: str, query: dict[str, list[str]], body: Any) -> tuple[int, Any]:
        parts = path.removeprefix(f"/repos/{REPOSITORY}/").split("/")
        match method, parts:
            case "GET", ["pulls"]:
                return 200, page_of(self.pull_requests, query)
            case "GET", ["issues", number, "comments"]:
                return 200, page_of(
                    [entry for entry in self.comments if entry["issue"] == int(number)], query
                )
            case "POST", ["issues", number, "comments"]:
                return 201, self.comment(int(number), body["body"], "Bot")
            case "PATCH", ["issues", "comments", id_]:
                comment = next(entry for entry in self.comments if entry["id"] == int(id_))
                comment["body"] = body["body"]
                return 200, comment
            case "POST", ["releases"]:
                self.releases.append({**body, "id": 1, "assets": {}})
                return 201, {
                    "id": 1,
                    "upload_url": f"{self.uploads or self.address}/repos/{REPOSITORY}/assets{{?name}}",
                }
            case "POST", ["assets"]:
                self.releases[-1]["assets"][query["name"][0]] = body
                return 201, {}
            case "PATCH", ["releases", "1"]:
                self.releases[-1].update(body)
                return 200, {}
        return 404, {"message": "Not Found"}


def page_of(entries: list[dict[str, Any]], query: dict[str, list[str]]) -> list[dict[str, Any]]:
    size, page = int(query["per_page"][0]), int(query["page"][0])
    return entries[size * (page - 1) : size * page]


@contextmanager
def running() -> Iterator[FakeGitHub]:
    """Run the server in a thread."""
    github = FakeGitHub()

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            body: Any = self.rfile.read(length) if length else None
            if body and self.headers["Content-Type"] == "application/json":
                body = json.loads(body)
            address = urlsplit(self.path)
            github.calls.append(f"{self.command} {address.path}")
            if self.headers.get("Authorization") != f"Bearer {TOKEN}":
                code, value = 401, {"message": "Bad credentials"}
            else:
                code, value = github.answer(self.command, address.path, parse_qs(address.query), body)
            content = json.dumps(value).encode()
            self.send_response(code)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST = do_PATCH = answer  # noqa: N815 - the names of http.server

        def log_message(self, format: str, *args: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    github.address = f"http://127.0.0.1:{server.server_port}"
    try:
        yield github
    finally:
        server.shutdown()
        server.server_close()
