"""Runs a command in a child process and says what it cost.

Wall time is the clock's. CPU is user plus system time of the whole process tree, from
``os.wait4``: the kernel adds up every descendant that was waited for, as all our tools do.
Peak memory is the largest sum of the resident sizes of the tree's processes, polled with
psutil every 50 ms; pages that processes share are counted in each, and a peak between two
polls is missed, so it is never put below the kernel's own peak of the largest single process
(``ru_maxrss``).
"""

from __future__ import annotations

import math
import os
import signal
import statistics
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil  # type: ignore[import-untyped,unused-ignore]

POLL_SECONDS = 0.05
MIB = 1024 * 1024


class CommandError(RuntimeError):
    """The measured command ended with an error; the message ends with its last lines."""


class TimeLimitError(RuntimeError):
    """The measured command was stopped at its time limit."""


@dataclass(frozen=True)
class Cost:
    """What one run took."""

    wall: float
    cpu: float
    memory: float
    """Peak of the process tree in MiB."""
    output: float
    """Size of what it wrote in MiB."""


def run(
    command: Sequence[str],
    folder: Path,
    environment: Mapping[str, str],
    outputs: Sequence[Path],
    timeout: float,
) -> Cost:
    """Run ``command`` in ``folder`` and measure it.

    Raises:
        CommandError: it ended with another status than 0.
        TimeLimitError: it took longer than ``timeout`` seconds; its process group is ended.
    """
    log = folder / ".benchmark.log"
    with log.open("wb") as stream:
        start = time.perf_counter()
        child = subprocess.Popen(
            command,
            cwd=folder,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        watch = _Watch(child.pid)
        watch.start()
        expired = threading.Event()
        timer = threading.Timer(timeout, _stop, (child.pid, expired))
        timer.start()
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.perf_counter() - start
        timer.cancel()
        child.returncode = os.waitstatus_to_exitcode(status)
        peak = max(watch.stop(), usage.ru_maxrss * 1024)
    if expired.is_set():
        raise TimeLimitError(f"超过 {timeout:.0f} 秒，已停止")
    if child.returncode != 0:
        last = log.read_text(encoding="utf-8", errors="replace").splitlines()[-15:]
        raise CommandError(f"{' '.join(command)}\n" + "\n".join(last))
    cpu = usage.ru_utime + usage.ru_stime
    return Cost(wall, cpu, peak / MIB, sum(map(size, outputs)) / MIB)


def _stop(group: int, expired: threading.Event) -> None:
    expired.set()
    os.killpg(group, signal.SIGKILL)


class _Watch(threading.Thread):
    """Polls the resident size of a process and its descendants."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.root = psutil.Process(pid)
        self.peak = 0
        self.done = threading.Event()

    def run(self) -> None:
        while not self.done.wait(POLL_SECONDS):
            self.peak = max(self.peak, self._resident())

    def stop(self) -> int:
        self.done.set()
        self.join()
        return self.peak

    def _resident(self) -> int:
        total = 0
        try:
            for process in (self.root, *self.root.children(recursive=True)):
                try:
                    total += process.memory_info().rss
                except psutil.Error:
                    continue
        except psutil.Error:
            return 0
        return total


def size(path: Path) -> int:
    """Return the bytes of a file, or of every file in a folder; 0 where nothing is."""
    if path.is_dir():
        return sum(each.stat().st_size for each in path.rglob("*") if each.is_file())
    return path.stat().st_size if path.is_file() else 0


def median(costs: Sequence[Cost]) -> Cost:
    """Return the median of each figure."""
    return Cost(
        *(
            statistics.median(getattr(cost, name) for cost in costs)
            for name in ("wall", "cpu", "memory", "output")
        )
    )


def growth(small: tuple[int, float], large: tuple[int, float]) -> float:
    """Return the exponent ``k`` of ``cost ∝ modules^k`` through two points."""
    (few, cheap), (many, dear) = small, large
    return math.log(dear / cheap) / math.log(many / few)
