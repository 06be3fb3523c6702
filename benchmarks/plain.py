"""The same modules as plain Markdown, for Material without our hooks.

What our constructs make is written out with Material's own: admonitions for boxes, links for
citations and references, ordinary tables and images with a caption, questions as a list with
folded answers. Instructor boxes and exam questions are left out, as our public site leaves
them out, and the self-test stays outside the search index, as it does in ours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from .corpus import GeneratedModule
from .project import REGISTERS

BOX = re.compile(r"/// (?P<name>[a-z-]+)(?: \| (?P<title>.*))?")
OPTION = re.compile(r"(?P<key>id|alt|kind): (?P<value>.*)")
CITATION = re.compile(r"\[@(?P<id>[a-z0-9-]+)(?: (?P<locator>[^|\]]*?))?(?: \|[^\]]*)?\]")
REFERENCE = re.compile(r"\[#(?P<target>[^\]]*)\]")
WORDS = {"figure": "图", "table": "表", "example": "例", "checklist": "检查表", "exercise": "练习"}
ADMONITIONS = {
    "case": ("example", "案例"),
    "example": ("example", "例"),
    "misconception": ("failure", "误区"),
    "checklist": ("abstract", "检查表"),
    "tier": ("tip", "分层要点"),
    "exercise": ("question", "练习"),
    "summary": ("summary", "小结"),
}
TIERS = {"province": "省级", "city": "市级", "county": "县级"}
EXTENSIONS: tuple[Any, ...] = (
    "admonition",
    "attr_list",
    "def_list",
    "footnotes",
    "pymdownx.details",
    "sane_lists",
    "tables",
    {"toc": {"toc_depth": "2-3"}},
)


class _Plain:
    def __init__(self, modules: list[GeneratedModule]) -> None:
        self.modules = {module.id: module for module in modules}
        self.labels = {module.id: _labels(module) for module in modules}
        instruments = yaml.safe_load(
            (REGISTERS / "curriculum/instruments/law.yml").read_text("utf-8")
        )
        self.instruments: Mapping[str, str] = {each["id"]: each["short"] for each in instruments}

    def page(self, module: GeneratedModule) -> str:
        head = f"---\ntitle: {module.title}\n---\n\n# 第{module.number}讲　{module.title}\n\n"
        tiers = "，".join(f"{TIERS[tier]}{need}" for tier, need in module.front["tier"].items())
        aims = "\n".join(f"- {each['text']}" for each in module.front["objectives"])
        facts = f"{tiers}。内容要点{'、'.join(module.front['topic'])}。学习目标：\n\n{aims}\n\n"
        body = "\n".join(self._blocks(module))
        return head + facts + self._inline(body, module) + self._self_test(module)

    def _blocks(self, module: GeneratedModule) -> Iterator[str]:
        """Rewrite the boxes line by line; generated boxes are never nested."""
        name, title, id, alt, indent, opening = "", "", "", "", "", False
        for line in module.body.split("\n"):
            if line == "///":
                if name in ("figure", "table"):
                    yield ""
                name, indent = "", ""
            elif box := BOX.fullmatch(line):
                name, title = box["name"], box["title"] or ""
                id, alt, opening = "", "", True
            elif opening and (option := OPTION.fullmatch(line)):
                id = option["value"] if option["key"] == "id" else id
                alt = option["value"] if option["key"] == "alt" else alt
            elif name != "instructor":
                if opening:
                    yield from self._head(module, name, title, id)
                    indent = "    " if name in ADMONITIONS else ""
                opening = False
                figure = line.startswith("![](")
                yield indent + (
                    line.replace("![]", f"![{alt}]") + "{#fig-flow}" if figure else line
                )
            else:
                opening = False

    def _head(self, module: GeneratedModule, name: str, title: str, id: str) -> Iterator[str]:
        label = self.labels[module.id].get(id, "")
        if name in ADMONITIONS:
            kind, word = ADMONITIONS[name]
            caption = "、".join(TIERS[each] for each in title.split()) if name == "tier" else title
            yield f'!!! {kind} "{label or word} {caption}"'
            yield ""
        else:
            yield f"**{label}　{title}**" + (f"{{#{id}}}" if name == "table" else "")
            yield ""

    def _inline(self, text: str, module: GeneratedModule) -> str:
        text = CITATION.sub(
            lambda m: (
                f"〔[{self.instruments[m['id']]}{m['locator'] or ''}](../instruments.md#{m['id']})〕"
            ),
            text,
        )
        return REFERENCE.sub(lambda m: self._reference(m["target"], module), text)

    def _reference(self, target: str, module: GeneratedModule) -> str:
        page, _, inner = target.partition("#")
        if "/" not in page:
            return f"[{self.labels[module.id][target]}](#{target})"
        other = self.modules[page]
        words = f"第{other.number}讲" + (
            self.labels[page][inner] if inner else f"《{other.title}》"
        )
        # Boxes have no anchor in plain Markdown: such a reference leads to the page.
        return f"[{words}](../{page}.md)"

    def _self_test(self, module: GeneratedModule) -> str:
        lines = ["", "## 自测 { data-search-exclude }", ""]
        for number, question in enumerate(module.practice, 1):
            lines += [f"{number}. {_asked(question)}", ""]
            for part in question.get("parts", ()):
                lines += [f"    {_asked(part)}", ""]
                lines += ["    " + line for line in _choices(part)]
            lines += _choices(question)
            lines += ['    ??? success "答案与解析"', "", f"        {_answer(question)}", ""]
        return "\n".join(lines)


def _labels(module: GeneratedModule) -> dict[str, str]:
    counts: dict[str, int] = {}
    labels: dict[str, str] = {}
    found = re.findall(r"^/// ([a-z-]+)(?: \|.*)?\nid: (.*)$", module.body, re.MULTILINE)
    for name, id in found:
        counts[name] = counts.get(name, 0) + 1
        labels[id] = f"{WORDS[name]}{module.number}-{counts[name]}"
    return labels


def _asked(question: Mapping[str, Any]) -> str:
    return re.sub(r"\{\{\d\}\}", "＿＿", question["stem"])


def _choices(question: Mapping[str, Any]) -> list[str]:
    kinds = ("options", "items", "left", "right")
    lines = [f"    - {item['text']}" for kind in kinds for item in question.get(kind, ())]
    return [*lines, ""] if lines else []


def _answer(question: Mapping[str, Any]) -> str:
    reasons = [option["why"] for option in question.get("options", ()) if "why" in option]
    points = [point["point"] for point in question.get("rubric", ())]
    key = f"答案：{question['answer']}。" if "answer" in question else ""
    inner = [_answer(part) for part in question.get("parts", ())]
    return "".join((key, question.get("explanation", ""), *reasons, *points, *inner))


# -- files -------------------------------------------------------------------------------


def write_plain(modules: list[GeneratedModule], docs: Path) -> None:
    """Write the pages, drawings and the page of instruments that citations lead to."""
    plain = _Plain(modules)
    pages = {f"{module.id}.md": plain.page(module) for module in modules}
    pages["index.md"] = "# 首页\n\n这是测速用的教材。\n"
    pages["instruments.md"] = "# 法规文件\n\n" + "\n\n".join(
        f"## {short} {{#{id}}}" for id, short in plain.instruments.items()
    )
    pages |= {f"assets/{module.slug}/flow.svg": module.figure for module in modules}
    for name, text in pages.items():
        path = docs / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


def plain_config(
    modules: list[GeneratedModule],
    parts: Mapping[str, str],
    features: list[str],
    plugins: list[Any],
) -> dict[str, Any]:
    """Return the MkDocs configuration: our look and navigation, without hooks."""
    nav: list[Any] = [{"首页": "index.md"}]
    for part, title in parts.items():
        pages = [{f"第{m.number}讲　{m.title}": f"{m.id}.md"} for m in modules if m.part == part]
        nav += [{title: pages}] if pages else []
    return {
        "site_name": "测速用的教材",
        "theme": {"name": "material", "language": "zh", "font": False, "features": features},
        "plugins": plugins,
        "markdown_extensions": list(EXTENSIONS),
        "nav": [*nav, {"法规文件": "instruments.md"}],
    }
