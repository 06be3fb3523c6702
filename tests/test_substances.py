"""The register of substances as readers see it: cards, list, China's lists, data tables."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import lxml.html
import pytest

from coursebook.load import load
from coursebook.model.curriculum import Curriculum
from coursebook.model.question import Question
from coursebook.outputs.pages.formula import formula_html
from coursebook.outputs.pages.substances import structure_files, substance_pages
from coursebook.views.data_tables import data_table
from coursebook.views.mentions import NameFinder, mentions, names_of
from coursebook.views.substances import china_status, list_entries
from tests.conftest import ROOT

RICH = """
- id: pfos
  name: 全氟辛基磺酸及其盐类和全氟辛基磺酰氟
  english: Perfluorooctane sulfonic acid <its salts>
  abbreviation: PFOS、PFOSF
  cas: ["1763-23-1"]
  members:
  - {name: 全氟辛基磺酸, cas: ["1763-23-1"], smiles: FC(F)(F)C(F)(F)C(F)(F)C(F)(F)C(F)(F)C(F)(F)C(F)(F)C(F)(F)S(=O)(=O)O}
  category: industrial
  listing: {annex: [B], batch: initial, decision: SC-4/17}
  exemptions:
  - {scope: convention, text: 硬金属电镀。, until: '2025-12-03', trust: single}
  - {scope: convention, text: 切叶蚁饵剂, until: '2036', trust: verified}
  - {scope: china, text: 灭火泡沫药剂, until: '2023-12-31', ended: true, trust: verified}
  china: {text: 禁止生产, since: '2023-03-01', trust: verified}
  properties:
  - {name: 水解半衰期, value: 大于41, unit: 年, source: 风险简介, trust: unverified}
  low_pop_content:
  - {system: basel, value: '50', unit: mg/kg, trust: unverified}
  trust: verified
  evidence: [测试]
  checked: 2026-11-22
- id: toluene
  name: 甲苯
  english: Toluene
  category: other
  china: {text: 列入名录, trust: verified}
  trust: verified
  evidence: [测试]
  checked: 2026-11-22
- id: dioxin
  name: 溴代二噁英
  english: PBDD
  category: other
  candidate: 审查中，尚未列入公约。
  china: {text: 没有要求, trust: verified}
  trust: verified
  evidence: [测试]
  checked: 2026-11-22
"""
LISTS = """# yaml-language-server: $schema=schema/lists.json
lists:
- id: key
  instrument: eec-2026
  title: 重点清单（2023年版）
  entries:
  - {number: 一, name: PFOS类, substances: [pfos], measures: 禁止加工使用, trust: single}
  - {number: PC001, name: 甲苯, substances: [toluene], trust: verified}
  trust: verified
  evidence: [测试]
  checked: 2026-11-22
"""


METHOD = """- {{id: m-{0}, instrument: {0}, measures: 甲苯, substances: [toluene], media: [废气], technique: 技术{0}, stage: analysis, use: 用, trust: {1}, evidence: [测试], checked: 2026-11-22}}
"""
LIMITS = """# yaml-language-server: $schema=schema/limits.json
limits:
- {id: toluene-air, instrument: eec-2026, at: 表3, subject: 某行业排放, pollutant: 甲苯, substances: [toluene], medium: 废气, value: '40', relation: max, unit: mg/m³, condition: 标准状态干气, kind: emission, trust: single, evidence: [测试], checked: 2026-11-22}
"""


@pytest.fixture
def curriculum(tiny: Path) -> Curriculum:
    register = tiny / "curriculum/substances.yml"
    register.write_text(register.read_text(encoding="utf-8") + RICH.lstrip("\n"), encoding="utf-8")
    (tiny / "curriculum/lists.yml").write_text(LISTS, encoding="utf-8")
    loaded = load(tiny)
    # An exemption that has expired unmarked is an error of its own; the pages tell it anyway.
    wrong = [each for each in loaded.errors if each.code != "S011"]
    assert loaded.curriculum is not None and not wrong, wrong
    return loaded.curriculum


def pages(curriculum: Curriculum) -> dict[str, lxml.html.HtmlElement]:
    return {
        page.path.removeprefix("reference/").removesuffix(".md"): lxml.html.fromstring(
            f"<main>{page.body}</main>"
        )
        for page in substance_pages(curriculum)
    }


def ledger(page: lxml.html.HtmlElement, name: str) -> str:
    (found,) = page.cssselect(f".ledger[data-ledger={name}]")
    return " ".join(found.text_content().split())


def test_ledgers_are_apart(curriculum: Curriculum) -> None:
    page = pages(curriculum)["substances/pfos"]
    convention, china = ledger(page, "convention"), ledger(page, "china")
    for words in ("附件B（限制）", "SC-4/17", "2001年5月22日通过", "国际生效2004年5月17日"):
        assert words in convention and words not in china
    for words in ("2004年11月11日", "禁止生产", "自2023年3月1日起", "重点清单（2023年版）第一项"):
        assert words in china and words not in convention
    assert "灭火泡沫药剂" in china and "灭火泡沫药剂" not in convention
    assert "切叶蚁饵剂" in convention and "切叶蚁饵剂" not in china


def test_expired_exemptions_say_so(curriculum: Curriculum) -> None:
    """By their date or by their text; those that hold come first, with their last day."""
    page = pages(curriculum)["substances/pfos"]
    lines = [" ".join(li.text_content().split()) for li in page.cssselect(".exemptions li")]
    assert lines == [
        "切叶蚁饵剂（到2036年）",
        "已到期：2025年12月3日 硬金属电镀。 单一来源",
        "已到期：2023年12月31日 灭火泡沫药剂",
    ]


def test_what_is_not_verified_is_marked(curriculum: Curriculum) -> None:
    page = pages(curriculum)["substances/pfos"]
    for words in ("大于41 年 待核", "50 mg/kg 待核"):
        assert words in " ".join(page.text_content().split())


def test_members_stand_for_a_group(curriculum: Curriculum) -> None:
    page = pages(curriculum)["substances/pfos"]
    (image,) = page.cssselect(".structure-card img")
    assert image.get("src") == "../../structures/pfos.1.svg"
    assert image.get("alt") == "全氟辛基磺酸的结构式，C8HF17O3S"
    assert int(image.get("width")) > int(image.get("height")) > 20
    assert "其中的全氟辛基磺酸" in page.text_content()
    assert structure_files(curriculum).keys() == {
        "reference/structures/hcb.svg",
        "reference/structures/pfos.1.svg",
    }


def test_without_structure_or_listing(curriculum: Curriculum) -> None:
    found = pages(curriculum)
    assert not found["substances/toluene"].cssselect("img")
    assert "没有列入《斯德哥尔摩公约》" in ledger(found["substances/toluene"], "convention")
    assert "对我国生效" not in ledger(found["substances/toluene"], "china")
    assert "审查中，尚未列入公约。" in ledger(found["substances/dioxin"], "convention")
    assert "未见生效公告" in ledger(found["substances/chlorpyrifos"], "china")
    assert "国际生效待核" in ledger(found["substances/chlorpyrifos"], "convention")


def test_methods_and_limits_lead_to_their_registers(tiny: Path) -> None:
    """A standard that has ended says so and comes last; an unknown date only of a new edition."""
    instruments = tiny / "curriculum/instruments/law.yml"
    undated = "- {{id: {}, kind: standard, title: 标准{}, short: 标准{}, trust: verified, evidence: [测试], checked: 2026-11-22, topics: [T1.1]{}}}\n"
    instruments.write_text(
        instruments.read_text(encoding="utf-8")
        + undated.format("old", "旧", "旧", ", replaced_by: new, ended: '2020-01-01'")
        + undated.format("new", "新", "新", "")
        + undated.format("abroad", "外", "外", ""),
        encoding="utf-8",
    )
    (tiny / "curriculum/substances.yml").open("a", encoding="utf-8").write(RICH.lstrip("\n"))
    trusts = {"old": "verified", "new": "single", "abroad": "verified"}
    methods = (tiny / "curriculum/methods.yml").read_text(encoding="utf-8")
    methods += "".join(METHOD.format(*each) for each in trusts.items())
    (tiny / "curriculum/methods.yml").write_text(methods, encoding="utf-8")
    (tiny / "curriculum/limits.yml").write_text(LIMITS, encoding="utf-8")
    loaded = load(tiny)
    # An exemption that has expired unmarked is an error of its own; the pages tell it anyway.
    wrong = [each for each in loaded.errors if each.code != "S011"]
    assert loaded.curriculum is not None and not wrong, wrong
    card = pages(loaded.curriculum)["substances/toluene"]
    rows = [
        (row.cssselect("a")[0].get("href"), " ".join(row.cssselect("td")[0].text_content().split()))
        for row in card.cssselect("tbody tr")
    ]
    assert rows == [
        ("../../methods/#m-new", "标准新 施行日期待核 单一来源"),
        ("../../methods/#m-abroad", "标准外"),
        ("../../methods/#m-old", "标准旧 已废止"),
        ("../../limits/#toluene-air", "某行业排放标准状态干气"),
    ]
    limit = " ".join(card.text_content().split())
    assert "≤ 40 mg/m³ 单一来源" in limit and "表3" in limit


def test_values_are_escaped(curriculum: Curriculum) -> None:
    sources = "".join(page.body for page in substance_pages(curriculum))
    assert "acid &lt;its salts&gt;" in sources and "<its salts>" not in sources


def test_list_can_be_filtered(curriculum: Curriculum) -> None:
    page = pages(curriculum)["substances"]
    (element,) = page.cssselect("coursebook-filter")
    assert [facet["key"] for facet in json.loads(element.get("data-facets"))] == [
        "annex",
        "category",
        "batch",
        "china",
    ]
    items = {item.get("id"): item for item in page.cssselect(".filter-item")}
    assert list(items) == ["hcb", "chlorpyrifos", "pfos", "toluene", "dioxin"]
    seen = {id: (i.get("data-annex"), i.get("data-china")) for id, i in items.items()}
    assert seen == {
        "hcb": ("A C", "in-force"),
        "chlorpyrifos": ("A", "not-seen"),
        "pfos": ("B", "in-force domestic"),
        "toluene": ("none", "domestic"),
        "dioxin": ("candidate", None),
    }
    assert items["hcb"].get("data-annex-label") == "附件A|附件C"
    assert items["pfos"].get("data-china-label") == "对我国生效|国内清单"
    assert items["hcb"].cssselect("a")[0].get("href") == "hcb/"


def test_a_listing_binds_china_from_its_day(curriculum: Curriculum) -> None:
    """The day before it enters into force for China a listing does not bind."""
    course = curriculum.course.model_copy(
        update={"as_of": curriculum.course.as_of.replace(2004, 11, 10)}
    )
    eve = dataclasses.replace(curriculum, course=course)
    hcb = eve.substance["hcb"]
    assert china_status(eve, hcb, list_entries(eve)) == ("not-seen",)


def test_china_lists_point_to_cards(curriculum: Curriculum) -> None:
    page = pages(curriculum)["lists"]
    rows = [row.text_content().split("\n") for row in page.cssselect("tbody tr")]
    assert len(rows) == 2
    links = [a.get("href") for a in page.cssselect("a")]
    assert links == ["../instruments/#eec-2026", "../substances/pfos/", "../substances/toluene/"]


def test_no_lists_no_page(tiny: Path) -> None:
    (tiny / "curriculum/lists.yml").unlink()
    curriculum = load(tiny).curriculum
    assert curriculum is not None
    assert "lists" not in pages(curriculum)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("六氯苯和HCB", {"hcb"}),
        ("HCBD不是它", set()),
        ("CAS 118-74-1。", {"hcb"}),
        ("1118-74-1", set()),
        ("PFOSF，PFOS类", {"pfos"}),
        ("含PFOSs", {"pfos"}),
        ("XPFOS", set()),
        ("全氟辛基磺酰氟", {"pfos"}),
        ("其盐类", set()),
        ("甲苯、二甲苯", {"toluene"}),
        ("二甲苯", set()),
        ("邻甲苯胺", set()),
    ],
)
def test_names_are_found_whole(curriculum: Curriculum, text: str, named: set[str]) -> None:
    assert NameFinder(curriculum.substances).found_in(text) == named


def test_longest_name_counts() -> None:
    """In the real register one name is often the beginning of another."""
    curriculum = load(ROOT, None).curriculum
    assert curriculum is not None
    finder = NameFinder(curriculum.substances)
    assert finder.found_in("五氯苯酚") == {"pcp"}
    assert finder.found_in("五氯苯") == {"pecb"}
    assert finder.found_in("HCBD") == {"hcbd"}
    assert finder.found_in("二噁英") == {"pcdd", "pcdf"}
    assert finder.found_in("盐类和酯类，相关化合物，商用混合物，异构体") == set()
    for substance in curriculum.substances:
        for name in names_of(substance):
            assert len(name) > 1, (substance.id, name)


def test_mentions_are_counted(tiny: Path) -> None:
    """Published practice questions only: neither drafts nor exam questions."""
    bank = tiny / "quizzes/practice/pops/names.yml"
    text = bank.read_text(encoding="utf-8").replace("CAS号118-74-?的", "六氯苯118-74-?的")
    text += (
        text.splitlines()[-1]
        .replace("names-002, ", "names-003, status: draft, ")
        .replace("CAS号的末位", "HCB的末位")
    )
    bank.write_text(text, encoding="utf-8")
    exam = tiny / "quizzes/exam/sample/law/basics.yml"
    exam.write_text(exam.read_text(encoding="utf-8").replace("当月", "六氯苯"), encoding="utf-8")
    curriculum = load(tiny).curriculum
    assert curriculum is not None
    found = mentions(curriculum)
    assert found.modules["hcb"] == ("pops/names",)
    assert len([q for q in curriculum.questions() if {"HCB", "六氯苯"} & words(q)]) == 3
    assert found.questions["hcb"] == 1
    card = pages(curriculum)["substances/hcb"]
    assert card.cssselect("ul a")[-1].get("href") == "../../../pops/names/"
    assert "练习题里有 1 道提到它" in card.text_content()


def words(question: Question) -> set[str]:
    return {name for name in ("HCB", "六氯苯") for text in question.texts if name in text}


def test_columns_of_data_tables(curriculum: Curriculum) -> None:
    columns = "[name, formula, mass, exemptions, china_exemptions, lists]"
    table = data_table(curriculum, {"from": "substances", "columns": columns})
    assert table.head[1:] == ("分子式", "分子量（g/mol）", "公约的豁免", "我国的豁免", "国内清单")
    rows = {row[0]: row[1:] for row in table.rows}
    assert rows["六氯苯"] == ("C6Cl6", "284.78", "—", "—", "—")
    assert rows["全氟辛基磺酸及其盐类和全氟辛基磺酰氟"] == (
        "—",
        "—",
        "硬金属电镀（已到期：2025年12月3日）；切叶蚁饵剂（到2036年）",
        "灭火泡沫药剂（已到期：2023年12月31日）",
        "重点清单（2023年版）第一项",
    )
    asked = {"from": "substances", "columns": "[lists]", "where": "{id: toluene}"}
    assert data_table(curriculum, asked).rows == (("重点清单（2023年版）PC001",),)


@pytest.mark.parametrize(
    ("formula", "html"),
    [
        ("C6Cl6", "C<sub>6</sub>Cl<sub>6</sub>"),
        ("CHCl3", "CHCl<sub>3</sub>"),
        ("C8F17O3S-", "C<sub>8</sub>F<sub>17</sub>O<sub>3</sub>S<sup>-</sup>"),
        ("Hg+2", "Hg<sup>+2</sup>"),
    ],
)
def test_formulas(formula: str, html: str) -> None:
    assert formula_html(formula) == html
