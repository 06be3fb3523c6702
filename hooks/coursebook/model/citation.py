"""The grammar of a citation: ``<instrument> [locator] [| flags]``, the same in text and questions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

DIGITS = {"零": 0, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
UNITS = {"十": 10, "百": 100, "千": 1000}
ARTICLE = re.compile("第([零一二三四五六七八九十百千]+)条")
_SPEC = re.compile(
    r"(?P<id>[a-z0-9]+(?:-[a-z0-9]+)*)(?:\s+(?P<locator>[^|]*?))?\s*(?:\|(?P<flags>.*))?"
)


class Flag(StrEnum):
    """What an editor may say of a citation after the bar."""

    HISTORICAL = "历史"
    IN_TEXT = "文"
    DRAFT = "草案"


class CitationError(ValueError):
    """A citation that does not follow the grammar; the message is Chinese."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A reference to an instrument, or to a place in it."""

    instrument: str
    locator: str = ""
    flags: frozenset[Flag] = frozenset()

    @property
    def articles(self) -> tuple[int, ...]:
        """Article numbers named in the locator: ``第六条至第八条`` gives 6 and 8."""
        return tuple(chinese_number(m.group(1)) for m in ARTICLE.finditer(self.locator))

    @property
    def historical(self) -> bool:
        return Flag.HISTORICAL in self.flags


@lru_cache(maxsize=65536)
def parse_citation(spec: str) -> Citation:
    """Read ``eec-2026 第六百四十四条 | 文``.

    Raises:
        CitationError: with a Chinese message that shows the right form.
    """
    match = _SPEC.fullmatch(spec.strip())
    if not match:
        raise CitationError(
            f"引用“{spec}”写法不对，应为“文件编号 条款”，如 eec-2026 第六百四十四条"
        )
    flags = set()
    for word in (match["flags"] or "").split():
        try:
            flags.add(Flag(word))
        except ValueError:
            raise CitationError(
                f"引用的标记“{word}”不认识，可用：{'、'.join(Flag)}，中间空一格"
            ) from None
    locator = (match["locator"] or "").strip()
    if re.search(r"第\s*\d+\s*条", locator):
        raise CitationError(f"条号“{locator}”应写汉字，如第六百四十四条")
    if bad := re.search(r"[｜；;@\[\]|]", locator):
        raise CitationError(f"条款“{locator}”里有“{bad.group()}”，一个引用只写一处，标记前用英文 |")
    for numeral in ARTICLE.findall(locator):
        if len(numeral) > 8 or chinese_numeral(chinese_number(numeral) % 10000) != numeral:
            raise CitationError(f"条号“第{numeral}条”写法不对，如第一千零五十七条")
    return Citation(match["id"], locator, frozenset(flags))


def chinese_number(text: str) -> int:
    """Return the value of a Chinese numeral as article numbers use them (一 … 九千九百九十九)."""
    total, digit = 0, 0
    for sign in text:
        if sign in DIGITS:
            digit = DIGITS[sign]
        else:
            total += (digit or 1) * UNITS[sign]
            digit = 0
    return total + digit


def chinese_numeral(number: int) -> str:
    """Return the numeral of ``number`` (1–9999) as statutes print it: 10 十, 110 一百一十."""
    signs = "零一二三四五六七八九"
    out, pending_zero = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            out += ("零" if pending_zero else "") + signs[digit] + name
            pending_zero = False
        elif out:
            pending_zero = True
    return out.removeprefix("一") if out.startswith("一十") else out
