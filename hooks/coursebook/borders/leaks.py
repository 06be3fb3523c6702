"""Search of everything published for exam questions."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path

from ..model.curriculum import Curriculum
from ..model.question import Question, Scope
from ..source.place import Place
from ..source.problem import Problem

MIN_STEM = 12
"""A stem shorter than this also stands in ordinary text."""


def exam_leaks(curriculum: Curriculum, site: Path) -> list[Problem]:
    """Return a problem for each exam question whose id or stem stands in a file of ``site``.

    The message names file and question, never the question's text: it may be printed in a
    public log.
    """
    needles = [(q, list(_needles(q))) for q in curriculum.questions(Scope.EXAM)]
    if not needles:
        return []
    found = []
    for path in sorted(site.rglob("*")):
        if not path.is_file():
            continue
        content = _content(path)
        for question, texts in needles:
            if any(text in content for text in texts):
                name = path.relative_to(site).as_posix()
                found.append(
                    Problem(
                        Place(question.place().path, question.place().line),
                        "E010",
                        f"考题“{question.id}”出现在公开文件 {name} 里",
                        "从公开内容里删去，并换掉这道考题",
                    )
                )
    return found


def _needles(question: Question) -> Iterator[bytes]:
    yield question.id.encode()
    stem = " ".join(question.stem.split())
    if len(stem) >= MIN_STEM:
        yield stem.encode()


def _content(path: Path) -> bytes:
    data = path.read_bytes()
    if path.suffix in (".gz", ".pf_index", ".pf_fragment", ".pf_meta", ".pagefind"):
        try:
            return gzip.decompress(data)
        except (OSError, EOFError, zlib.error):
            return data
    return data
