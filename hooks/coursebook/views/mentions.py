"""Where substances are named: in which modules, and in how many practice questions."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick, MatchKind

from ..model.curriculum import Curriculum
from ..model.question import Scope
from ..model.substance import Substance


@dataclass(frozen=True, slots=True)
class Mentions:
    """By substance: the modules that name it, in order, and the practice questions that do."""

    modules: Mapping[str, tuple[str, ...]]
    questions: Mapping[str, int]


def mentions(curriculum: Curriculum) -> Mentions:
    """Look for every substance in every module and every published practice question."""
    finder = NameFinder(curriculum.substances)
    modules: dict[str, list[str]] = defaultdict(list)
    for module in curriculum.modules:
        for id in finder.found_in(module.body.text):
            modules[id].append(module.id)
    questions: Counter[str] = Counter()
    for question in curriculum.questions(Scope.PRACTICE):
        if question.published:
            questions.update(finder.found_in("\n".join(question.texts)))
    return Mentions({id: tuple(found) for id, found in modules.items()}, questions)


class NameFinder:
    """Finds substances by name, other name, abbreviation or CAS number.

    Of names that begin at one place the longest counts, so 五氯苯酚 does not count as
    五氯苯, nor HCBD as HCB.
    """

    def __init__(self, substances: tuple[Substance, ...]) -> None:
        meant: dict[str, dict[str, None]] = defaultdict(dict)
        for substance in substances:
            for name in names_of(substance):
                meant[name][substance.id] = None
        self._names = list(meant)
        self._meant = [tuple(meant[name]) for name in self._names]
        self._automaton = AhoCorasick(self._names, matchkind=MatchKind.LeftmostLongest)

    def found_in(self, text: str) -> set[str]:
        """Return the ids of the substances that ``text`` names."""
        return {
            id
            for number, start, end in self._automaton.find_matches_as_indexes(text)
            if _stands_alone(self._names[number], text[start - 1 : start], text[end : end + 2])
            for id in self._meant[number]
        }


_BRACKET = re.compile(r"(?P<name>.*)（(?P<other>[^（）]*)）")
_JOINT = re.compile(r"[、和]|及其?")
_GENERIC = re.compile(
    r"盐类|酯类|[顺反]式异构体|相关(化合物|异构体)|.*(混合物|组分)|C\d.*|.*含量.*|.*代|二苯并呋喃"
)
_SUFFIX = re.compile(r"(类物质|原药|化合物)$")
_WORD = "0-9A-Za-z"
_IN_COMPOUNDS = "一二三四五六七八九十多对邻间氯溴氟硝基聚甲乙丙丁苯酚胺酸醇醛酮酯醚磺硫氧并环代"


def names_of(substance: Substance) -> Iterator[str]:
    """Yield what a text may call a substance; parts of its name that name nothing are left out."""
    for name in (substance.name, *substance.aliases):
        bracket = _BRACKET.fullmatch(name)
        for part in bracket.groups() if bracket else (name,):
            # 镉及镉化合物 is one name; 全氟辛基磺酸及其盐类和全氟辛基磺酰氟 are two.
            for piece in _JOINT.split(part):
                if _GENERIC.fullmatch(piece):
                    continue
                short = _SUFFIX.sub("", piece)
                yield from (each for each in {piece: None, short: None} if len(each) > 1)
    for part in re.split(r"[、（）]", substance.abbreviation or ""):
        if len(part) > 1 and not _GENERIC.fullmatch(part):
            yield part.removesuffix("s")
    yield from substance.numbers


def _stands_alone(name: str, before: str, after: str) -> bool:
    """Say whether a name found in a text is a word there, not a piece of a longer one."""
    if re.match(f"[{_WORD}]", name) and re.match(f"[{_WORD}-]", before):
        return False
    if re.match(f"[{_WORD}]", name[-1:]) and re.match(f"(?!s(?![{_WORD}]))[{_WORD}]", after):
        return False
    # 甲苯 is not in 二甲苯 or 甲苯胺; longer names are safe, the longest having been taken.
    return len(name) > 2 or not re.search(f"[{_IN_COMPOUNDS}]", before + after[:1])
