"""The rule book: every code that an editor may meet, with what to do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .page import Page, escape, table


@dataclass(frozen=True, slots=True)
class Entry:
    """One code: given by a rule, or by the reading of files."""

    code: str
    severity: str
    title: str
    explanation: str
    remedy: str


def rule_book(entries: Sequence[Entry], families: Mapping[str, str]) -> Page:
    """Return ``reference/rules.md``; ``families`` maps the letter of a code to its heading."""
    lines = [
        "编辑提交的文字由下列规则检查。“错误”必须改正才能出书；“人工复核”列出来供人判断。"
        "规则的编号永久不变；确有理由时可以在 curriculum/waivers.yml 里豁免，写明理由和截止日期。",
    ]
    for family, title in families.items():
        members = [each for each in entries if each.code.startswith(family)]
        if not members:
            continue
        lines += ["", f"## {family} {title} {{#{family.lower()}}}", ""]
        lines.append(
            table(
                ("编号", "查什么", "怎么改"),
                (
                    (
                        f'<span id="{each.code.lower()}">{each.code}</span><br>{each.severity}',
                        f"<strong>{escape(each.title)}</strong>"
                        + (f"<br>{escape(each.explanation)}" if each.explanation else ""),
                        escape(each.remedy),
                    )
                    for each in members
                ),
                css="rule-book",
            )
        )
    return Page("reference/rules.md", "编写规则", "\n".join(lines))
