"""Controlled lists that the program itself depends on, with the words readers see.

Tiers, topics and roles are data (``curriculum/*.yml``); what is here would need new code.
"""

from __future__ import annotations

import datetime
import re
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, StringConstraints


class Attention(StrEnum):
    """How far a module matters to a tier (toc: 核心 必修必考, 了解 必修选考, 选学 only on the site)."""

    CORE = "core"
    AWARE = "aware"
    OPTIONAL = "optional"

    @property
    def label(self) -> str:
        return {"core": "核心", "aware": "了解", "optional": "选学"}[self.value]


class Cognition(StrEnum):
    """Bloom levels as the blueprint uses them; the last covers 分析与评价."""

    REMEMBER = "remember"
    UNDERSTAND = "understand"
    APPLY = "apply"
    ANALYSE = "analyse"

    @property
    def label(self) -> str:
        return {"remember": "记忆", "understand": "理解", "apply": "应用", "analyse": "分析"}[
            self.value
        ]


class Trust(StrEnum):
    """How well a fact is known: seen in the source or twice; one secondary place; memory."""

    VERIFIED = "verified"
    SINGLE = "single"
    UNVERIFIED = "unverified"

    @property
    def label(self) -> str:
        return {"verified": "已核", "single": "单一来源", "unverified": "待核"}[self.value]


class InstrumentKind(StrEnum):
    LAW = "law"
    REGULATION = "regulation"
    RULE = "rule"
    LIST = "list"
    STANDARD = "standard"
    TREATY = "treaty"
    POLICY = "policy"
    NOTICE = "notice"
    JUDICIAL = "judicial"
    GUIDANCE = "guidance"
    LITERATURE = "literature"
    DRAFT = "draft"

    @property
    def label(self) -> str:
        return {
            "law": "法律",
            "regulation": "行政法规",
            "rule": "部门规章",
            "list": "名录、清单",
            "standard": "标准与技术规范",
            "treaty": "国际公约",
            "policy": "政策文件",
            "notice": "公告",
            "judicial": "司法解释",
            "guidance": "导则与指南",
            "literature": "资料与文献（不是法规）",
            "draft": "草案",
        }[self.value]


class Annex(StrEnum):
    """Annexes of the Stockholm Convention: A 消除, B 限制, C 无意产生."""

    A = "A"
    B = "B"
    C = "C"


Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
ModuleId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+/[a-z0-9-]+$")]
Text = Annotated[str, StringConstraints(min_length=1)]


def _plain(text: str) -> str:
    if bad := re.search(r"[<>\[\]{}`*_#|\\\n]", text):
        raise ValueError(
            f"“{text[:20]}”里有不能用在名称里的符号“{bad.group()}” —— 删去它，书名号用《》，括号用（）"
        )
    return text


Title = Annotated[str, StringConstraints(min_length=1), AfterValidator(_plain)]
"""A name that stands in menus, heads and page titles, where nothing is marked up: neither
HTML nor Markdown may be in it."""


def _known_day(text: str) -> str:
    match = re.fullmatch(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", text)
    try:
        if match is None:
            raise ValueError
        datetime.date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        raise ValueError(f"“{text}”不是有效日期 —— 写成 2026-08-15，只知道年月写 2026-08") from None
    return text


PartialDate = Annotated[str, AfterValidator(_known_day)]
"""A date as far as it is known: year, year and month, or day. Compares as text."""


def last_day(date: PartialDate) -> str:
    """Return the last day that a partial date can mean, to compare with full ones."""
    return date + {4: "-12-31", 7: "-31"}.get(len(date), "")
