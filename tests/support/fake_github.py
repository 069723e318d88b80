"""A forge for one repository on this machine: the few answers of GitHub's API that `forge` asks for."""

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
class FakeForge:
    """The requests and comments of the repository, and every call that was made."""

    requests: list[dict[str, Any]] = field(default_factory=list)
    comments: list[dict[str, Any]] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    releases: list[dict[str, Any]] = field(default_factory=list)
    address: str = ""
    uploads: str = ""
    """Where files of releases go; the forge itself where it is empty."""

    def open(self, number: int, sha: str, base: str = "main") -> None:
        self.close(number)
        self.requests.append({"number": number, "head": {"sha": sha}, "base": {"ref": base}})

    def close(self, number: int) -> None:
        self.requests = [one for one in self.requests if one["number"] != number]

    def comment(self, number: int, body: str, type_: str = "User") -> dict[str, Any]:
        one = {"id": len(self.comments) + 1, "issue": number, "body": body, "user": {"type": type_}}
        self.comments.append(one)
        return one

    def answer(self, method: str, path: str, query: dict[str, list[str]], body: Any) -> tuple[int, Any]:
        steps = path.removeprefix(f"/repos/{REPOSITORY}/").split("/")
        match method, steps:
            case "GET", ["pulls"]:
                return 200, page_of(self.requests, query)
            case "GET", ["issues", number, "comments"]:
                return 200, page_of([one for one in self.comments if one["issue"] == int(number)], query)
            case "POST", ["issues", number, "comments"]:
                return 201, self.comment(int(number), body["body"], "Bot")
            case "PATCH", ["issues", "comments", id_]:
                one = next(one for one in self.comments if one["id"] == int(id_))
                one["body"] = body["body"]
                return 200, one
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
def running() -> Iterator[FakeForge]:
    """Run a forge on this machine."""
    forge = FakeForge()

    class Answers(BaseHTTPRequestHandler):
        def do_any(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            body: Any = self.rfile.read(length) if length else None
            if body and self.headers["Content-Type"] == "application/json":
                body = json.loads(body)
            address = urlsplit(self.path)
            forge.calls.append(f"{self.command} {address.path}")
            if self.headers.get("Authorization") != f"Bearer {TOKEN}":
                code, value = 401, {"message": "Bad credentials"}
            else:
                code, value = forge.answer(self.command, address.path, parse_qs(address.query), body)
            words = json.dumps(value).encode()
            self.send_response(code)
            self.send_header("Content-Length", str(len(words)))
            self.end_headers()
            self.wfile.write(words)

        do_GET = do_POST = do_PATCH = do_any  # noqa: N815 - the names of http.server

        def log_message(self, format: str, *args: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    forge.address = f"http://127.0.0.1:{server.server_port}"
    try:
        yield forge
    finally:
        server.shutdown()
        server.server_close()
