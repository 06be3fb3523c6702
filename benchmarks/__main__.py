"""``python -m benchmarks``: generate, run interleaved, report medians and ratios."""

from __future__ import annotations

import argparse
import dataclasses
import datetime
import json
import os
import platform
import tempfile
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from .contestants import GROUPS, Contestant, course, prepare
from .measure import CommandError, TimeLimitError, run
from .project import REPOSITORY, copy_program
from .report import COURSE, Row, report

PACKAGES = (
    "mkdocs",
    "mkdocs-material",
    "jieba",
    "pagefind",
    "typst",
    "mkdocs-to-pdf",
    "weasyprint",
)
MANY = 500
"""From this size on everything is run once."""
SLOW = 120
"""From this size on slow contestants are run once."""


def _arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="与同类工具比较速度")
    parser.add_argument("--sizes", default="30,120,500", help="讲数，用逗号分开")
    parser.add_argument("--repeat", type=int, default=3, help="每项测几次，取中位数")
    parser.add_argument("--only", default=",".join(GROUPS), help=f"只测：{'、'.join(GROUPS)}")
    parser.add_argument(
        "--out", type=Path, default=REPOSITORY / "benchmarks/out", help="报告文件夹"
    )
    parser.add_argument("--timeout", type=float, default=1200, help="一次运行的时限（秒）")
    parser.add_argument(
        "--source", type=Path, default=REPOSITORY, help="测哪一份 hooks/ 和 mkdocs.yml"
    )
    parsed = parser.parse_args(arguments)
    parsed.sizes = sorted({int(size) for size in parsed.sizes.split(",")})
    parsed.only = parsed.only.split(",")
    if unknown := set(parsed.only) - set(GROUPS):
        parser.error(f"没有“{'、'.join(sorted(unknown))}”，可用：{'、'.join(GROUPS)}")
    return parsed


def main(arguments: Sequence[str] | None = None) -> None:
    options = _arguments(arguments)
    options.out.mkdir(parents=True, exist_ok=True)
    circumstances = _circumstances()
    results: dict[int, list[Row]] = {}
    with tempfile.TemporaryDirectory(prefix="coursebook-benchmark-") as name:
        folder = Path(name)
        source = copy_program(options.source, folder / "source")
        for size in _sizes(options):
            print(f"生成 {size} 讲……", flush=True)
            contestants = []
            if size in options.sizes and options.only != ["load"]:
                contestants += prepare(size, options.only, source, folder / str(size))
            if size == COURSE and "load" in options.only:
                contestants.append(course(source, folder / "course"))
            results[size] = _measure(contestants, size, options.repeat, options.timeout)
            text = report(results, [*circumstances, _load("当前")])
            # Written after every size: a run that is cut short leaves what it has.
            (options.out / "report.md").write_text(text, encoding="utf-8")
            (options.out / "raw.json").write_text(_raw(results, circumstances), encoding="utf-8")
    print(f"\n{text}\n已写到 {options.out}")


def _sizes(options: argparse.Namespace) -> list[int]:
    """Return the sizes to run, with that of the whole course where its loading is measured."""
    asked = [] if options.only == ["load"] else options.sizes
    return sorted({*asked, COURSE} if "load" in options.only else asked)


def _measure(contestants: list[Contestant], size: int, repeat: int, timeout: float) -> list[Row]:
    """Run everything in turn, ``repeat`` rounds, each round beginning with another one."""
    rows = [Row(contestant, []) for contestant in contestants]
    rounds = 1 if size >= MANY else repeat
    for turn in range(rounds):
        for row in rows[turn % len(rows) :] + rows[: turn % len(rows)]:
            each = row.contestant
            if row.failure or (each.slow and size >= SLOW and row.costs):
                continue
            each.clear()
            print(f"  第 {turn + 1} 轮　{each.title}", end="　", flush=True)
            try:
                cost = run(each.command, each.folder, each.variables(), each.outputs, timeout)
            except (CommandError, TimeLimitError) as error:
                row.failure = str(error)
                print(row.failure, flush=True)
                continue
            row.costs.append(cost)
            print(
                f"墙钟 {cost.wall:.1f} 秒，CPU {cost.cpu:.1f} 秒，{cost.memory:.0f} MiB", flush=True
            )
    return rows


def _circumstances() -> list[str]:
    now = datetime.datetime.now().astimezone()
    versions = "，".join(f"{package} {version(package)}" for package in PACKAGES)
    return [
        f"时间：{now:%Y-%m-%d %H:%M}",
        f"机器：{platform.system()} {platform.machine()}，{os.cpu_count()} 核，"
        f"Python {platform.python_version()}",
        f"版本：{versions}",
        _load("开始时"),
        "看比值，不看秒数：同一轮里交替运行，机器忙时大家一起慢。",
    ]


def _load(when: str) -> str:
    return f"{when}机器负载：{os.getloadavg()[0]:.1f}（{os.cpu_count()} 核时 0 为空闲）"


def _raw(results: dict[int, list[Row]], circumstances: list[str]) -> str:
    data = {
        "circumstances": circumstances,
        "runs": [
            {
                "modules": size,
                "name": row.contestant.name,
                "group": row.contestant.group,
                "command": row.contestant.command,
                "failure": row.failure,
                "costs": [dataclasses.asdict(cost) for cost in row.costs],
            }
            for size, rows in results.items()
            for row in rows
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    main()
