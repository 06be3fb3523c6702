"""The grammar of a citation: ``<instrument> [locator] [| flags]``, the same in text and questions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

DIGITS = {"零": 0, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
UNITS = {"十": 10, "百": 100, "千": 1000}
_NUMERAL = "[零一二三四五六七八九十百千]+"
_CLAUSE = re.compile(
    f"(?:第(?P<article>{_NUMERAL})条(?:之(?P<inserted>{_NUMERAL}))?)?"
    f"(?:第(?P<paragraph>{_NUMERAL})款)?(?:第(?P<item>{_NUMERAL})项)?"
)
_JOINED = re.compile("([、和至])")
_ARTICLE = re.compile(f"第{_NUMERAL}条")
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


@dataclass(frozen=True, slots=True, order=True)
class Clause:
    """An article, or a paragraph (款) or item (项) of it; zero where none is named."""

    article: int
    inserted: int = 0
    """第一百四十二条之一 is 142 and 1."""
    paragraph: int = 0
    item: int = 0

    def __str__(self) -> str:
        parts = [f"第{chinese_numeral(self.article)}条"]
        parts += [f"之{chinese_numeral(self.inserted)}"] if self.inserted else []
        parts += [f"第{chinese_numeral(self.paragraph)}款"] if self.paragraph else []
        parts += [f"第{chinese_numeral(self.item)}项"] if self.item else []
        return "".join(parts)

    @property
    def whole(self) -> Clause:
        """The article itself."""
        return Clause(self.article, self.inserted)

    def within(self, other: Clause) -> bool:
        """Say whether this is ``other`` or a part of it.

        An item named without its paragraph stands in the first one.
        """
        if self.whole != other.whole:
            return False
        if other.item:
            return self.item == other.item and (self.paragraph or 1) == (other.paragraph or 1)
        own = self.paragraph or (1 if self.item else 0)
        return not other.paragraph or own == other.paragraph


@dataclass(frozen=True, slots=True)
class Span:
    """The clauses from ``first`` to ``last``; both the same where one is named."""

    first: Clause
    last: Clause

    def __contains__(self, clause: Clause) -> bool:
        return (
            clause.within(self.first)
            or clause.within(self.last)
            or self.first <= clause <= self.last
        )


@dataclass(frozen=True, slots=True)
class Citation:
    """A reference to an instrument, or to a place in it."""

    instrument: str
    locator: str = ""
    flags: frozenset[Flag] = frozenset()

    @property
    def spans(self) -> tuple[Span, ...]:
        """The clauses named in the locator; none where it is 表3, 附录A, 4.2.8 or empty."""
        return parse_locator(self.locator)

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
    if bad := re.search(r"[｜；;@\[\]|]", locator):
        raise CitationError(f"条款“{locator}”里有“{bad.group()}”，一个引用只写一处，标记前用英文 |")
    parse_locator(locator)
    return Citation(match["id"], locator, frozenset(flags))


@lru_cache(maxsize=65536)
def readable_citation(spec: str) -> Citation | None:
    """Read a citation, or return nothing where it breaks the grammar: a rule reports that."""
    try:
        return parse_citation(spec)
    except CitationError:
        return None


def parse_locator(locator: str) -> tuple[Span, ...]:
    """Read 第六条至第八条, 第一千一百七十五条第一款第一项、第三项; a part named alone
    belongs to what was named before it.

    Raises:
        CitationError: it begins as a locator of clauses and does not go on as one.
    """
    if re.search(r"第\s*\d+\s*[条款项]", locator):
        raise CitationError(f"条号“{locator}”应写汉字，如第六百四十四条")
    if not _ARTICLE.match(locator):
        return ()
    signs = _JOINED.split(locator)
    spans: list[Span] = []
    before: Clause | None = None
    for position in range(0, len(signs), 2):
        clause = _clause(signs[position], before, locator)
        before = clause
        if position and signs[position - 1] == "至":
            spans[-1] = _range(spans[-1], clause, locator)
        else:
            spans.append(Span(clause, clause))
    return tuple(spans)


def _clause(text: str, before: Clause | None, locator: str) -> Clause:
    match = _CLAUSE.fullmatch(text)
    if not match or not text:
        raise CitationError(
            f"条款“{locator}”写法不对，如第一千一百七十五条第一款第五项，几处之间用“、”，范围用“至”"
        )
    number = {name: _number(numeral) for name, numeral in match.groupdict().items()}
    if not number["article"] and before:
        number["article"], number["inserted"] = before.article, before.inserted
        number["paragraph"] = number["paragraph"] or before.paragraph
    return Clause(**number)


def _number(numeral: str | None) -> int:
    if numeral is None:
        return 0
    number = chinese_number(numeral)
    if len(numeral) > 8 or chinese_numeral(number % 10000) != numeral:
        raise CitationError(f"数字“{numeral}”写法不对，如第一千零五十七条")
    return number


def _range(begun: Span, last: Clause, locator: str) -> Span:
    depth = [(bool(c.paragraph), bool(c.item)) for c in (begun.first, last)]
    if begun.first != begun.last or depth[0] != depth[1]:
        raise CitationError(f"条款范围“{locator}”两头不是同一级，如第一款第一项至第三项")
    if begun.first >= last:
        raise CitationError(f"条款范围“{locator}”前大后小")
    return Span(begun.first, last)


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
