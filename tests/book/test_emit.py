"""Every folder of ``cases/``: an element tree, and the Typst source that it becomes.

``pytest tests/book --record`` writes the files anew; review them in the diff.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from coursebook.outputs.book.emit import RULES, emit
from coursebook.outputs.book.error import BookError
from coursebook.outputs.book.walk import Scope, kind_of

from .conftest import CASES

Fragment = Callable[[str], Element]


def test_case(case: Path, fragment: Fragment, scope: Scope, request: pytest.FixtureRequest) -> None:
    tree = fragment((case / "in.html").read_text(encoding="utf-8"))
    found = emit(tree, scope) + "\n"
    _compare(case / "out.typ", found, request)


def test_refused_case(
    refused_case: Path, fragment: Fragment, scope: Scope, request: pytest.FixtureRequest
) -> None:
    tree = fragment((refused_case / "in.html").read_text(encoding="utf-8"))
    with pytest.raises(BookError) as caught:
        emit(tree, scope)
    _compare(refused_case / "error.txt", str(caught.value) + "\n", request)


def _compare(golden: Path, found: str, request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--record", default=False):
        golden.write_text(found, encoding="utf-8", newline="\n")
    assert golden.exists(), f"{golden} is missing: run pytest with --record"
    assert found == golden.read_text(encoding="utf-8")


def test_every_element_of_the_vocabulary_has_a_case(fragment: Fragment) -> None:
    trees = [fragment(file.read_text(encoding="utf-8")) for file in CASES.glob("*/in.html")]
    seen = {kind_of(element) for tree in trees for element in tree.iter()}
    assert seen >= set(RULES), set(RULES) - seen


def test_the_tree_is_left_as_it_was(fragment: Fragment, scope: Scope) -> None:
    html = (CASES / "footnotes" / "in.html").read_text(encoding="utf-8")
    tree, untouched = fragment(html), fragment(html)
    emit(tree, scope)
    assert [(e.tag, e.text, e.tail, e.attrib) for e in tree.iter()] == [
        (e.tag, e.text, e.tail, e.attrib) for e in untouched.iter()
    ]
