"""R1xx: citations, cross-references, links and images lead somewhere."""

from __future__ import annotations

import itertools
import posixpath
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from ..model.curriculum import Curriculum
from ..model.messages import did_you_mean
from ..model.module import FreePage, Module
from ..source.body import CITATION, REFERENCE, TRUST, Link
from ..source.place import Place
from .registry import Finding, rule

SCHEMES = ("https://",)
"""Where content may link to; ``javascript:`` and ``data:`` must never reach a page."""

IMAGE_TYPES = frozenset({".svg", ".png", ".jpg", ".jpeg", ".webp"})


@rule("R101", "互见的目标不存在", "检查编号；别的讲写成 [#编/讲#编号]", whole=True)
def cross_references(curriculum: Curriculum) -> Iterator[Finding]:
    """[#fig-x] 指本讲的图、表、例；[#编/讲] 指一讲；[#编/讲#fig-x] 指别讲的图、表、例或标题。"""
    anchors = {module.id: _anchors(module) for module in curriculum.modules}
    for module in curriculum.texts:
        for reference in module.body.references:
            target, _, inner = reference.text.partition("#")
            if not reference.text:
                yield Finding(reference.place, "互见没有写编号")
                continue
            if "/" not in target:
                target, inner = module.id, reference.text
            if target not in curriculum.numbers:
                near = did_you_mean(target, curriculum.numbers)
                yield Finding(reference.place, f"没有“{target}”这一讲{near}")
            elif inner and inner not in anchors.get(target, set()):
                known = anchors.get(target, set())
                if target not in anchors:
                    if reference.extra is None:
                        yield Finding(
                            reference.place,
                            f"“{target}”还没有写，指不到“{inner}”",
                            "只指到讲，或加上后备文字 [#…| 见网站第几讲]",
                        )
                else:
                    yield Finding(
                        reference.place,
                        f"“{target}”里没有编号“{inner}”{did_you_mean(inner, known)}",
                    )


def _anchors(module: Module | FreePage) -> set[str]:
    named = {box.options["id"] for box in module.body.boxes if box.options.get("id")}
    return named | {heading.anchor for heading in module.body.headings if heading.anchor}


@rule(
    "R102",
    "图片不存在或不合要求",
    "图片放进 docs/assets/<讲>/，用 svg、png、jpg 或 webp，路径区分大小写",
)
def images(curriculum: Curriculum) -> Iterator[Finding]:
    """图片必须是 docs/ 下真有的文件，不得指到文件夹之外或网上。"""
    for module in curriculum.texts:
        for link in module.body.links:
            if not link.image:
                continue
            if "://" in link.target or link.target.startswith(("/", "data:")):
                yield Finding(link.place, f"图片“{link.target[:60]}”不在本书里")
                continue
            path = posixpath.normpath(posixpath.join(module.part, link.target))
            if path.startswith(".."):
                yield Finding(link.place, f"图片“{link.target}”指到了 docs/ 之外")
            elif posixpath.splitext(path)[1].lower() not in IMAGE_TYPES:
                yield Finding(link.place, f"图片“{link.target}”的格式不能用")
            elif path not in curriculum.assets:
                near = did_you_mean(path, curriculum.assets)
                yield Finding(link.place, f"没有图片 docs/{path}{near}")


@rule(
    "R103",
    "链接不能用",
    "本书内的链接写相对路径的 .md 文件；网上的只用 https:// 的官方网站",
    whole=True,
)
def links(curriculum: Curriculum) -> Iterator[Finding]:
    """链接只能指向本书的页、本页的标题或 https 网址；其他协议（javascript、data、http 等）一律不收。"""
    for module in curriculum.texts:
        for link in module.body.links:
            if not link.image:
                yield from _link(curriculum, module, link)


def _link(curriculum: Curriculum, module: Module | FreePage, link: Link) -> Iterator[Finding]:
    target = link.target
    if target.startswith(SCHEMES):
        try:
            if urlsplit(target).hostname:
                return
        except ValueError:
            pass
        yield Finding(link.place, f"网址“{target[:60]}”写法不对")
        return
    if target.startswith("#"):
        anchors = _anchors(module)
        if target[1:] not in anchors:
            yield Finding(
                link.place, f"本讲没有编号“{target[1:]}”{did_you_mean(target[1:], anchors)}"
            )
        return
    path, _, anchor = target.partition("#")
    if ":" in path or path.startswith("/"):
        yield Finding(link.place, f"链接“{target[:60]}”不能用")
        return
    page = posixpath.normpath(posixpath.join(module.part, path))
    if page.endswith(".md"):
        id = page.removesuffix(".md")
        found = curriculum.module.get(id)
        if found is not None and anchor and anchor not in _anchors(found):
            yield Finding(link.place, f"docs/{page} 里没有编号“{anchor}”")
        if found is not None or page in _generated(curriculum):
            return
        planned = "（这一讲还没有写，请用 [#编/讲]）" if id in curriculum.numbers else ""
        yield Finding(link.place, f"没有 docs/{page}{planned}")
    elif page not in curriculum.assets:
        yield Finding(link.place, f"没有 docs/{page}")


def _generated(curriculum: Curriculum) -> frozenset[str]:
    """Return the pages that editors may link to though nobody writes them."""
    return frozenset(
        {
            "index.md",
            "downloads/index.md",
            "topics/index.md",
            "reference/instruments.md",
            "reference/lookup.md",
            "reference/rules.md",
            "reference/substances.md",
            *(
                f"reference/{page}.md"
                for page, register in (
                    ("lists", curriculum.lists),
                    ("methods", curriculum.methods),
                    ("limits", curriculum.limits),
                    ("teq", curriculum.congeners),
                    ("glossary", curriculum.terms),
                    ("requirements", curriculum.requirements),
                )
                if register
            ),
            *(f"reference/substances/{substance.id}.md" for substance in curriculum.substances),
            *(f"tiers/{tier.id}.md" for tier in curriculum.tiers),
            *(f"topics/{topic.id}.md" for topic in curriculum.topics),
            *(f"reference/instruments/{id}.md" for id in curriculum.paraphrases),
        }
    )


_NOTE = re.compile(r"\[\^(?P<name>[^\]\s]+)\](?P<colon>:)?")


@rule("R104", "脚注对不上", "正文写 [^名]，文末另起一行写 [^名]: 内容；一个名字只写一次内容")
def footnotes(curriculum: Curriculum) -> Iterator[Finding]:
    """正文里的脚注号都要有内容，有内容的都要在正文里用到；没有内容的脚注号会原样印出来。"""
    for text in curriculum.texts:
        called: dict[str, Place] = {}
        written: dict[str, Place] = {}
        for number, line in text.body.prose:
            for match in _NOTE.finditer(line):
                place = Place(text.place().path, number, match.start() + 1)
                if not (match["colon"] and match.start() == 0) and _NOTE.match(line):
                    yield Finding(place, "脚注里又套了脚注", "把内容合成一条脚注")
                if match["colon"] and match.start() == 0:
                    if match["name"] in written:
                        first = written[match["name"]]
                        yield Finding(place, f"脚注“{match['name']}”的内容已在 {first} 写过")
                    written.setdefault(match["name"], place)
                else:
                    called.setdefault(match["name"], place)
        for name, place in called.items():
            if name not in written:
                near = did_you_mean(name, written)
                yield Finding(place, f"脚注“{name}”没有内容{near}")
        for name, place in written.items():
            if name not in called:
                yield Finding(place, f"脚注“{name}”在正文里没有用到")


_DELIMITER = re.compile(r"[ ]*\|?[ ]*:?-+:?[ ]*(\|[ ]*:?-+:?[ ]*)*\|?[ ]*")


@rule("R105", "表格各行的格数不同", "每一行的竖线一样多；格里的竖线写成 \\|")
def table_rows(curriculum: Curriculum) -> Iterator[Finding]:
    """表格每一行的格数要与表头相同：多出来的格会被丢掉，少了的会空着。"""
    for text in curriculum.texts:
        head: int | None = None
        lines = text.body.prose
        for (number, line), (_, following) in itertools.pairwise([*lines, (0, "")]):
            if "|" not in line:
                head = None
            elif head is None:
                if _DELIMITER.fullmatch(following) and "|" in following:
                    head = _cells(line)
            elif not _DELIMITER.fullmatch(line) and _cells(line) != head:
                yield Finding(
                    Place(text.place().path, number),
                    f"这一行有 {_cells(line)} 格，表头有 {head} 格",
                )


def _cells(line: str) -> int:
    for pattern in (CITATION, REFERENCE, TRUST):
        line = pattern.sub("", line)
    return len(line.replace("\\|", "").strip().removeprefix("|").removesuffix("|").split("|"))
