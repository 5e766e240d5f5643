"""`airflow standalone` as a process of this installation: a session of its own, stopped with all it started."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from types import FrameType
from typing import NamedTuple, NoReturn

from pipeline.errors import SchedulerError, UsageError
from pipeline.scheduler.api import Api, wait_until
from pipeline.scheduler.environment import (
    USER,
    Access,
    environment,
    folder,
    load_access,
    metadata_url,
    prepare,
    refuse_weak_keys,
)
from pipeline.settings import Settings

START_DEADLINE = 240
"""Seconds; a first start migrates Airflow's database and takes about 45 s on an idle two-core machine."""
LOOK_AGAIN = 30
"""Seconds between looks at the health of a running Airflow: `standalone` does not notice when a part of it dies."""
GRACE = ((signal.SIGINT, 30.0), (signal.SIGTERM, 10.0), (signal.SIGKILL, 10.0))
"""Signals in turn, with the seconds each is given; SIGINT is the one that `standalone` passes on."""
PROC = Path("/proc")

Say = Callable[[str], None]


class Running(NamedTuple):
    """A started Airflow; whoever lets it run on in the background waits for `process` in the end."""

    access: Access
    process: "subprocess.Popen[bytes]"


class Member(NamedTuple):
    """A process of a running Airflow, and the process that made it."""

    pid: int
    parent: int


class Status(NamedTuple):
    """What runs, where, and how each component feels (empty while it does not answer)."""

    is_running: bool
    url: str
    health: dict[str, str]


def _say(text: str) -> None:
    sys.stderr.write(text + "\n")


def start(settings: Settings, *, foreground: bool = False, say: Say = _say) -> Running:
    """Start Airflow and wait until it is healthy and knows its DAGs; in the foreground, stay until it is stopped."""
    refuse_weak_keys(os.environ)
    if _members(settings):
        raise UsageError(f"Airflow already runs on {load_access(settings).url}; stop it with `make stop`")
    metadata = metadata_url(settings)
    access = prepare(settings)
    say(f"Airflow starts on {access.url}; the first time takes about a minute ...")
    # Before the launch: what is started with SIGINT ignored, as a shell's background jobs are, would ignore it too.
    with _interrupted_by_signals() if foreground else nullcontext():
        process = _launch(settings, environment(settings, access, metadata))
        with _stopped_on_exit(settings, process, is_foreground=foreground):
            _wait_until_ready(settings, process, Api(access))
            say(f"Airflow: {access.url}  user {USER}  password {access.password}")
            say(f"Its log: {folder(settings) / 'standalone.log'}")
            if foreground:
                say("Ctrl-C ends it.")
                _watch(process, Api(access), say)
    return Running(access, process)


def _launch(settings: Settings, env: dict[str, str]) -> "subprocess.Popen[bytes]":
    home = folder(settings)
    with (home / "standalone.log").open("wb") as log:
        process = subprocess.Popen(
            [str(home / "bin" / "airflow"), "standalone"],
            stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT,
            cwd=home, env=env, start_new_session=True, umask=0o077,
        )  # fmt: skip
    _pid_file(settings).write_text(json.dumps({"session": process.pid}), "utf-8")
    return process


def _wait_until_ready(settings: Settings, process: "subprocess.Popen[bytes]", api: Api) -> None:
    log = folder(settings) / "standalone.log"
    most_parts = 0

    def is_ready() -> bool:
        nonlocal most_parts
        parts = sum(_is_part(member, process.pid) for member in _members(settings))
        if process.poll() is not None or parts < most_parts:
            tail = log.read_text("utf-8", "replace")[-1500:].strip()
            raise SchedulerError(f"Airflow or a part of it ended while it started; see {log}: {tail}")
        most_parts = max(parts, most_parts)
        return _is_healthy(api)

    wait_until(is_ready, START_DEADLINE, f"Airflow at {api.url} is not healthy, see {log}")


def _is_part(member: Member, leader: int) -> bool:
    try:
        return member.parent == leader and b"airflow" in (PROC / str(member.pid) / "cmdline").read_bytes()
    except OSError:
        return False  # it ended between two looks


def _is_healthy(api: Api) -> bool:
    try:
        return set(api.health().values()) == {"healthy"} and bool(api.paused())
    except SchedulerError:
        return False


@contextmanager
def _interrupted_by_signals() -> Iterator[None]:
    def end(_signal: int, _frame: FrameType | None) -> NoReturn:
        raise KeyboardInterrupt

    before = {number: signal.signal(number, end) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def _stopped_on_exit(settings: Settings, process: "subprocess.Popen[bytes]", *, is_foreground: bool) -> Iterator[None]:
    is_kept = False
    try:
        yield
        is_kept = not is_foreground
    except KeyboardInterrupt:
        if not is_foreground:
            raise
    finally:
        if not is_kept:
            stop(settings)
            process.wait(GRACE[-1][1])


def _watch(process: "subprocess.Popen[bytes]", api: Api, say: Say) -> None:
    was = "healthy"
    while True:
        try:
            process.wait(LOOK_AGAIN)
        except subprocess.TimeoutExpired:
            now = _describe(api)
            if now != was:
                say(f"Airflow: {now}")
            was = now
        else:
            say("Airflow has ended.")
            return


def _describe(api: Api) -> str:
    try:
        ill = {part: state for part, state in api.health().items() if state != "healthy"}
    except SchedulerError as error:
        return str(error)
    return ", ".join(f"{part} is {state}" for part, state in ill.items()) or "healthy"


def connect(settings: Settings) -> Api:
    """A client of this installation's running Airflow; raises SchedulerError when it does not run."""
    access = load_access(settings)
    if not _members(settings):
        raise SchedulerError("Airflow does not run; start it with `make airflow` in another terminal")
    return Api(access)


def status(settings: Settings) -> Status:
    """Whether Airflow runs here, and how it is."""
    if not _members(settings):
        return Status(False, "", {})
    access = load_access(settings)
    try:
        return Status(True, access.url, Api(access).health())
    except SchedulerError:
        return Status(True, access.url, {})


def stop(settings: Settings) -> bool:
    """Stop Airflow and everything it started; False when it was not running."""
    if not _members(settings):
        return False
    leader = _session(settings)
    for sent, seconds in GRACE:
        members = [member.pid for member in _members(settings)]
        if sent == signal.SIGINT and leader not in members:
            continue
        for pid in [leader] if sent == signal.SIGINT else members:
            _send(pid, sent)
        if _are_gone(settings, seconds):
            return True
    raise SchedulerError(f"processes of Airflow do not end: {_members(settings)}; look at them with ps")


def _are_gone(settings: Settings, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while _members(settings):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.1)
    return True


def _send(pid: int, sent: signal.Signals) -> None:
    try:
        os.kill(pid, sent)
    except ProcessLookupError:
        return  # it ended by itself meanwhile, which is what was wanted


def _pid_file(settings: Settings) -> Path:
    return folder(settings) / "session.json"


def _session(settings: Settings) -> int:
    try:
        return int(json.loads(_pid_file(settings).read_text("utf-8"))["session"])
    except FileNotFoundError:
        return 0


def _members(settings: Settings) -> list[Member]:
    """Processes of the started session that stand in our folder: a reused number alone never stops a stranger."""
    session, home = _session(settings), str(folder(settings))
    found = []
    for entry in PROC.iterdir() if session else ():
        if not entry.name.isdigit():
            continue
        try:
            fields = (entry / "stat").read_text("utf-8", "replace").rpartition(")")[2].split()
            is_ours = int(fields[3]) == session and str((entry / "cwd").readlink()) == home
        except (OSError, IndexError):
            continue  # gone, or a zombie, or somebody else's
        if is_ours:
            found.append(Member(int(entry.name), int(fields[1])))
    return found
