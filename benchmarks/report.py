"""The figures as tables and verdicts, in Chinese."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from .contestants import Contestant
from .measure import MIB, Cost, growth, median

HEAD = "| 对象 | 次数 | 墙钟（秒） | CPU（秒） | 内存峰值（MiB） | 输出（MiB） | 墙钟比 | CPU 比 |"
RULE = "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
SITE, BOOK, WHOLE, GROWTH = 0.8, 1.3, 0.35, 1.1
JUDGED_AT = 120
COURSE = 45
"""Modules of the whole course, for which loading has targets of its own."""
LOAD_SECONDS, LOAD_MEGABYTES = 3.0, 250.0
GROWTH_FROM, GROWTH_TO = 30, 500


@dataclass
class Row:
    """One contestant at one size with its runs, or the reason why there are none."""

    contestant: Contestant
    costs: list[Cost]
    failure: str = ""

    @property
    def median(self) -> Cost | None:
        return median(self.costs) if self.costs else None


Results = Mapping[int, Sequence[Row]]


def report(results: Results, circumstances: Sequence[str]) -> str:
    """Return the whole report as Markdown."""
    lines = ["# 测速报告", "", *(f"- {line}" for line in circumstances), ""]
    for size, rows in results.items():
        lines += [f"## {size} 讲", "", HEAD, RULE]
        lines += [_line(row, rows) for row in rows]
        lines.append("")
    lines += ["## 增长", ""]
    lines += list(_growths(results)) or ["只测了一种规模，算不出增长指数。"]
    lines += ["", "## 指标", "", *(f"- {verdict}" for verdict in verdicts(results)), ""]
    return "\n".join(lines)


def _line(row: Row, rows: Sequence[Row]) -> str:
    cost = row.median
    if cost is None:
        reason = row.failure.splitlines()[0] if row.failure else "没有测"
        return f"| {row.contestant.title} | 0 | {reason} | — | — | — | — | — |"
    reference = _find(rows, row.contestant.reference)
    ratios = [
        f"{getattr(cost, name) / getattr(reference, name):.2f}" if reference else "—"
        for name in ("wall", "cpu")
    ]
    figures = (f"{cost.wall:.1f}", f"{cost.cpu:.1f}", f"{cost.memory:.0f}", f"{cost.output:.1f}")
    return f"| {row.contestant.title} | {len(row.costs)} | {' | '.join((*figures, *ratios))} |"


def _find(rows: Sequence[Row], name: str) -> Cost | None:
    return next((row.median for row in rows if row.contestant.name == name), None)


def _growths(results: Results) -> Iterator[str]:
    """Yield a table of exponents between the smallest and the largest size of each contestant."""
    sizes: dict[str, list[tuple[int, Cost]]] = {}
    titles: dict[str, str] = {}
    for size, rows in sorted(results.items()):
        for row in rows:
            titles[row.contestant.name] = row.contestant.title
            if (cost := row.median) is not None:
                sizes.setdefault(row.contestant.name, []).append((size, cost))
    if all(len(found) < 2 for found in sizes.values()):
        return
    yield "CPU 与讲数的 k 次方成正比，k 由最小和最大两种规模算出；1 是成比例，2 是平方。"
    yield ""
    yield "| 对象 | 规模 | CPU 指数 | 墙钟指数 | 内存指数 |"
    yield "| --- | --- | ---: | ---: | ---: |"
    for name, found in sizes.items():
        if len(found) < 2:
            continue
        (few, small), (many, large) = found[0], found[-1]
        exponents = (
            growth((few, getattr(small, figure)), (many, getattr(large, figure)))
            for figure in ("cpu", "wall", "memory")
        )
        yield (
            f"| {titles[name]} | {few}→{many} | " + " | ".join(f"{k:.2f}" for k in exponents) + " |"
        )


def verdicts(results: Results) -> Iterator[str]:
    """Yield each target with the measured ratio and whether it is met."""
    rows = results.get(JUDGED_AT, ())
    site = _ratio(rows, "site", "material-search", "cpu")
    yield _verdict(f"网站（含检索）CPU ≤ {SITE} × Material 加中文检索，{JUDGED_AT} 讲", site, SITE)
    wall, cpu = (_ratio(rows, "book", "typst", figure) for figure in ("wall", "cpu"))
    worse = max(wall, cpu) if wall is not None and cpu is not None else None
    note = f"（墙钟 {wall:.2f}，CPU {cpu:.2f}，取大的）" if worse is not None else ""
    yield _verdict(f"排一本书 ≤ {BOOK} × 只用 Typst，{JUDGED_AT} 讲", worse, BOOK) + note
    whole = _ratio(rows, "whole", "material-pdf", "wall")
    yield _verdict(
        f"全部构建墙钟 ≤ {WHOLE} × Material 加 mkdocs-to-pdf，{JUDGED_AT} 讲", whole, WHOLE
    )
    small = _find(results.get(GROWTH_FROM, ()), "site")
    large = _find(results.get(GROWTH_TO, ()), "site")
    exponent = growth((GROWTH_FROM, small.cpu), (GROWTH_TO, large.cpu)) if small and large else None
    yield _verdict(f"网站 CPU 增长指数 {GROWTH_FROM}→{GROWTH_TO} 讲 ≤ {GROWTH}", exponent, GROWTH)
    load = _find(results.get(COURSE, ()), "load")
    what = "读入并检查全部登记、45 讲、2000 题"
    yield _verdict(f"{what}，墙钟 ≤ {LOAD_SECONDS:g} 秒", load and load.wall, LOAD_SECONDS)
    memory = load and load.memory * MIB / 1e6
    yield _verdict(f"{what}，内存峰值 ≤ {LOAD_MEGABYTES:g} MB", memory, LOAD_MEGABYTES)


def _ratio(rows: Sequence[Row], name: str, reference: str, figure: str) -> float | None:
    own, other = _find(rows, name), _find(rows, reference)
    return getattr(own, figure) / getattr(other, figure) if own and other else None


def _verdict(target: str, measured: float | None, limit: float) -> str:
    if measured is None:
        return f"未测　{target}"
    return f"{'达到' if measured <= limit else '未达到'}　{target}：实测 {measured:.2f}"
