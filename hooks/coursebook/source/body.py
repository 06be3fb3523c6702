"""A module's Markdown → the constructs in it that must be checked, with their places.

This is a scanner, not a Markdown parser: it finds our own constructs (boxes, citations,
cross-references, trust marks), headings, images, links and raw HTML line by line, so that
rules can judge a text quickly and point at the exact column. Rendering is the business of
``markup``, which reads the same constructs; both share the patterns below.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from .place import Place
from .problem import Problem

FENCE = re.compile(r"(?P<fence>`{3,}|~{3,})[ ]*(?P<info>.*?)[ ]*")
_INFO = re.compile(r"[\w#.+-]*")
BOX = re.compile(r"(/{3,})[ \t]*(?P<name>[^\s|/]+)?[ \t]*(?:\|[ \t]*(?P<argument>.*?))?[ \t]*")
INDENTED_BOX = re.compile(r"[ \t>]*(?:(?:[-*+]|\d+\.)[ \t]+)?[ \t>]*/{3,}")
OPTION = re.compile(r"[ ]{0,4}(?P<key>[a-z_]+):(?:[ \t]+(?P<value>.*\S))?[ \t]*")
CITATION = re.compile(r"\[@(?P<spec>[^\[\]\n]*)\]")
REFERENCE = re.compile(r"\[#(?P<target>[^\[\]|\n]*)(?:\|(?P<fallback>[^\[\]\n]*))?\](?!\()")
TRUST = re.compile(r"\[\?(?P<note>[^\[\]\n]*)\]")
HEADING = re.compile(r"(#{1,6})[ \t]+(?P<text>.*?)[ \t]*(?:\{#(?P<anchor>[^}\s]+)\})?[ \t]*#*")
HEADING_END = re.compile(r"[ \t]*\{#[^}\s]+\}[ \t]*#*$")
LINK = re.compile(r"(?P<image>!?)\[(?P<text>[^\[\]\n]*)\]\((?P<target>[^)\s]*)(?:\s+\"[^\"]*\")?\)")
HTML_TAG = re.compile(r"</?(?P<tag>[A-Za-z][A-Za-z0-9:-]*)(?=[\s/>])[^<>\n]*>?")
AUTOLINK = re.compile(r"<(?P<target>[A-Za-z][A-Za-z0-9+.-]*:[^>\s]*)>")
CODE_SPAN = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)")
ATTRIBUTES = re.compile(r"\{:?[ ]*[#.][^}\n]*\}|\{:[^}\n]*\}|\{[ ]*[\w-]+=[^}\n]*\}")

ALLOWED_HTML = frozenset({"br"})

BOXES: dict[str, frozenset[str]] = {
    "tier": frozenset(),
    "instructor": frozenset(),
    "case": frozenset({"kind", "source", "id"}),
    "example": frozenset({"id"}),
    "misconception": frozenset(),
    "checklist": frozenset({"id"}),
    "form": frozenset({"id"}),
    "exercise": frozenset({"id"}),
    "summary": frozenset(),
    "note": frozenset(),
    "warning": frozenset(),
    "figure": frozenset({"id", "alt"}),
    "table": frozenset({"id"}),
    "data-table": frozenset({"id", "from", "where", "columns"}),
    "self-test": frozenset(),
}
"""Every box an editor may write, and the options it takes."""


@dataclass(frozen=True, slots=True)
class Heading:
    level: int
    text: str
    anchor: str | None
    place: Place


@dataclass(frozen=True, slots=True)
class Inline:
    """A bracketed construct: ``text`` is what stands inside, ``extra`` its fallback."""

    text: str
    extra: str | None
    place: Place
    box: str | None
    """Name of the innermost box around it, if any."""


@dataclass(frozen=True, slots=True)
class Link:
    target: str
    text: str
    image: bool
    place: Place


@dataclass(frozen=True, slots=True)
class Box:
    name: str
    argument: str
    options: dict[str, str]
    place: Place
    inside: tuple[str, ...]
    """Names of the boxes around it, outermost first."""
    lines: tuple[int, int]
    """First and last line of its content, counted in the file."""


@dataclass(frozen=True, slots=True)
class Body:
    """What the scanner found in a module's text."""

    text: str
    first_line: int
    headings: tuple[Heading, ...] = ()
    citations: tuple[Inline, ...] = ()
    references: tuple[Inline, ...] = ()
    trust_marks: tuple[Inline, ...] = ()
    links: tuple[Link, ...] = ()
    boxes: tuple[Box, ...] = ()
    prose: tuple[tuple[int, str], ...] = ()
    """Line number and text of each line outside code, comments masked with spaces."""
    problems: tuple[Problem, ...] = field(default=(), compare=False)


def scan(text: str, path: str, first_line: int = 1) -> Body:
    """Find the constructs of a module's body. Mistakes in their form become ``problems``.

    Codes: F030 unknown box, F031 box not closed, F032 stray box end, F033 raw HTML,
    F034 unknown option, F035 construct not closed, F036 attribute list outside a heading, F037
    fence not closed.
    """
    return _Scanner(path, text, first_line).run()


def without_comments(text: str) -> str:
    """Return ``text`` with every closed ``<!-- … -->`` outside code blanked; columns stay."""
    if "<!--" not in text:
        return text
    lines = text.split("\n")
    inside, _ = fenced(lines)
    # Where code is, the mask has blanks, so that no comment begins or ends in it.
    mask = "\n".join(
        " " * len(line)
        if position in inside
        else CODE_SPAN.sub(lambda m: " " * len(m.group()), line)
        for position, line in enumerate(lines)
    )
    parts, end = [], 0
    while (start := mask.find("<!--", end)) >= 0:
        close = mask.find("-->", start)
        if close < 0:
            break
        parts += [text[end:start], re.sub(r"[^\n]", " ", text[start : close + 3])]
        end = close + 3
    return "".join([*parts, text[end:]])


def fenced(lines: Sequence[str]) -> tuple[frozenset[int], tuple[int, ...]]:
    """Return the positions of lines in fenced code, and of fences that never close.

    The same reading as Python-Markdown's ``fenced_code``: a fence stands at the margin, has a
    single word after it at most, and closes with exactly the same signs.
    """
    inside: set[int] = set()
    unclosed: list[int] = []
    closing: dict[str, list[int]] = {}
    for position, line in enumerate(lines):
        if (bare := line.rstrip(" ")) and not bare.strip(bare[0]) and bare[0] in "`~":
            closing.setdefault(bare, []).append(position)
    position = 0
    while position < len(lines):
        match = FENCE.fullmatch(lines[position]) if lines[position][:1] in ("`", "~") else None
        if match is None:
            position += 1
            continue
        if match["fence"][0] == "`" and "`" in match["info"]:
            position += 1  # a code span that begins the line
            continue
        ends = closing.get(match["fence"], ())
        place = bisect.bisect_right(ends, position)
        if place == len(ends) or not _INFO.fullmatch(match["info"]):
            unclosed.append(position)
            position += 1
            continue
        inside.update(range(position, ends[place] + 1))
        position = ends[place] + 1
    return frozenset(inside), tuple(unclosed)


def prose_lines(text: str, first_line: int = 1) -> Iterator[tuple[int, str]]:
    """Yield the lines of ``text`` outside fenced code, with code spans and comments blanked.

    Blanking keeps every column where it was.
    """
    lines = without_comments(text).split("\n")
    inside, _ = fenced(lines)
    for position, line in enumerate(lines):
        if position not in inside:
            yield position + first_line, CODE_SPAN.sub(lambda m: " " * len(m.group()), line)


class _Scanner:
    def __init__(self, path: str, text: str, first_line: int) -> None:
        self.path = path
        self.text = text
        self.first_line = first_line
        self.problems: list[Problem] = []
        self.open: list[tuple[str, str, str, dict[str, str], Place]] = []
        self.boxes: list[Box] = []
        self.headings: list[Heading] = []
        self.citations: list[Inline] = []
        self.references: list[Inline] = []
        self.trust: list[Inline] = []
        self.links: list[Link] = []
        self.options_may_follow = False

    def run(self) -> Body:
        lines = list(prose_lines(self.text, self.first_line))
        for number, line in lines:
            if line.startswith("///") and (box := BOX.fullmatch(line)):
                self.box(box, number)
            elif INDENTED_BOX.match(line):
                self.fail(
                    self.at(number),
                    "F038",
                    "方框没有顶格写",
                    "斜线从行首写起，不放在列表、引文里，前面不留空格",
                )
            elif self.options_may_follow and line.strip() and (option := OPTION.fullmatch(line)):
                self.option(option, number)
            else:
                self.options_may_follow = False
                self.prose(line, number)
        for position in fenced(without_comments(self.text).split("\n"))[1]:
            self.fail(
                self.at(position + self.first_line),
                "F037",
                "代码块没有结束，或开头写法不对",
                "开头写 ``` 和至多一个词，末尾单独写一行同样的 ```",
            )
        for _, name, _, _, place in self.open:
            self.fail(place, "F031", f"方框“{name}”没有结束", "在方框末尾单独写一行同样多的斜线")
        return Body(
            self.text,
            self.first_line,
            tuple(self.headings),
            tuple(self.citations),
            tuple(self.references),
            tuple(self.trust),
            tuple(self.links),
            tuple(sorted(self.boxes, key=lambda b: b.place)),
            tuple(lines),
            tuple(self.problems),
        )

    def fail(self, place: Place, code: str, message: str, remedy: str) -> None:
        self.problems.append(Problem(place, code, message, remedy))

    def at(self, line: int, column: int = 0) -> Place:
        return Place(self.path, line, column + 1)

    def box(self, match: re.Match[str], number: int) -> None:
        slashes, name = match.group(1), match.group("name")
        place = self.at(number)
        self.options_may_follow = False
        if name is None:
            self.close(slashes, place)
            return
        if name not in BOXES:
            self.fail(place, "F030", f"不认识方框“{name}”", f"可用的方框：{'、'.join(BOXES)}")
        argument = (match.group("argument") or "").strip()
        self.open.append((slashes, name, argument, {}, place))
        self.options_may_follow = True
        self.inline(match.group("argument") or "", number, match.start("argument"))

    def close(self, slashes: str, place: Place) -> None:
        if not self.open or self.open[-1][0] != slashes:
            inner = self.open[-1] if self.open else None
            remedy = (
                f"方框“{inner[1]}”用 {len(inner[0])} 条斜线开头，也要用 {len(inner[0])} 条结束"
                if inner
                else "删去这一行，或补上方框的开头"
            )
            self.fail(place, "F032", "方框的结束没有对应的开头", remedy)
            return
        _, name, argument, options, start = self.open.pop()
        self.boxes.append(
            Box(
                name,
                argument,
                options,
                start,
                tuple(entry[1] for entry in self.open),
                (start.line + 1, place.line - 1),
            )
        )

    def option(self, match: re.Match[str], number: int) -> None:
        _, name, _, options, _ = self.open[-1]
        key, value = match.group("key"), match.group("value") or ""
        known = BOXES.get(name, frozenset())
        if key not in known:
            place = self.at(number, match.start("key"))
            allowed = "、".join(sorted(known)) or "（没有）"
            self.fail(
                place,
                "F034",
                f"方框“{name}”没有选项“{key}”",
                f"可用的选项：{allowed}；正文前空一行",
            )
        options[key] = value

    def prose(self, line: str, number: int) -> None:
        if heading := HEADING.fullmatch(line):
            self.headings.append(
                Heading(len(heading.group(1)), heading["text"], heading["anchor"], self.at(number))
            )
        elif stray := ATTRIBUTES.search(line):
            self.fail(
                self.at(number, stray.start()),
                "F036",
                f"属性 {stray.group()} 只能写在标题行末",
                "删去它；图、表用方框的 id 选项",
            )
        self.inline(line, number)

    def inline(self, line: str, number: int, shift: int = 0) -> None:
        box = self.open[-1][1] if self.open else None
        for pattern, found in (
            (CITATION, self.citations),
            (REFERENCE, self.references),
            (TRUST, self.trust),
        ):
            for match in pattern.finditer(line):
                groups = match.groupdict()
                text = next(iter(groups.values())) or ""
                found.append(
                    Inline(
                        text.strip(),
                        (groups.get("fallback") or "").strip() or None,
                        self.at(number, shift + match.start()),
                        box,
                    )
                )
        for match in LINK.finditer(line):
            self.links.append(
                Link(
                    match["target"],
                    match["text"],
                    bool(match["image"]),
                    self.at(number, shift + match.start()),
                )
            )
        for match in AUTOLINK.finditer(line):
            self.links.append(
                Link(
                    match["target"], match["target"], False, self.at(number, shift + match.start())
                )
            )
        plain = AUTOLINK.sub(lambda m: " " * len(m.group()), line)
        for match in HTML_TAG.finditer(plain):
            if match["tag"].lower() not in ALLOWED_HTML or match.group().lower() not in (
                "<br>",
                "<br/>",
                "<br />",
            ):
                self.fail(
                    self.at(number, shift + match.start()),
                    "F033",
                    f"正文里有网页代码 {match.group()[:30]}",
                    "改用 Markdown；要写小于号，用 &lt; 或全角＜",
                )
        rest = plain
        for pattern in (CITATION, REFERENCE, TRUST):
            rest = pattern.sub(lambda m: " " * len(m.group()), rest)
        for sign, what in (("[@", "引用"), ("[#", "互见"), ("[?", "存疑标记")):
            if (position := rest.find(sign)) >= 0 and "](" not in rest[position:]:
                self.fail(
                    self.at(number, shift + position),
                    "F035",
                    f"{what} {rest[position : position + 12]}… 没有右方括号",
                    "补上 ]，整个写在一行内",
                )
