"""The impact of a change, as text for editors and as JSON for programs."""

from __future__ import annotations

import itertools
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from ..model.curriculum import Curriculum
from ..model.edition import Edition
from ..model.module import Module
from ..views.impact import GROUPS, Impact, Use
from ..views.page_map import PageMap

NO_PAGES = "没有页码：先运行 make（或 coursebook pdf 版本），再看印在哪一页"


def printed_pages(
    curriculum: Curriculum, use: Use, maps: Sequence[PageMap]
) -> dict[str, list[int]]:
    """Return the printed pages of a use by edition; editions that do not print it are left out."""
    found: dict[str, list[int]] = {}
    module = curriculum.module.get(use.module)
    for each in maps:
        pages = [each.anchors[anchor] for anchor in use.anchors if anchor in each.anchors]
        edition = next((e for e in curriculum.editions if e.id == each.edition), None)
        if (
            use.group == "text"
            and use.place is not None
            and module is not None
            and edition is not None
            and _prints(edition, module, use.place.line)
        ):
            page = each.page(module, use.place.line, use.place.column)
            pages += [] if page is None else [page]
        if pages:
            found[each.edition] = sorted(set(pages))
    return found


def _prints(edition: Edition, module: Module, line: int) -> bool:
    """Say whether a line of a module is outside the boxes that an edition leaves out."""
    return not any(
        (box.name == "instructor" and not edition.instructor)
        or (box.name == "tier" and edition.tier and edition.tier not in box.argument.split())
        for box in module.body.boxes
        if box.place.line <= line <= box.lines[1]
    )


def moved(curriculum: Curriculum, found: Impact, maps: Sequence[PageMap]) -> tuple[str, ...]:
    """Return the modules among the uses whose text has changed since an edition was set."""
    used = dict.fromkeys(use.module for use in found.uses if use.module in curriculum.module)
    return tuple(
        id
        for id in used
        if any(id in m.texts and not m.follows(curriculum.module[id]) for m in maps)
    )


def impact_text(curriculum: Curriculum, found: Impact, maps: Sequence[PageMap]) -> str:
    """Return the report: counts first, then every place, grouped."""
    counts = Counter(use.group for use in found.uses)
    named = "，".join(f"{title} {counts[group]}" for group, title in GROUPS.items())
    lines = [
        "；".join(subject.label for subject in found.subjects),
        f"共 {len(found.uses)} 处：{named}",
    ]
    if found.unspecific:
        lines.append(f"另有 {found.unspecific} 处只引全文、没有写条款，没有列出")
    if maps:
        titles = "、".join(each.title for each in maps)
        lines.append(f"页码按最近一次排版：{titles}")
        if stale := moved(curriculum, found, maps):
            lines.append(f"排版以后改过、页码可能已动：{'、'.join(stale)}（运行 make 更新）")
    else:
        lines.append(NO_PAGES)
    names = {each.edition: each.title for each in maps}
    for group, uses in itertools.groupby(found.uses, key=lambda use: use.group):
        lines += ["", f"{GROUPS[group]} {counts[group]} 处"]
        for module, own in itertools.groupby(uses, key=lambda use: use.module):
            if module:
                lines.append(f"  {_chapter(curriculum, module)}")
            lines += [f"    {_line(curriculum, use, maps, names)}" for use in own]
    return "\n".join(lines)


def _chapter(curriculum: Curriculum, id: str) -> str:
    number = curriculum.numbers.get(id)
    title = curriculum.module[id].title if id in curriculum.module else f"网站页 {id}"
    return f"第{number}讲 {title}" if number else title


def _line(curriculum: Curriculum, use: Use, maps: Sequence[PageMap], names: dict[str, str]) -> str:
    return "　".join(_parts(curriculum, use, maps, names))


def _parts(
    curriculum: Curriculum, use: Use, maps: Sequence[PageMap], names: dict[str, str]
) -> Iterator[str]:
    if use.place is not None:
        yield str(use.place)
    yield use.how
    yield use.what
    if use.heading:
        yield f"［{use.heading}］"
    pages = printed_pages(curriculum, use, maps)
    if pages:
        yield "，".join(
            f"{names[edition]}第{'、'.join(map(str, numbers))}页"
            for edition, numbers in pages.items()
        )


def impact_json(curriculum: Curriculum, found: Impact, maps: Sequence[PageMap]) -> str:
    """Return the same as JSON."""
    counts = Counter(use.group for use in found.uses)
    value = {
        "subjects": [
            {"kind": each.kind, "id": each.id, "title": each.title, "at": each.at}
            for each in found.subjects
        ],
        "counts": {group: counts[group] for group in GROUPS},
        "unspecific": found.unspecific,
        "editions": [each.edition for each in maps],
        "moved": list(moved(curriculum, found, maps)),
        "uses": [_object(curriculum, use, maps) for use in found.uses],
    }
    return json.dumps(value, ensure_ascii=False, indent=1)


def _object(curriculum: Curriculum, use: Use, maps: Sequence[PageMap]) -> dict[str, Any]:
    place = use.place
    return {
        "group": use.group,
        "how": use.how,
        "what": use.what,
        "path": place.path if place else None,
        "line": place.line if place else None,
        "column": place.column if place else None,
        "module": use.module or None,
        "number": curriculum.numbers.get(use.module),
        "heading": use.heading or None,
        "pages": printed_pages(curriculum, use, maps),
    }
