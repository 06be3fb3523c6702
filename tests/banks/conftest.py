"""Banks to export: the cases found by folder, laid over the tiny curriculum, and the real ones."""

from __future__ import annotations

import functools
import json
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from coursebook.load import load
from coursebook.model.curriculum import Curriculum
from coursebook.model.question import Bank
from coursebook.source.yaml_reader import read_yaml

ROOT = Path(__file__).resolve().parents[2]
TINY = ROOT / "tests/data/tiny"
CASES = Path(__file__).parent / "cases"
READER = ROOT / "tests/npm/read_gift.mjs"
PRACTICE = ROOT / "quizzes/practice"

Raw = dict[str, Any]


@dataclass(frozen=True)
class Source:
    """A loaded bank, and the same file as plain YAML: what read-back tests compare with."""

    curriculum: Curriculum
    bank: Bank
    raw: list[Raw]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test that asks for ``case`` on every case, for ``source`` on the real banks too."""
    cases = sorted(CASES.iterdir())
    if "case" in metafunc.fixturenames:
        metafunc.parametrize("case", cases, ids=lambda path: path.name)
    if "source" in metafunc.fixturenames:
        files = [each / "in.yml" for each in cases] + sorted(PRACTICE.rglob("*.yml"))
        names = [file.relative_to(ROOT).with_suffix("").as_posix() for file in files]
        metafunc.parametrize("source", files, ids=names, indirect=True)


@pytest.fixture(scope="session")
def project() -> Curriculum:
    """The curriculum of this repository."""
    curriculum = load(ROOT).curriculum
    assert curriculum is not None
    return curriculum


@pytest.fixture(scope="session")
def overlay(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Source]:
    """Return a case's bank as the practice bank of the tiny curriculum's first module."""

    @functools.cache
    def laid(file: Path) -> Source:
        tiny = tmp_path_factory.mktemp("bank") / "tiny"
        shutil.copytree(TINY, tiny)
        shutil.copy(file, tiny / "quizzes/practice/law/basics.yml")
        curriculum = load(tiny).curriculum
        assert curriculum is not None
        return Source(curriculum, curriculum.practice["law/basics"], plain(file))

    return laid


@pytest.fixture
def source(request: pytest.FixtureRequest, overlay: Callable[[Path], Source]) -> Source:
    file: Path = request.param
    if CASES in file.parents:
        return overlay(file)
    project: Curriculum = request.getfixturevalue("project")
    module = file.relative_to(PRACTICE).with_suffix("").as_posix()
    return Source(project, project.practice[module], plain(file))


def plain(file: Path) -> list[Raw]:
    """Return the questions of a file, each case followed by its parts, texts stripped."""
    value, _ = read_yaml(file.read_text(encoding="utf-8"), file.name)
    found: list[Raw] = []
    for question in stripped(value["questions"]):
        found.append(question)
        for part in question.get("parts", ()):
            found.append(part | {"in": question})
    return found


def stripped(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: stripped(each) for key, each in value.items()}
    if isinstance(value, list):
        return [stripped(each) for each in value]
    return value.strip() if isinstance(value, str) else value


@pytest.fixture(scope="session")
def notation() -> Callable[[str], str]:
    """Return HTML as an author would have typed it: ``<sub>2</sub>`` is ``~2~``."""
    return typed


MARKS = {"strong": "**", "sub": "~", "sup": "^", "code": "`"}


def typed(markup: str) -> str:
    return _typed(html.fragment_fromstring(markup, create_parent="div")) if markup else ""


def _typed(element: Any) -> str:
    inside = (element.text or "") + "".join(_typed(child) + (child.tail or "") for child in element)
    if element.tag == "br":
        return "\n"
    assert element.tag in (*MARKS, "div", "p", "ol", "li", "span"), element.tag
    mark = MARKS.get(element.tag, "")
    return f"{mark}{inside}{mark}"


@pytest.fixture(scope="session")
def read_gift(tmp_path_factory: pytest.TempPathFactory) -> Callable[[bytes], list[Raw]]:
    """Read GIFT with npm's ``gift-pegjs``, a parser that nobody here wrote."""
    if not (READER.parent / "node_modules/gift-pegjs").is_dir():
        pytest.fail(
            "缺少 GIFT 阅读器 gift-pegjs，请先运行：npm ci --prefix tests/npm"
            " (the GIFT reader is not installed: run `npm ci --prefix tests/npm`)",
            pytrace=False,
        )
    folder = tmp_path_factory.mktemp("gift")

    def read(data: bytes) -> list[Raw]:
        file = folder / "bank.gift"
        file.write_bytes(data)
        found = subprocess.run(
            ["node", READER, file], capture_output=True, check=False, encoding="utf-8"
        )
        assert found.returncode == 0, found.stderr
        questions: list[Raw] = json.loads(found.stdout)
        return questions

    return read
