"""The curriculum that we publish passes its own rules and keeps its promises."""

from __future__ import annotations

import dataclasses
import datetime
from collections import Counter
from pathlib import Path

import pytest

from coursebook.load import Loaded, load
from coursebook.model.curriculum import Curriculum
from coursebook.model.module import FreePage
from coursebook.model.question import Scope
from coursebook.rules import RULES
from coursebook.source.body import scan
from tests.conftest import ROOT

REPEALED = {
    "epl-2014",
    "eia-law-2018",
    "marine-law-2023",
    "air-law-2018",
    "water-law-2017",
    "soil-law-2018",
    "solid-waste-law-2020",
    "noise-law-2021",
    "radioactive-law-2003",
    "cleaner-production-law-2012",
}
FIRST_SIX = {
    "law/eco-code",
    "conventions/listed-pops",
    "pops/identify",
    "emerging/np-screening",
    "metals/secondary-al",
    "enforcement/metal-inspection",
}


@pytest.fixture(scope="module")
def loaded() -> Loaded:
    return load(ROOT)


@pytest.fixture(scope="module")
def curriculum(loaded: Loaded) -> Curriculum:
    assert loaded.curriculum is not None
    return loaded.curriculum


def test_no_errors(loaded: Loaded) -> None:
    assert [str(problem) for problem in loaded.errors] == []


def test_outline_is_the_whole_book(curriculum: Curriculum) -> None:
    assert len(curriculum.outline) == 8
    assert len(curriculum.entries) == 45
    assert set(curriculum.module) >= FIRST_SIX


def test_every_module_is_checked_and_asked(curriculum: Curriculum) -> None:
    for module in curriculum.modules:
        assert "checker" in module.reviewed.by, f"{module.id}: nobody but its author has checked it"
        questions = curriculum.practice[module.id].questions
        assert len(questions) >= 12, module.id
        assert len({question.type for question in questions}) >= 4, module.id
        names = Counter(box.name for box in module.body.boxes)
        for box in ("figure", "table", "tier", "instructor", "example", "misconception", "summary"):
            assert names[box], f"{module.id} has no {box}"
        assert module.body.citations, module.id


def test_question_texts_are_not_repeated(curriculum: Curriculum) -> None:
    stems = Counter(question.stem for question in curriculum.questions())
    assert [stem for stem, count in stems.items() if count > 1] == []


def test_exam_sample_is_labelled(curriculum: Curriculum) -> None:
    banks = [bank for bank in curriculum.banks if bank.scope is Scope.EXAM]
    assert banks
    for bank in banks:
        assert bank.label and "示例" in bank.label, bank.place()


def test_moving_as_of_flips_the_ten_repealed_laws(curriculum: Curriculum) -> None:
    """The Code ended ten laws on 2026-08-15; nothing else changes standing overnight."""
    before = datetime.date(2026, 8, 14)
    after = datetime.date(2026, 8, 15)
    ended = {
        each.id
        for each in curriculum.instruments
        if each.standing(before) == "in_force" and each.standing(after) == "ended"
    }
    assert ended == REPEALED
    changed = {
        each.id for each in curriculum.instruments if each.standing(before) != each.standing(after)
    }
    assert changed == REPEALED | {"eec-2026"}


def test_every_use_of_a_repealed_law_is_marked(curriculum: Curriculum) -> None:
    """On the eve of the Code the same text would be wrong the other way round: rules see it."""
    course = curriculum.course.model_copy(update={"as_of": datetime.date(2026, 8, 14)})
    eve = dataclasses.replace(curriculum, course=course)
    findings = list(RULES["S003"].check(eve))
    assert any("《生态环境法典》到2026-08-14还没有施行" in f.message for f in findings)
    assert all("到2026-08-14还没有施行" in f.message for f in findings)


def citing(curriculum: Curriculum, citations: list[str], day: datetime.date) -> list[str]:
    """Return what S003 says of a page with these citations on a day."""
    text = "\n".join(f"[@{each}]" for each in citations)
    page = FreePage("docs/index.md", scan(text, "docs/index.md"))
    course = curriculum.course.model_copy(update={"as_of": day})
    changed = dataclasses.replace(
        curriculum, course=course, pages=(page,), modules=(), banks=(), terms=()
    )
    return [finding.message for finding in RULES["S003"].check(changed)]


def test_overnight_the_ten_laws_become_errors(curriculum: Curriculum) -> None:
    """Every one of our instruments, cited as current: what the two days say differs by the ten."""
    specs = [f"{each.id} | 草案" for each in curriculum.instruments if each.id != "eec-2026"]
    before = citing(curriculum, specs, datetime.date(2026, 8, 14))
    after = citing(curriculum, specs, datetime.date(2026, 8, 15))
    new = Counter(m.replace("2026-08-15还", "2026-08-14还") for m in after) - Counter(before)
    assert len(after) == len(before) + len(REPEALED)
    shorts = {curriculum.instrument[id].short for id in REPEALED}
    assert {message.partition("已于2026-08-15失效")[0] for message in new} == shorts


def test_messages_name_the_article_that_replaces(curriculum: Curriculum) -> None:
    day = datetime.date(2026, 8, 15)
    (exact,) = citing(curriculum, ["solid-waste-law-2020 第一百一十二条第一款第一项"], day)
    assert "现在是《生态环境法典》第一千一百七十五条第一款第一项" in exact
    assert citing(curriculum, ["eec-2026 第一千一百七十五条"], day) == []
    rows = [row for row in curriculum.correspondences if row.old.instrument in REPEALED]
    specs = [f"{row.old.instrument} {row.old.at}" for row in rows]
    messages = citing(curriculum, specs, day)
    assert len(messages) == len(rows) > 900
    for row, message in zip(rows, messages, strict=True):
        assert ("现在是" if row.new else "没有与") in message, message
        assert not row.new or row.new[0].at in message, message


def test_no_file_names_a_host_or_a_machine() -> None:
    """Nothing of the workplace in the project; readers' addresses are official sites only."""
    for folder in ("docs", "curriculum", "quizzes"):
        for path in Path(ROOT / folder).rglob("*"):
            if path.is_file() and path.suffix in (".md", ".yml", ".svg"):
                text = path.read_text(encoding="utf-8")
                assert "localhost" not in text and f"/{ROOT.parts[1]}/" not in text, path
