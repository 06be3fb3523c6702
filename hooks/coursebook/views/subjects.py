"""What an editor can ask the impact of, and the names under which texts know it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from ..model.curriculum import Curriculum
from ..model.measurement import Limit, Method
from ..model.messages import did_you_mean
from ..model.record import Record
from ..model.substance import Substance
from .locators import ARTICLES, spans, touches

Kind = Literal["instrument", "substance", "method", "limit", "term"]
KINDS: dict[Kind, str] = {
    "instrument": "法规文件",
    "substance": "物质",
    "method": "方法",
    "limit": "限值",
    "term": "术语",
}
_PARENTHESIS = re.compile(r"（[^（）]*）|\([^()]*\)")


class UnknownSubjectError(LookupError):
    """Nothing in the registers has this id or name; the message is Chinese."""


@dataclass(frozen=True)
class Subject:
    """A register entry, narrowed to a place in it where it is an instrument."""

    kind: Kind
    id: str
    title: str
    record: Record
    names: tuple[str, ...]
    """Words that mean it in running text."""
    rivals: tuple[str, ...] = ()
    """Longer names of others that hold one of its own: 五氯苯酚 is no mention of 五氯苯."""
    at: str = ""
    derived: bool = False
    """Whether it was not asked for itself: the standard in which a method or limit stands."""

    @property
    def label(self) -> str:
        return f"{KINDS[self.kind]}“{self.title}”（{self.id}）" + self.at

    @cached_property
    def pattern(self) -> re.Pattern[str] | None:
        """What finds a mention; the group ``name`` is empty where a rival stands.

        A short name counts only where no letter or digit touches it: DP is not in DPs' ADP.
        """
        if not self.names:
            return None
        own = "|".join(_bounded(name) for name in _longest(self.names))
        if self.at:
            own = f"(?:{own})[》”）)]*的?(?P<at>{ARTICLES.pattern})"
        others = "|".join(_bounded(name) for name in _longest(self.rivals))
        return re.compile((f"(?:{others})|" if others else "") + f"(?P<name>{own})")

    def mention(self, text: str) -> re.Match[str] | None:
        """Return the first mention in ``text``, of the place asked for where one is."""
        if self.pattern is None:
            return None
        for match in self.pattern.finditer(text):
            if match["name"] and (not self.at or touches(self.at, match["at"])):
                return match
        return None


def _longest(names: Iterable[str]) -> list[str]:
    return sorted(names, key=lambda name: (-len(name), name))


def _bounded(name: str) -> str:
    escaped = re.escape(name)
    before = r"(?<![A-Za-z0-9])" if name[0].isascii() and name[0].isalnum() else ""
    after = r"(?![A-Za-z0-9])" if name[-1].isascii() and name[-1].isalnum() else ""
    # The plural of an abbreviation is written with s or without.
    plural = "s?" if name[-1].isupper() and name.isascii() else ""
    return f"{before}{escaped}{plural}{after}"


def find_subjects(curriculum: Curriculum, words: str) -> tuple[Subject, ...]:
    """Return what ``words`` names: an id or a name, for an instrument with a place behind it.

    An id that several registers use (a substance and the term for it) gives several.

    Raises:
        UnknownSubjectError: nothing has the id or name; or a place behind something without.
    """
    id, _, at = words.strip().partition(" ")
    at = re.sub(r"\s+", "", at)
    found = [each for each in _all(curriculum) if each[1] == id]
    if not found:
        # Names may have blanks in them; a place never has.
        whole = words.strip()
        found = [each for each in _all(curriculum) if whole in (each[2], *each[4])]
        if found:
            at = ""
        else:
            found = [each for each in _all(curriculum) if id in (each[2], *each[4])]
    if not found:
        known = {name for each in _all(curriculum) for name in (each[1], *each[4])}
        raise UnknownSubjectError(
            f"没有登记“{words.strip()}”{did_you_mean(id, known)}；"
            "可用法规文件、物质、方法、限值、术语的编号或名称"
        )
    if at:
        found = [each for each in found if each[0] == "instrument"]
        if not found:
            raise UnknownSubjectError(f"“{id}”不是法规文件，后面不能写条款“{at}”")
        if "第" in at and "条" in at and not spans(at):
            raise UnknownSubjectError(f"条款“{at}”没有看懂，写成第六百四十九条、表3、附件A")
    subjects = [_subject(curriculum, each, at) for each in found]
    for each in tuple(subjects):
        if isinstance(each.record, Method | Limit):
            # Who cites the standard rests on the method and the limit in it.
            place = each.record.at if isinstance(each.record, Limit) else ""
            subjects += [
                _subject(curriculum, entry, place, derived=True)
                for entry in _all(curriculum)
                if entry[:2] == ("instrument", each.record.instrument)
            ]
    return tuple(subjects)


def _subject(curriculum: Curriculum, entry: Entry, at: str, *, derived: bool = False) -> Subject:
    kind, id, title, record, names = entry
    rivals = _rivals(curriculum, kind, names)
    return Subject(kind, id, title, record, names, rivals, at, derived)


Entry = tuple[Kind, str, str, Record, tuple[str, ...]]


def _all(curriculum: Curriculum) -> Iterator[Entry]:
    for law in curriculum.instruments:
        short = law.short.strip("《》")
        names = {short, law.title.strip("《》"), law.abbreviation or short, law.number or short}
        yield "instrument", law.id, law.short, law, _usable(names)
    for substance in curriculum.substances:
        yield "substance", substance.id, substance.name, substance, _usable(_names(substance))
    for method in curriculum.methods:
        yield "method", method.id, f"{method.measures} {method.technique}", method, ()
    for limit in curriculum.limits:
        values = _usable({f"{limit.value} {limit.unit}", f"{limit.value}{limit.unit}"})
        title = f"{limit.pollutant} {limit.value} {limit.unit}"
        yield "limit", limit.id, title, limit, values
    for term in curriculum.terms:
        words = {term.term, term.abbreviation or term.term}
        yield "term", term.id, term.term, term, _usable(words)


def _names(substance: Substance) -> Iterator[str]:
    """Yield what a text may call a substance: names, abbreviations, those of members, CAS."""
    plain = _PARENTHESIS.sub("", substance.name)
    yield from (substance.name, plain, substance.english, *substance.numbers)
    yield from re.split("[和及、]", plain.partition("及其")[0])
    for text in (substance.abbreviation or "", *_PARENTHESIS.findall(substance.name)):
        # decaBDE（BDE-209） has two abbreviations; 十氯酮（开蓬） a second name.
        yield from re.split("[（）()、，]", text)
    for member in substance.members:
        yield _PARENTHESIS.sub("", member.name)


def _usable(names: Iterable[str]) -> tuple[str, ...]:
    """Return the names that can be looked for: of two signs at least, or one that is Chinese."""
    return tuple(sorted({n for name in names if len(n := name.strip()) > 1 or not n.isascii()}))


def _rivals(curriculum: Curriculum, kind: Kind, names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the longer names of other entries of the same kind that hold one of ``names``."""
    if kind not in ("substance", "instrument", "term"):
        return ()
    return tuple(
        sorted(
            {
                other
                for each in _all(curriculum)
                if each[0] == kind
                for other in each[4]
                if other not in names and any(name in other for name in names)
            }
        )
    )
