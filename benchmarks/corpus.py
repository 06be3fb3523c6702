"""Generates the modules of a valid curriculum of any size.

The same size always gives the same files. Every module has what a real one has: tagged front
matter, four taught objectives, 3,800–4,500 Chinese characters with figure, tables, tier and
instructor boxes, case, example, checklist, footnotes, citations and references to other
modules, fourteen practice questions of nine types and two exam questions.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from .questions import EXAM, exam_questions, practice_questions
from .vocabulary import Writer

PARTS = {
    "law": "法律政策",
    "chemicals": "化学品环境风险管理",
    "conventions": "国际公约与履约",
    "pops": "识别与监测",
    "emerging": "新污染物治理",
    "metals": "重点行业减排",
    "waste": "废物处置",
    "sites": "污染场地",
    "enforcement": "现场执法",
    "exchange": "交流与案例",
}
"""Ten parts at every size, as books grow: the modules in each become more."""
TOPICS = 23
TIERS = ("province", "city", "county")
ATTENTION = (
    ("core", "core", "aware"),
    ("core", "aware", "optional"),
    ("aware", "core", "core"),
    ("core", "core", "core"),
)
SECTIONS = ("由来与危害", "排放与去向", "调查与监测", "管控与执法")
CHARACTERS = (3800, 4400)


@dataclass(frozen=True)
class GeneratedModule:
    """One module as its files say it."""

    number: int
    id: str
    title: str
    front: dict[str, Any]
    body: str
    practice: list[dict[str, Any]]
    exam: list[dict[str, Any]]
    figure: str

    @property
    def part(self) -> str:
        return self.id.partition("/")[0]

    @property
    def slug(self) -> str:
        return self.id.partition("/")[2]


def generate(count: int) -> list[GeneratedModule]:
    """Return ``count`` modules in the order of the book."""
    share = -(-count // len(PARTS))
    ids = [f"{part}/m{n:03d}" for n, part in enumerate(_spread(share, count), 1)]
    return fill({id: Writer(7000 + n).title() for n, id in enumerate(ids, 1)})


def fill(titles: Mapping[str, str], questions: int | None = None) -> list[GeneratedModule]:
    """Return a module for each id and title; with ``questions`` so many of them in all.

    Otherwise every module has fourteen practice questions and two exam questions.
    """
    ids = list(titles)
    shares = [None] * len(ids) if questions is None else _shares(questions, len(ids))
    return [
        _module(number, ids, title, share)
        for number, (title, share) in enumerate(zip(titles.values(), shares, strict=True), 1)
    ]


def _shares(whole: int, parts: int) -> list[int]:
    """Return ``parts`` numbers that differ by one at most and are ``whole`` together."""
    return [whole * (n + 1) // parts - whole * n // parts for n in range(parts)]


def _spread(share: int, count: int) -> list[str]:
    return [part for part in PARTS for _ in range(share)][:count]


def han(text: str) -> int:
    """Return the number of Chinese characters in ``text``."""
    return sum("\u4e00" <= sign <= "\u9fff" for sign in text)


def _module(number: int, ids: list[str], title: str, questions: int | None) -> GeneratedModule:
    writer = Writer(number)
    id = ids[number - 1]
    slug = id.partition("/")[2]
    objectives = [
        {"id": f"o{n}", "text": f"{writer.word('check')}{writer.word('object')}", "level": level}
        for n, level in enumerate(("remember", "understand", "apply", "analyse"), 1)
    ]
    attention = ATTENTION[number % len(ATTENTION)]
    front: dict[str, Any] = {
        "title": title,
        "tier": dict(zip(TIERS, attention, strict=True)),
        "topic": sorted({topic(number), topic(number * 7 + 3)}),
        "role": ["chemicals", "enforcement"],
        "hours": {"theory": 1 + number % 3 * 0.5, "practice": 0.5},
        "objectives": objectives,
        "sources": ["eec-2026", "gb-31574-2015"],
        "reviewed": {"on": "2026-11-22", "by": ["author", "checker"]},
    }
    blocks = list(_boxes(writer, number, ids, slug))
    wanted = writer.random.randint(*CHARACTERS)
    return GeneratedModule(
        number,
        id,
        title,
        front,
        _body(writer, blocks, wanted),
        practice_questions(writer, slug, questions and questions - EXAM),
        exam_questions(writer, slug),
        _drawing(writer),
    )


def topic(number: int) -> str:
    """Return the id of a topic; numbers beyond the last begin again."""
    index = number % TOPICS
    return f"T{index // 5 + 1}.{index % 5 + 1}"


# -- text of a module --------------------------------------------------------------------


def _body(writer: Writer, boxes: list[str], wanted: int) -> str:
    """Put the boxes into four sections and fill with paragraphs up to ``wanted`` characters."""
    fixed = sum(map(han, boxes)) + 60
    paragraphs = len(SECTIONS) * 3 + 1
    length = max(40, (wanted - fixed) // paragraphs)
    lines = [writer.paragraph(length)]
    share = -(-len(boxes) // len(SECTIONS))
    for number, section in enumerate(SECTIONS, 1):
        lines += ["", f"## {section} {{#o{number}}}"]
        own = boxes[(number - 1) * share : number * share]
        for position in range(3):
            if position == 2:
                lines += ["", f"### {writer.word('term')}与{writer.word('object')}"]
            lines += ["", _marked(writer, writer.paragraph(length), position)]
            lines += [line for box in own[position::3] for line in ("", box)]
    return "\n".join(lines).strip() + "\n"


def _marked(writer: Writer, text: str, position: int) -> str:
    """Add emphasis and a citation, as handbooks have them in most paragraphs."""
    head, _, rest = text.partition("，")
    marked = f"**{head}**，{rest}" if position == 1 and rest else text
    return f"{marked.removesuffix('。')}{_citation(writer)}。" if position != 2 else marked


def _citation(writer: Writer) -> str:
    draw = writer.random.random()
    if draw < 0.1:
        return f"[@solid-waste-law-2020 第{_numeral(writer.random.randint(20, 126))}条 | 历史]"
    if draw < 0.25:
        return "[@gb-31574-2015]"
    return f"[@eec-2026 第{_numeral(writer.random.randint(20, 999))}条]"


def _numeral(number: int) -> str:
    """Return 11–999 as statutes print it."""
    signs = "零一二三四五六七八九"
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    out = f"{signs[hundreds]}百" if hundreds else ""
    if tens:
        out += ("" if tens == 1 and not hundreds else signs[tens]) + "十"
    elif hundreds and ones:
        out += "零"
    return out + (signs[ones] if ones else "")


def _boxes(writer: Writer, number: int, ids: list[str], slug: str) -> Iterator[str]:
    """Yield the boxes, lists, notes and references of a module, in the order of the text."""
    other = ids[(number * 37) % len(ids)]
    near = ids[number % len(ids)]
    draw = writer.random
    yield f"/// figure | {writer.word('source')}的检查次序\nid: fig-flow\n" + (
        f"alt: 四个方框，依次是发现、核实、监测、处理\n\n![](../assets/{slug}/flow.svg)\n///"
    )
    yield f"如[#fig-flow]所示，{writer.sentence()}数值见[#tab-limit]，算例见[#ex-load]。"
    rows = [
        f"| {writer.word('medium')} | {draw.randint(1, 90) / 10:g} ng TEQ/m³ | "
        f"{writer.word('measure')} | {writer.word('action')}{_citation(writer)} |"
        for _ in range(6)
    ]
    head = "| 对象 | 数值 | 频次 | 要求 |\n| --- | ---: | --- | --- |"
    yield "\n".join(("/// table | 数值与频次", "id: tab-limit", "", head, *rows, "///"))
    yield "\n".join(f"{n}. {s}" for n, s in enumerate(writer.sentences(3), 1))
    yield (
        f"{writer.sentence().removesuffix('。')}[^{slug}-a]。"
        f"{writer.sentence().removesuffix('。')}[^{slug}-b]。\n\n"
        f"[^{slug}-a]: {writer.sentence()}\n\n[^{slug}-b]: {writer.sentence()}"
    )
    yield f"/// case | {writer.name()}的一次检查\nkind: simulated\n\n{writer.paragraph(90)}\n///"
    value = draw.randint(2, 60)
    yield (
        f"/// example | 核算{writer.word('substance')}的量\nid: ex-load\n\n"
        f"每小时{value}克，每年运行{draw.randint(3, 8)}000小时，{writer.sentence()}\n///"
    )
    yield (
        f"做法与[#{near}]相同，例题见[#{other}#ex-load]，表见[#{other}#tab-limit]。"
        if other != ids[number - 1]
        else f"做法与[#{near}]相同。"
    )
    yield f"{writer.word('term')}\n:   {writer.sentence()}\n\n{writer.word('medium')}\n:   " + (
        writer.sentence()
    )
    yield "\n".join(f"- {sentence}" for sentence in writer.sentences(3))
    yield f"/// misconception | 只看{writer.word('object')}\n{writer.paragraph(50)}\n///"
    checks = [
        f"| {writer.word('object')} | {writer.word('quality')} | {_citation(writer)} | "
        f"{writer.word('check')} | |"
        for _ in range(5)
    ]
    head = "| 检查项 | 检查要点 | 依据 | 检查方式 | 结果 |\n| --- | --- | --- | --- | --- |"
    yield "\n".join(("/// checklist | 现场核对", "id: chk-site", "", head, *checks, "///"))
    yield (
        "/// table | 分工\nid: tab-duty\n\n| 层级 | 任务 |\n| --- | --- |\n"
        + "\n".join(f"| {tier} | {writer.sentence()} |" for tier in ("省", "市", "县"))
        + "\n///\n\n分工见[#tab-duty]。"
    )
    for tiers in ("province city", "county"):
        yield f"/// tier | {tiers}\n{writer.paragraph(60)}\n///"
    yield f"/// exercise\n{writer.sentence()}\n///"
    summary = "\n".join(f"- {sentence}" for sentence in writer.sentences(3))
    yield f"/// summary\n{summary}\n///"
    yield f"/// instructor | 教学提示\n{writer.paragraph(60)}\n///"


def _drawing(writer: Writer) -> str:
    """Return an SVG with four labelled boxes and arrows."""
    parts = []
    for position, word in enumerate(writer.words("check", 4)):
        x = 4 + position * 150
        parts.append(
            f'<rect x="{x}" y="10" width="120" height="60" fill="none" stroke="#333"/>'
            f'<text x="{x + 60}" y="46" font-size="18" text-anchor="middle" '
            f'font-family="sans-serif">{word}</text>'
        )
        if position:
            parts.append(f'<path d="M{x - 30} 40h26" stroke="#333"/>')
    box = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 80" role="img">'
    return f"{box}{''.join(parts)}</svg>\n"
