"""Module text → HTML: input ``cases/<name>.md``, expected ``cases/<name>.html``.

The case stands in the tiny curriculum as the body of ``law/basics``.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from coursebook.load import load
from coursebook.markup.convert import Converter
from coursebook.model.curriculum import Curriculum
from coursebook.source.body import scan
from tests.conftest import TINY

CASES = sorted((Path(__file__).parent / "cases").glob("*.md"))


@pytest.fixture(scope="module")
def curriculum() -> Curriculum:
    loaded = load(TINY)
    assert loaded.curriculum is not None and not loaded.errors
    return loaded.curriculum


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.stem)
def test_case(path: Path, curriculum: Curriculum, request: pytest.FixtureRequest) -> None:
    module = curriculum.module["law/basics"]
    body = scan(path.read_text(encoding="utf-8"), "docs/law/basics.md")
    changed = module.with_body(module.id, body)
    replaced = Curriculum(
        **{
            **{name: getattr(curriculum, name) for name in curriculum.__dataclass_fields__},
            "modules": (changed, curriculum.module["pops/names"]),
        }
    )
    converted = Converter(replaced).convert(changed)
    problems = "".join(f"<!-- {problem} -->\n" for problem in (*body.problems, *converted.problems))
    found = problems + converted.html.strip() + "\n"
    golden = path.with_suffix(".html")
    if request.config.getoption("--record"):
        golden.write_text(found, encoding="utf-8")
    assert found == golden.read_text(encoding="utf-8")
    assert "\ue0fe" not in found, "the shield of | must not reach a page"
    assert "\ue0fd" not in found, "the mark of a citation's place must not reach a page"


def test_tree_keeps_what_the_page_hides(curriculum: Curriculum) -> None:
    """Instructor boxes are in the tree for the book, never in the public HTML."""
    converted = Converter(curriculum).convert(curriculum.module["law/basics"])
    boxes = [e for e in converted.tree.iter("div") if "box-instructor" in (e.get("class") or "")]
    assert len(boxes) == 1
    assert "讲师专用的一句话" not in converted.html
    assert "讲师专用的一句话" in "".join(boxes[0].itertext())


def test_converting_twice_gives_the_same(curriculum: Curriculum) -> None:
    converter = Converter(curriculum)
    first = [converter.convert(module).html for module in curriculum.modules]
    assert first == [converter.convert(module).html for module in curriculum.modules]
