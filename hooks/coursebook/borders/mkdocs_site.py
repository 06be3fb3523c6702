"""MkDocs events of the textbook site."""

from __future__ import annotations

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as SitePage
from mkdocs.structure.toc import AnchorLink

from ..model.citation import chinese_numeral
from ..model.curriculum import Curriculum
from ..outputs.pages.articles import instrument_pages
from ..outputs.pages.downloads import download_page
from ..outputs.pages.home import home_blocks
from ..outputs.pages.lookup import lookup_page
from ..outputs.pages.measurement import measurement_navigation, measurement_pages
from ..outputs.pages.module_header import module_header
from ..outputs.pages.page import Page, front_matter
from ..outputs.pages.rule_book import Entry, rule_book
from ..outputs.pages.substances import structure_files, substance_pages
from ..outputs.pages.tags import tag_pages
from ..outputs.self_test import self_test
from ..rules import FAMILIES, RULES
from ..source.codes import CODES
from ..source.problem import Severity, ordered
from .mkdocs_load import PLUGIN, build_of
from .terminal import summary

HOME = "index.md"
SELF_TEST = "self-test"
"""Anchor of the questions at a module's end."""


def arrange(config: MkDocsConfig) -> MkDocsConfig:
    """Put our Markdown extension in place and make the navigation from the outline."""
    build = build_of(config)
    plugin = config.plugins.get(PLUGIN)
    build.extension.keeps_tree = plugin is not None and bool(getattr(plugin, "enabled", False))
    # The extension registers every Markdown extension it stands on; what MkDocs adds by
    # itself (toc, tables, fenced_code) would register twice.
    config.markdown_extensions[:] = [build.extension]  # type: ignore[list-item]
    config.mdx_configs.clear()
    config.nav = navigation(build.curriculum)
    return config


def navigation(curriculum: Curriculum) -> list[Any]:
    """Return MkDocs' ``nav``: home, reading paths, one section a part, reference, downloads."""
    parts: list[Any] = []
    for number, part in enumerate(curriculum.outline, 1):
        written = [entry for entry in part.modules if entry.id in curriculum.module]
        if written:
            parts.append(
                {
                    f"第{chinese_numeral(number)}编　{part.title}": [
                        {f"第{curriculum.numbers[entry.id]}讲　{entry.title}": f"{entry.id}.md"}
                        for entry in written
                    ]
                }
            )
    nav: list[Any] = [
        {"首页": HOME},
        {
            "学习路径": [
                {f"{tier.title}阅读路径": f"tiers/{tier.id}.md"} for tier in curriculum.tiers
            ]
        },
        {"教材": parts},
    ]
    nav.append(
        {
            "查阅": [
                *(
                    [{"查法条": "reference/lookup.md"}]
                    if curriculum.penalties or curriculum.correspondences
                    else []
                ),
                {"法规文件": "reference/instruments.md"},
                {"受控物质": "reference/substances.md"},
                *([{"国内清单": "reference/lists.md"}] if curriculum.lists else []),
                *measurement_navigation(curriculum),
                {"内容要点": "topics/index.md"},
            ]
        }
    )
    nav.append({"下载": "downloads/index.md"})
    return nav


def generated_pages(curriculum: Curriculum) -> list[Page]:
    """Return every page of the site that no editor wrote."""
    return [
        *tag_pages(curriculum),
        *instrument_pages(curriculum),
        *lookup_page(curriculum),
        *measurement_pages(curriculum),
        *substance_pages(curriculum),
        rule_book(rule_entries(), FAMILIES),
        download_page(curriculum),
    ]


def generated_files(curriculum: Curriculum) -> dict[str, str]:
    """Return what generated pages show beside their text, by path: drawings."""
    return structure_files(curriculum)


def rule_entries() -> list[Entry]:
    """Return every code, those of the rules and those of the reader, in order."""
    entries = [Entry(r.code, r.severity, r.title, r.explanation, r.remedy) for r in RULES.values()]
    entries += [Entry(code, Severity.ERROR, *_spread(CODES[code])) for code in CODES]
    return sorted(entries, key=lambda each: each.code)


def _spread(text: tuple[str, str]) -> tuple[str, str, str]:
    return text[0], "", text[1]


def add_pages(files: Files, config: MkDocsConfig) -> Files:
    """Add the generated pages and the files that they show."""
    curriculum = build_of(config).curriculum
    for page in generated_pages(curriculum):
        files.append(File.generated(config, page.path, content=page.source))
    for path, text in generated_files(curriculum).items():
        files.append(File.generated(config, path, content=text))
    return files


def read_page(page: SitePage, config: MkDocsConfig) -> str | None:
    """Give MkDocs the text that was checked, not what the disk says by now."""
    curriculum = build_of(config).curriculum
    module = curriculum.module.get(_id(page))
    if module is None:
        free = {each.id: each for each in curriculum.pages}.get(_id(page))
        # An empty head keeps MkDocs from taking a first line with a colon for metadata.
        return f"---\n---\n{free.body.text}" if free else None
    # MkDocs' own reader is kept away from the front matter (see source/front_matter.py);
    # the title is all that it needs.
    return front_matter(module.title) + module.body.text


def open_page(markdown: str, page: SitePage, config: MkDocsConfig, files: Files) -> str:
    """Point our extension at the page that MkDocs is about to convert."""
    build = build_of(config)
    module = build.curriculum.module.get(_id(page))
    build.extension.raw_html = page.file.generated_by is not None
    if module is not None:
        build.context.begin(module)
        return module.body.text
    # The home page was scanned and judged with the modules; here it only has to be rendered.
    build.context.begin(None, "" if build.extension.raw_html else markdown, page.file.src_uri)
    return markdown


def finish_page(html: str, page: SitePage, config: MkDocsConfig, files: Files) -> str:
    """Add header and self-test to a module, cards to the home page; keep trees for the book."""
    build = build_of(config)
    _stop_on_problems(tuple(build.context.problems))

    def link(path: str) -> str:
        target, _, anchor = path.partition("#")
        file = files.get_file_from_path(target)
        url = file.url_relative_to(page.file) if file else target
        return f"{url}#{anchor}" if anchor else url

    if page.file.src_uri == HOME:
        return home_blocks(build.curriculum, link, introduction=html)
    module = build.curriculum.module.get(_id(page))
    if module is None:
        return html
    if build.extension.tree is not None:
        build.trees[module.id] = build.extension.tree
    bank = build.curriculum.practice.get(module.id)
    test = self_test(bank, build.curriculum, link) if bank else ""
    if test:
        page.toc.items.append(AnchorLink("自测", SELF_TEST, 2))
    mark = '<div class="self-test"></div>'
    body = html.replace(mark, test, 1) if mark in html else html + test
    return module_header(build.curriculum, module, link) + body


def _id(page: SitePage) -> str:
    return page.file.src_uri.removesuffix(".md")


def _stop_on_problems(problems: Any) -> None:
    if problems:
        found = ordered(problems)
        raise PluginError("\n".join([summary(found), *map(str, found)]))
