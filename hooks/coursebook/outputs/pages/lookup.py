"""查法条: from a conduct or an article of a repealed law to the article that applies now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from ...model.citation import Citation
from ...model.curriculum import Curriculum
from ...model.law import Correspondence, Fine, Locus, Penalty
from ...views.dates import chinese_date
from ...views.paraphrases import target
from .entries import filter_bar
from .instruments import module_links
from .marks import trust_mark
from .page import Page, escape, link

NICKNAMES: Mapping[str, tuple[str, ...]] = {
    "eec-2026": ("环境法典", "环保法典", "生态法典"),
    "solid-waste-law-2020": ("固体废物法", "固废污染法", "固体废物污染防治法"),
    "air-law-2018": ("大气污染法", "空气法"),
    "water-law-2017": ("水法", "水污法", "水污染法"),
    "soil-law-2018": ("土法", "土污法", "土壤污染法"),
    "eia-law-2018": ("环境影响法",),
    "epl-2014": ("环境法",),
    "cleaner-production-law-2012": ("清促法", "清洁法"),
    "marine-law-2023": ("海洋法", "海环法", "海洋环保法", "海洋污染法"),
    "noise-law-2021": ("噪声污染法", "噪音法", "噪法"),
    "radioactive-law-2003": ("放射性法", "放射法", "放射性污染法"),
}
"""What officers type besides title, short title and abbreviation."""


def lookup_page(curriculum: Curriculum) -> Iterator[Page]:
    """Yield ``reference/lookup.md`` where there is something to look up."""
    if not curriculum.penalties and not curriculum.correspondences:
        return
    lines = [
        "输入行为（如 危废台账）或旧法条号（如 固废法112、大气法第九十九条），查现在适用的条文和罚款"
        "幅度。对照和概括由本教材整理，以官方公布的文本为准；跨施行日的案件先看行为发生在哪一天。"
        f"效力按{chinese_date(curriculum.course.as_of)}判断。",
        "",
        filter_bar(
            "危废台账、固废法112",
            "条",
            label="行为、旧法条号或关键词",
            aliases=_aliases(curriculum),
            none="换个说法，或只输入一个词；旧法条号写成 固废法112。",
        ),
    ]
    if curriculum.penalties:
        lines += ["", "## 行为与罚则 {#penalties}", ""]
        lines += [_penalty(curriculum, each) for each in curriculum.penalties]
    for law, rows in groupby(curriculum.correspondences, key=lambda row: row.old.instrument):
        found = curriculum.instrument.get(law)
        title = found.short if found else law
        lines += ["", f"## 旧{title} {{#{law}}}", "", '<ul class="old-law">']
        # One line a row: the page holds a thousand of them and has to open on a phone.
        lines += [_row(curriculum, row) for row in rows]
        lines.append("</ul>")
    yield Page("reference/lookup.md", "查法条", "\n".join(lines))


def _aliases(curriculum: Curriculum) -> dict[str, str]:
    """Return every way to name a law, with the name that this page uses for it."""
    laws = dict.fromkeys(
        [row.old.instrument for row in curriculum.correspondences]
        + [locus.instrument for row in curriculum.correspondences for locus in row.new]
    )
    aliases: dict[str, str] = {}
    for law in laws:
        found = curriculum.instrument.get(law)
        if found is None:
            continue
        name = _name(curriculum, law)
        for other in (
            found.title,
            found.title.removeprefix("中华人民共和国"),
            found.short.strip("《》"),
            *NICKNAMES.get(law, ()),
        ):
            aliases.setdefault(other, name)
        # A name maps to itself as well, so that 海洋环境保护法 is not read as 海洋 + 环境保护法.
        aliases[name] = name
    return aliases


def _name(curriculum: Curriculum, id: str) -> str:
    """Return the short name of a law: 固废法, 法典."""
    found = curriculum.instrument.get(id)
    return (found.abbreviation or found.short.strip("《》")) if found else id


def _words(curriculum: Curriculum, loci: Iterable[Locus], keywords: Iterable[str]) -> str:
    """Return what the filter searches besides the text: 固废法112, and the keywords."""
    words = [
        f"{_name(curriculum, locus.instrument)}{span.first.article}"
        for locus in loci
        for span in locus.citation.spans
    ]
    return escape(" ".join(dict.fromkeys([*words, *keywords])))


def _named(curriculum: Curriculum, loci: Iterable[Locus]) -> Iterator[tuple[str, Locus]]:
    """Yield each place in words; law and article are named once while they stay the same."""
    law = article = ""
    for locus in loci:
        words = locus.at
        if locus.instrument != law:
            words = f"{_name(curriculum, locus.instrument)}{words}"
        elif article and words.startswith(article) and words != article:
            words = words.removeprefix(article)
        law = locus.instrument
        article = locus.at[: locus.at.find("条") + 1]
        yield words, locus


def _places(curriculum: Curriculum, loci: Iterable[Locus]) -> str:
    """Return places, each linked to what we say of it."""
    links = []
    for words, locus in _named(curriculum, loci):
        path, _, anchor = target(curriculum, Citation(locus.instrument, locus.at)).partition("#")
        page = path.removeprefix("reference/").removesuffix(".md")
        links.append(link(escape(words), f"../{page}/#{anchor}"))
    return "、".join(links)


# -- conducts ------------------------------------------------------------------------------


def _penalty(curriculum: Curriculum, each: Penalty) -> str:
    rows = [("现在", _now(curriculum, each))]
    if each.before:
        old = "、".join(escape(words) for words, _ in _named(curriculum, each.before.at))
        rows.append(("以前", f"{escape(each.before.text)}" + (f"<br>{old}" if old else "")))
    if each.change:
        rows.append(("变化", escape(each.change)))
    if each.duty:
        rows.append(("义务", _places(curriculum, each.duty)))
    known = [id for id in each.modules if id in curriculum.module and id in curriculum.numbers]
    if known:
        rows.append(("讲解", module_links(curriculum, known, "../../")))
    before = each.before.at if each.before else ()
    words = _words(curriculum, (*each.penalty, *each.duty, *before), each.keywords)
    listed = "".join(f"<dt>{name}</dt><dd>{text}</dd>" for name, text in rows)
    return (
        f'<div class="filter-item penalty" data-words="{words}"><h3 id="p-{each.id}">'
        f"{escape(each.conduct)}{trust_mark(each.trust)}</h3><dl>{listed}</dl></div>"
    )


def _now(curriculum: Curriculum, each: Penalty) -> str:
    head = f"<strong>{escape(fine_words(each.fine))}</strong><br>" if each.fine else ""
    return f"{head}{_places(curriculum, each.penalty)}<br>{escape(each.text)}"


def fine_words(fine: Fine) -> str:
    """Return a range as statutes print it: 5万—20万元；拒不改正20万—100万元."""
    low, high = (f"{value:g}" for value in (fine.min, fine.max))
    if fine.unit == "万元":
        text = f"{low}万—{high}万元" if fine.min else f"{high}万元以下"
    else:
        text = f"{low}—{high}{fine.unit}" if fine.min else f"{high}{fine.unit}以下"
    return f"{text}；{fine.then}" if fine.then else text


# -- articles of repealed laws ---------------------------------------------------------------


def _row(curriculum: Curriculum, row: Correspondence) -> str:
    # The text names the law of the first new place only; the others are found by these words.
    words = _words(curriculum, [row.old, *row.new[1:]], row.keywords)
    new = _places(curriculum, row.new) or "没有找到对应的条文"
    note = f"<small>{escape(row.note)}</small>" if row.note else ""
    old = escape(f"{_name(curriculum, row.old.instrument)}{row.old.at}")
    return (
        f'<li class="filter-item" data-words="{words}"><b>{old}</b> → {new}'
        f"{trust_mark(row.trust)}{note}</li>"
    )
