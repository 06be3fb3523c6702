"""Which paraphrase a citation gets, and where it leads."""

from __future__ import annotations

import dataclasses

import pytest

from coursebook.load import load
from coursebook.model.citation import parse_citation
from coursebook.model.curriculum import Curriculum
from coursebook.model.law import Article
from coursebook.views.citations import citation_view
from coursebook.views.paraphrases import shortened
from coursebook.views.uses import citing
from tests.conftest import TINY

PLACES = (
    "第十条",
    "第十条第二款",
    "第十条第二款第一项",
    "第十一条第一款",
    "第十二条第三项",
    "第十四条",
)


@pytest.fixture(scope="module")
def curriculum() -> Curriculum:
    tiny = load(TINY).curriculum
    assert tiny is not None
    articles = tuple(
        Article(at=at, heading="题", text=f"说的是{at}。", trust="verified").of("eec-2026")
        for at in PLACES
    )
    return dataclasses.replace(tiny, articles=articles)


@pytest.mark.parametrize(
    ("cited", "found", "anchor"),
    [
        ("第十条第二款第一项", "第十条第二款第一项", "a10-2-1"),
        ("第十条第二款第九项", "第十条第二款", "a10-2"),
        ("第十条第三款第一项", "第十条", "a10"),
        ("第十条第一款", "第十条", "a10"),
        ("第十一条", "第十一条第一款", "a11-1"),
        ("第十二条第一款第三项", "第十二条第三项", "a12-1-3"),
        ("第十条至第十三条", "第十条", "a10"),
        ("第十一条第二款", None, "eec-2026"),
        ("第十三条至第十四条", None, "eec-2026"),
        ("", None, "eec-2026"),
    ],
)
def test_best_paraphrase(
    curriculum: Curriculum, cited: str, found: str | None, anchor: str
) -> None:
    view = citation_view(curriculum, parse_citation(f"eec-2026 {cited}"))
    assert view is not None
    assert view.target == f"reference/instruments/eec-2026.md#{anchor}"
    standing, *says = view.tooltip.split("\n")
    assert standing.endswith("现行")
    assert says == ([f"{found}　题：说的是{found}。"] if found else [])


def test_instrument_without_paraphrases_leads_to_the_list(curriculum: Curriculum) -> None:
    view = citation_view(curriculum, parse_citation("gb-31574-2015 表3"))
    assert view is not None
    assert view.target == "reference/instruments.md#gb-31574-2015"
    assert "\n" not in view.tooltip


def test_single_source_is_said(curriculum: Curriculum) -> None:
    single = Article(at="第五条", heading="题", text="话。", trust="single").of("eec-2026")
    changed = dataclasses.replace(curriculum, articles=(single,))
    view = citation_view(changed, parse_citation("eec-2026 第五条"))
    assert view is not None and view.tooltip.endswith("第五条　题：话。（单一来源）")


@pytest.mark.parametrize(
    ("text", "end"),
    [("甲" * 160, "甲"), ("甲" * 120 + "。" + "乙" * 80, "甲。…"), ("甲。" + "乙" * 200, "乙…")],
)
def test_shortened(text: str, end: str) -> None:
    short = shortened(text)
    assert len(short) <= 160
    assert short.endswith(end)


def test_a_range_counts_for_every_article_and_exam_questions_for_none() -> None:
    tiny = load(TINY).curriculum
    assert tiny is not None
    found = citing(tiny)
    assert "law/basics" in found.articles["eec-2026", 1057].modules
    practice = dataclasses.replace(
        tiny, banks=tuple(b for b in tiny.banks if b.scope == "practice")
    )
    assert citing(practice) == found
