"""The address of the development server, and what it does before and after its first build."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from generator.builder import dev_server
from generator.builder.dev_server import Address, parse_address
from generator.builder.live_pages import LivePages
from generator.builder.project import Project
from tests.support.paths import ROOT
from tests.support.processes import heed_signals

OLD, NEW = "Кітап сақталатын және оқылатын орын.", "Кітап жаңаша сақталатын орын."


@pytest.mark.parametrize(
    ("text", "host", "port"),
    [
        ("127.0.0.1:8000", "127.0.0.1", 8000),
        ("localhost:1", "localhost", 1),
        (":65535", "127.0.0.1", 65535),
        ("[::1]:8000", "::1", 8000),
    ],
)
def test_an_address_is_a_host_and_a_port(text: str, host: str, port: int) -> None:
    assert parse_address(text) == Address(host, port)


@pytest.mark.parametrize(
    "text",
    [
        "localhost",
        "99999",
        "localhost:abc",
        "localhost:",
        "a:0",
        "a:65536",
        "a:-1",
        "a:8٣",
        f"a:{'9' * 9000}",
    ],
)
def test_what_is_no_address_is_explained(text: str) -> None:
    with pytest.raises(ValueError, match="is not an address; expected host:port with a port from 1 to 65535"):
        parse_address(text)


def test_an_ipv6_address_is_written_in_brackets() -> None:
    assert str(Address("::1", 8000)) == "[::1]:8000"


def command(project: Project, address: str) -> list[str]:
    return [sys.executable, "-m", "generator", "--root", str(project.root), "serve", "--address", address]


def test_a_bad_address_is_one_line_and_not_a_traceback(tiny: Project) -> None:
    done = subprocess.run(
        command(tiny, "localhost:abc"), cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "`localhost:abc` is not an address; expected host:port" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_port_in_use_is_said_before_anything_is_built(tiny: Project) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = subprocess.run(
            command(tiny, f"127.0.0.1:{port}"), cwd=ROOT, capture_output=True, text=True, check=False
        )
    assert done.returncode == 1
    other = port + 1 if port < 65535 else port - 1
    remedy = f"choose another one: --address 127.0.0.1:{other}"
    assert done.stderr == f"port {port} is in use by another program; {remedy}\n"
    assert not tiny.build.exists()


@contextmanager
def serving(project: Project, temporary: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Start the server of a project; yield its process and its address."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        address = f"127.0.0.1:{free.getsockname()[1]}"
    process = subprocess.Popen(
        command(project, address),
        cwd=ROOT,
        env={**os.environ, "TMPDIR": str(temporary)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=heed_signals,
    )
    try:
        yield process, f"http://{address}"
    finally:
        process.kill()
        process.wait()


def wait_for(process: subprocess.Popen[str], words: str) -> None:
    assert process.stderr
    for line in process.stderr:
        if words in line:
            return
    raise AssertionError("the server ended")


@pytest.mark.slow
def test_an_edit_during_the_first_build_is_seen(tiny: Project, tmp_path: Path) -> None:
    glossary = tiny.data / "glossary.yml"
    with serving(tiny, tmp_path) as (process, address):
        wait_for(process, "building kk")
        text = glossary.read_text(encoding="utf-8")
        assert OLD in text
        glossary.write_text(text.replace(OLD, NEW), encoding="utf-8")
        wait_for(process, "http://")
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline:
            with urllib.request.urlopen(f"{address}/kk/terms.html") as answer:
                if NEW in answer.read().decode("utf-8"):
                    return
            time.sleep(0.1)
        pytest.fail("the edit was never shown")


@pytest.mark.slow
@pytest.mark.covering(1)
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
@pytest.mark.parametrize("moment", ["building kk", "http://"])
def test_a_signal_leaves_nothing_behind(
    number: signal.Signals, moment: str, tiny: Project, tmp_path: Path
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    with serving(tiny, temporary) as (process, _):
        wait_for(process, moment)
        process.send_signal(number)
        assert process.wait(60) == 0
    assert [path.name for path in temporary.iterdir()] == []


@pytest.mark.slow
def test_more_signals_do_not_interrupt_the_removal(tiny: Project, tmp_path: Path) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    with serving(tiny, temporary) as (process, _):
        wait_for(process, "http://")
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP) * 5:
            process.send_signal(number)
            time.sleep(0.02)
        assert process.wait(60) == 0
    assert [path.name for path in temporary.iterdir()] == []


def test_the_end_waits_for_a_load_that_still_writes(
    tiny: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    began, go_on, loads = threading.Event(), threading.Event(), []

    def load(_: LivePages) -> None:
        began.set()
        go_on.wait(60)
        loads.append("ended")

    monkeypatch.setattr(LivePages, "load", load)
    site = dev_server._ServedSite(tiny, Address("127.0.0.1", 0), tmp_path, lambda _: None)
    threading.Thread(target=site._load, daemon=True).start()
    assert began.wait(60)
    closing = threading.Thread(target=site.close, daemon=True)
    closing.start()
    closing.join(0.05)
    assert closing.is_alive()
    go_on.set()
    closing.join(60)
    assert loads == ["ended"]
    after = threading.Thread(target=site._load, daemon=True)
    after.start()
    after.join(0.05)
    assert loads == ["ended"]


@pytest.mark.slow
def test_a_signal_that_was_ignored_stays_ignored(tiny: Project, tmp_path: Path) -> None:
    """As under nohup(1), where the server outlives its terminal."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        address = f"127.0.0.1:{free.getsockname()[1]}"
    process = subprocess.Popen(
        ["nohup", *command(tiny, address)],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        wait_for(process, "building kk")
        process.send_signal(signal.SIGHUP)
        wait_for(process, "http://")
        process.terminate()
        assert process.wait(60) == 0
    finally:
        process.kill()
        process.wait()
