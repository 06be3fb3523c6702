"""R0xx: everything has one name, and the names it uses exist."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..model.curriculum import Curriculum
from ..model.messages import did_you_mean
from ..model.record import Record
from ..source.body import Box
from ..source.problem import Severity
from .registry import Finding, rule


@rule("R001", "编号重复", "改用没有用过的编号；编号一经使用不得再给别的内容")
def duplicate_ids(curriculum: Curriculum) -> Iterator[Finding]:
    """同一类登记里一个编号只能用一次：文件、物质、批次、清单、方法、限值、罚则、术语、要求、内容要点、
    层级、业务口、版本、讲等。一份文件的同一条只概括一次，旧法的同一条只对照一次，两个版本不用同一个文件名。"""
    unique: tuple[tuple[str, str, Iterable[Record]], ...] = (
        ("文件编号", "id", curriculum.instruments),
        ("物质编号", "id", curriculum.substances),
        ("批次编号", "id", curriculum.batches),
        ("内容要点编号", "id", curriculum.topics),
        ("层级编号", "id", curriculum.tiers),
        ("业务口编号", "id", curriculum.roles),
        ("版本编号", "id", curriculum.editions),
        ("编编号", "id", curriculum.outline),
        ("罚则编号", "id", curriculum.penalties),
        ("清单编号", "id", curriculum.lists),
        ("方法编号", "id", curriculum.methods),
        ("限值编号", "id", curriculum.limits),
        ("排放因子编号", "id", curriculum.factors),
        ("当量因子版本编号", "id", curriculum.tef_schemes),
        ("同类物编号", "id", curriculum.congeners),
        ("术语编号", "id", curriculum.terms),
        ("要求编号", "id", curriculum.requirements),
        ("条、款、项数所属的文件", "instrument", curriculum.extents),
        ("版本的文件名", "file", curriculum.editions),
        ("术语", "term", curriculum.terms),
        ("单位", "unit", curriculum.units),
    )
    for name, field, records in unique:
        yield from _repeated(name, field, ((str(getattr(r, field)), r) for r in records))
    articles = ((f"{each.instrument} {each.at}", each) for each in curriculum.articles)
    yield from _repeated("概括的条文", "at", articles)
    rows = ((f"{row.old.instrument} {row.old.at}", row) for row in curriculum.correspondences)
    yield from _repeated("对照的旧条文", "old", rows)
    slots: dict[str, str] = {}
    for part in curriculum.outline:
        for number, entry in enumerate(part.modules):
            place = part.place("modules", number, "id")
            if entry.id in slots:
                yield Finding(place, f"讲“{entry.id}”在大纲里出现两次（{slots[entry.id]}）")
            slots.setdefault(entry.id, str(place))


def _repeated(name: str, field: str, records: Iterable[tuple[str, Record]]) -> Iterator[Finding]:
    first: dict[str, Record] = {}
    for value, record in records:
        if value in first:
            yield Finding(
                record.place(field),
                f"{name}“{value}”已在 {first[value].place(field)} 用过",
                "" if field == "id" else "两处并成一处，或改正其中一处",
            )
        first.setdefault(value, record)


@rule(
    "R002",
    "大纲与文件不一致",
    "在 curriculum/outline.yml 里改 status，或补上、移走文件",
    whole=True,
)
def outline_matches_files(curriculum: Curriculum) -> Iterator[Finding]:
    """大纲里 written 的讲必须有文件；有文件的讲必须在大纲里并标为 written；编号前段是编的编号，讲名与文件一致。"""
    slots = {}
    for part in curriculum.outline:
        for number, entry in enumerate(part.modules):
            slots[entry.id] = entry
            place = part.place("modules", number)
            if not entry.id.startswith(part.id + "/"):
                yield Finding(
                    place, f"讲“{entry.id}”不在编“{part.id}”的文件夹下", f"编号以“{part.id}/”开头"
                )
            module = curriculum.module.get(entry.id)
            if entry.written and module is None:
                yield Finding(place, f"大纲说“{entry.id}”已写，但没有读到 docs/{entry.id}.md")
            if not entry.written and not (entry.tier and entry.topic and entry.hours):
                yield Finding(
                    place, f"计划中的讲“{entry.id}”缺少 tier、topic 或 hours", "补上这三个字段"
                )
            if module is not None and module.title != entry.title:
                yield Finding(
                    module.place("title"),
                    f"讲名“{module.title}”与大纲“{entry.title}”不同",
                    "两处写成一样",
                )
    for module in curriculum.modules:
        slot = slots.get(module.id)
        if slot is None:
            yield Finding(
                module.place(),
                f"大纲里没有“{module.id}”{did_you_mean(module.id, slots)}",
                "在 curriculum/outline.yml 里加上，或移走这个文件",
            )
        elif not slot.written:
            yield Finding(module.place(), f"大纲把“{module.id}”列为计划中，但文件已经存在")


@rule(
    "R003",
    "层级、内容要点或业务口不在清单内",
    "用 curriculum/ 下 tiers.yml、topics.yml、roles.yml 里的编号",
    whole=True,
)
def controlled_lists(curriculum: Curriculum) -> Iterator[Finding]:
    """讲、题、版本和大纲里的层级、内容要点、业务口编号只能取自受控清单；每讲写明每个层级。"""
    tiers, topics, roles = curriculum.tier, curriculum.topic, curriculum.role

    def check(
        record: Record, field: str, values: Iterable[str], known: Iterable[str]
    ) -> Iterator[Finding]:
        known = list(known)
        for number, value in enumerate(values):
            if value not in known:
                place = record.place(field, value)
                if place == record.place(field):
                    place = record.place(field, number)
                yield Finding(
                    place,
                    f"“{field}”里的“{value}”不在清单内{did_you_mean(value, known)}",
                    f"可用：{'、'.join(known)}",
                )

    for module in curriculum.modules:
        yield from check(module, "tier", module.tier, tiers)
        yield from check(module, "topic", module.topic, topics)
        yield from check(module, "role", module.role, roles)
        for missing in [tier for tier in tiers if tier not in module.tier]:
            yield Finding(
                module.place("tier"),
                f"没有写明层级“{missing}”",
                f"补上“{missing}: core”（核心）、aware（了解）或 optional（选学）",
            )
    for question in curriculum.questions():
        yield from check(question, "tier", question.tier, tiers)
        yield from check(question, "role", question.role, roles)
    for edition in curriculum.editions:
        if edition.tier is not None:
            yield from check(edition, "tier", [edition.tier], tiers)
    for topic in curriculum.topics:
        if topic.group not in {group.id for group in curriculum.topic_groups}:
            yield Finding(topic.place("id"), f"内容要点“{topic.id}”没有所属大类“{topic.group}”")


@rule("R004", "方框写法不全", "按 CONTRIBUTING.md“方框”一节补全")
def boxes_complete(curriculum: Curriculum) -> Iterator[Finding]:
    """图要有编号、图题和替代文字，表要有编号和表题，分层方框要写层级，案例要说明真实或教学模拟，数据表的来源和列要存在。"""
    for module in curriculum.modules:
        for box in module.body.boxes:
            yield from _box(curriculum, box)


_NEEDS = {
    "figure": (("id", "id: fig-…"), ("alt", "alt: 一句话说明图的内容")),
    "table": (("id", "id: tab-…"),),
    "data-table": (("id", "id: tab-…"), ("from", "from: substances"), ("columns", "columns: […]")),
    "example": (("id", "id: ex-…"),),
    "checklist": (("id", "id: chk-…"),),
    "form": (("id", "id: form-…"),),
    "case": (("kind", "kind: simulated（教学模拟）或 real（真实案例）"),),
}
_TITLED = frozenset(
    {"figure", "table", "data-table", "case", "example", "misconception", "checklist", "form"}
)


def _box(curriculum: Curriculum, box: Box) -> Iterator[Finding]:
    for option, form in _NEEDS.get(box.name, ()):
        if not box.options.get(option):
            yield Finding(
                box.place, f"方框“{box.name}”缺少选项“{option}”", f"在方框开头的下一行写“{form}”"
            )
    if box.name in _TITLED and not box.argument:
        yield Finding(box.place, f"方框“{box.name}”没有题目", f"写成“/// {box.name} | 题目”")
    if box.name == "tier":
        for tier in box.argument.split() or [""]:
            if tier not in curriculum.tier:
                yield Finding(
                    box.place,
                    f"分层方框的层级“{tier}”不认识{did_you_mean(tier, curriculum.tier)}",
                    f"写成“/// tier | county”，可用：{'、'.join(curriculum.tier)}",
                )
    if box.name == "case" and box.options.get("kind") not in (None, "", "simulated", "real"):
        yield Finding(
            box.place, f"案例的 kind“{box.options['kind']}”不认识", "写 simulated 或 real"
        )
    if box.name == "case" and box.options.get("kind") == "real" and not box.options.get("source"):
        yield Finding(box.place, "真实案例没有写来源", "补上“source: 官方来源”，否则改为 simulated")


@rule("R005", "多出的讲内编号", "每个图、表、例、检查表和标题锚点用不同的编号")
def duplicate_anchors(curriculum: Curriculum) -> Iterator[Finding]:
    """一讲之内，方框的 id 和标题的 {#锚点} 不得重复。"""
    for module in curriculum.modules:
        seen: dict[str, str] = {}
        named = [(b.options["id"], b.place) for b in module.body.boxes if b.options.get("id")]
        named += [(h.anchor, h.place) for h in module.body.headings if h.anchor]
        for id, place in sorted(named, key=lambda pair: pair[1]):
            if id in seen:
                yield Finding(place, f"编号“{id}”已在 {seen[id]} 用过")
            seen.setdefault(id, str(place))


@rule("R006", "没有被提到的图、表", "在正文里写“见 [#编号]”，或删去它", Severity.REVIEW)
def unreferenced(curriculum: Curriculum) -> Iterator[Finding]:
    """每个有编号的图、表、例都应在正文里提到，读者才知道为什么看它。"""
    for module in curriculum.modules:
        used = {reference.text.rpartition("#")[2] for reference in module.body.references}
        for box in module.body.boxes:
            if box.name in ("figure", "table", "data-table", "example"):
                id = box.options.get("id")
                if id and id not in used:
                    yield Finding(box.place, f"“{id}”在正文里没有提到")


@rule("R007", "标题级别不对", "正文的大标题用 ##，下一级用 ###，不跳级；讲名写在课程信息里")
def heading_levels(curriculum: Curriculum) -> Iterator[Finding]:
    """正文从二级标题（##）开始，逐级往下，最深四级；一级标题留给讲名。方框里不用标题。"""
    for module in curriculum.modules:
        level = 1
        for heading in module.body.headings:
            if heading.level == 1:
                yield Finding(heading.place, f"“{heading.text}”用了一级标题")
                continue
            if heading.level > level + 1 or heading.level > 4:
                yield Finding(
                    heading.place, f"“{heading.text}”从第 {level} 级跳到第 {heading.level} 级"
                )
            level = heading.level
