"""Search of everything published for exam questions."""

from __future__ import annotations

import gzip
import html
import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from ..markup.inline_text import plain_text
from ..model.curriculum import Curriculum
from ..model.question import Question, Scope
from ..rules.exam import MIN_STEM
from ..source.passages import Passages
from ..source.place import Place
from ..source.problem import Problem

_PACKED = frozenset({".gz", ".pf_index", ".pf_fragment", ".pf_meta", ".pagefind"})
_ZIPPED = frozenset({".xlsx", ".docx", ".zip", ".apkg"})


def exam_leaks(curriculum: Curriculum, site: Path) -> list[Problem]:
    """Return a problem for each exam question whose id or stem stands in a file of ``site``.

    Packed files are unpacked first. The message names file and question, never the
    question's text: it may be printed in a public log.
    """
    questions = {question.id: question for question in curriculum.asked(Scope.EXAM)}
    if not questions:
        return []
    ids = Passages((id, id) for id in questions)
    stems = Passages(
        (form, question.id)
        for question in questions.values()
        if len(stem := " ".join(question.stem.split())) >= MIN_STEM
        for form in {stem, plain_text(stem), html.escape(stem), html.escape(plain_text(stem))}
    )
    found = []
    for path in sorted(site.rglob("*")):
        if not path.is_file():
            continue
        leaked = {
            id
            for content in _contents(path)
            for each in (ids, stems)
            for id in each.found_in(content)
        }
        name = path.relative_to(site).as_posix()
        found += [_problem(questions[id], name) for id in sorted(leaked)]
    return found


def _problem(question: Question, name: str) -> Problem:
    place = question.place()
    return Problem(
        Place(place.path, place.line),
        "E010",
        f"考题“{question.id}”出现在公开文件 {name} 里",
        "从公开内容里删去，并换掉这道考题",
    )


def _contents(path: Path) -> Iterator[bytes]:
    data = path.read_bytes()
    yield data
    try:
        if path.suffix in _PACKED:
            yield gzip.decompress(data)
        elif path.suffix in _ZIPPED:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                for name in archive.namelist():
                    yield archive.read(name)
    except (OSError, EOFError, zlib.error, zipfile.BadZipFile):
        # Not packed after all; its bytes have been searched.
        return
