"""Pages of methods, limits, terms, factors and clauses: every entry once, nothing doubtful unmarked."""

from __future__ import annotations

import math
from pathlib import Path

import lxml.html
import pytest

from coursebook.load import load
from coursebook.model.curriculum import Curriculum
from coursebook.outputs.pages.glossary import glossary_page
from coursebook.outputs.pages.limits import limits_page
from coursebook.outputs.pages.measurement import measurement_navigation, measurement_pages
from coursebook.outputs.pages.methods import methods_page
from coursebook.outputs.pages.page import Page
from coursebook.outputs.pages.requirements import requirements_page
from coursebook.outputs.pages.tags import tag_pages
from coursebook.outputs.pages.teq import comparable, teq_page
from tests.conftest import ROOT, copy_tiny
from tests.registers import add_registers

WORKED = {"i-tef": 0.588, "who-1998": 0.612, "who-2005": 0.482, "who-2022": 0.455}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Curriculum:
    return read(add_registers(copy_tiny(tmp_path_factory.mktemp("registers") / "tiny")))


@pytest.fixture(scope="module")
def real() -> Curriculum:
    return read(ROOT)


def read(root: Path) -> Curriculum:
    loaded = load(root)
    assert not loaded.errors, loaded.errors
    assert loaded.curriculum is not None
    return loaded.curriculum


def tree(page: Page) -> lxml.html.HtmlElement:
    """The HTML blocks of a page; its Markdown headings are plain text in between."""
    return lxml.html.fromstring(f"<main>{page.body}</main>")


def ids(page: Page) -> list[str]:
    return [element.get("id") for element in tree(page).cssselect(".filter-item")]


@pytest.mark.parametrize("name", ["small", "real"])
def test_every_entry_stands_once(name: str, request: pytest.FixtureRequest) -> None:
    c: Curriculum = request.getfixturevalue(name)
    assert sorted(ids(methods_page(c))) == sorted(each.id for each in c.methods)
    assert sorted(ids(limits_page(c))) == sorted(each.id for each in (*c.limits, *c.factors))
    assert sorted(ids(glossary_page(c))) == sorted(each.id for each in c.terms)
    assert ids(requirements_page(c)) == [each.id.lower() for each in c.requirements]


def test_doubtful_values_are_marked_and_only_those(real: Curriculum) -> None:
    page = tree(limits_page(real))
    for limit in (*real.limits, *real.factors):
        marks = [m.get("data-trust") for m in page.get_element_by_id(limit.id).cssselect("sup")]
        assert marks == ([] if limit.trust == "verified" else [limit.trust.value]), limit.id
    page = tree(glossary_page(real))
    for term in real.terms:
        marks = page.get_element_by_id(term.id).cssselect("sup.trust")
        assert bool(marks) == (term.trust != "verified"), term.id


def test_values_are_escaped(small: Curriculum) -> None:
    assert "按&lt;标准&gt;的&quot;条件&quot;" in limits_page(small).body
    assert "含有&quot;受控&quot;物质的&lt;废物&gt;" in glossary_page(small).body


def test_filters_know_every_value(small: Curriculum) -> None:
    method = tree(methods_page(small)).get_element_by_id("hj-77-2")
    assert method.get("data-medium") == "废气 环境空气"
    assert method.get("data-substance") == "pcdd pcdf"
    assert method.get("data-substance-label") == "PCDDs|PCDFs"
    assert "1746-01-6" in method.get("data-words")
    assert "OCDD 0.01 ng/m³（取样2 m³）" in method.text_content()


def test_limits_say_place_condition_and_standing(small: Curriculum) -> None:
    page = tree(limits_page(small))
    row = page.get_element_by_id("dioxins-in-force").text_content()
    for word in ("≤0.5", "ng TEQ/m³", "GB 31574-2015 表3", "2015年7月1日起"):
        assert word in row, word
    ended = page.get_element_by_id("dioxins-ended").getparent().getparent()
    assert ended.cssselect("caption .standing")[0].get("data-standing") == "ended"
    assert "由《生态环境法典》代替" in ended.cssselect("caption")[0].text_content()
    factors = [cell.text_content() for cell in page.get_element_by_id("cu-2").cssselect("td")]
    assert factors[2:4] == ["0.00003", "630"]
    assert page.get_element_by_id("cu-1").cssselect("td")[3].text_content() == "—"


def test_glossary_is_in_the_order_of_a_dictionary(small: Curriculum) -> None:
    page = glossary_page(small)
    assert ids(page) == [
        "one-per-cent",  # figures first
        "congener",  # 长 read cháng
        "route",  # lù
        "aluminium-dross",  # lǚ comes after lu …
        "heap",  # … and before luàn
        "pollution",  # pái
        "pops-waste",  # Latin letters among the syllables
        "grow",  # 长 read zhǎng
    ]
    jumps = [a.get("href") for a in tree(page).cssselect(".jump a")]
    assert jumps == [f"#letter-{letter}" for letter in "0clpz"]
    for jump in jumps:
        assert f"{{{jump}}}" in page.body


def test_glossary_cites_like_a_module(small: Curriculum) -> None:
    entry = tree(glossary_page(small)).get_element_by_id("pops-waste")
    citation = entry.cssselect("a.citation")[0]
    assert citation.text == "〔《生态环境法典》第六百四十四条〕"
    assert citation.get("href", "").startswith("../../reference/instruments/")
    assert citation.get("data-standing") == "in_force"
    assert "，本书概括" in entry.text_content()
    assert "泡普斯废物" in entry.text_content()


def test_factors_are_written_out(real: Curriculum) -> None:
    page = tree(teq_page(real))
    assert len(real.congeners) == 29
    for congener in real.congeners:
        cells = page.get_element_by_id(congener.id).cssselect("td[data-scheme]")
        shown = {cell.get("data-scheme"): cell.text for cell in cells}
        assert set(shown) == set(WORKED)
        for scheme, text in shown.items():
            assert (
                text == "—" if scheme not in congener.tef else float(text) == congener.tef[scheme]
            )
            assert "e" not in text, "a reader sees 0.00003, not 3e-05"


def test_worked_example(real: Curriculum) -> None:
    for scheme, total in WORKED.items():
        terms = [float(c.example) * c.tef[scheme] for c in real.congeners if c.example]
        assert len(terms) == 17
        assert round(math.fsum(terms), 3) == total, scheme


def test_only_limits_in_force_are_compared_with(small: Curriculum, real: Curriculum) -> None:
    assert [each.id for each in comparable(small)] == ["dioxins-in-force", "dioxins-from-memory"]
    assert "只凭记忆的行业（待核）" in teq_page(small).body
    assert comparable(real)[0].id == "gb31574-pcdd-air"


def test_the_edition_not_adopted_says_so(real: Curriculum) -> None:
    page = tree(teq_page(real))
    cautions = page.cssselect("[data-total] small")
    assert [(c.getparent().get("data-total"), c.text) for c in cautions] == [
        ("who-2022", "我国标准未见采用，判定达标不得擅用")
    ]
    assert "报告没有写明所用版本的，不能据以判定是否达标" in page.text_content()


def test_clauses_show_written_and_planned_apart(small: Curriculum) -> None:
    page = tree(requirements_page(small))
    row = page.get_element_by_id("tor-3.2.1")
    state = row.cssselect("td")[-1]
    assert "成稿1讲（3）" in state.text_content()
    assert state.cssselect(".planned")[0].text_content() == "待编写1讲（2）"
    assert "本书定：有核心讲" in page.get_element_by_id("tor-1.1").text_content()
    assert "本书定" not in page.get_element_by_id("tor-2.1").text_content()
    assert page.get_element_by_id("tor-2.1").cssselect("td")[-1].text == "—"


def test_clauses_of_the_client(real: Curriculum) -> None:
    assert len(real.requirements) == 78
    named = {topic for each in real.requirements for topic in each.topics}
    assert named == set(real.topic), "every content point is the business of a clause"
    modules = {module for each in real.requirements for module in each.modules}
    assert modules <= {entry.id for entry in real.entries}


def test_coverage_by_topic_and_tier(small: Curriculum) -> None:
    (page,) = [each for each in tag_pages(small) if each.path == "topics/index.md"]
    cells = {
        row[0].text_content().split()[0]: [cell.text_content() for cell in row[1:]]
        for row in tree(page).cssselect("tbody tr")
    }
    province, _, county = cells["T1.1"]
    assert "核心 1讲（1） 待编写1讲（2）" in province
    assert "核心 1讲（1）" in county
    assert "了解 待编写1讲（2）" in county
    assert "目标" in county


def test_pages_come_with_their_registers(small: Curriculum, tiny: Path) -> None:
    assert [page.path for page in measurement_pages(small)] == [
        path for entry in measurement_navigation(small) for path in entry.values()
    ]
