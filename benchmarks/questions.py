"""Questions of the generated modules: every type, as the data of a bank file."""

from __future__ import annotations

import itertools
from typing import Any

from .vocabulary import Writer

Question = dict[str, Any]

LEVELS = ("remember", "understand", "apply", "analyse", "apply")
PLAN = (
    *("single",) * 4,
    *("multiple",) * 2,
    *("truefalse",) * 2,
    *("fill", "numeric", "match", "order", "short", "case"),
)
"""Types of the practice questions of a module, in order."""


EXAM = 2
"""Exam questions of a module."""


def practice_questions(writer: Writer, slug: str, count: int | None = None) -> list[Question]:
    """Return the practice questions of a module, the plan begun anew until there are ``count``."""
    types = itertools.islice(itertools.cycle(PLAN), count or len(PLAN))
    return [
        _tagged(_question(writer, f"{slug}-{n:03d}", type), n) for n, type in enumerate(types, 1)
    ]


def exam_questions(writer: Writer, slug: str) -> list[Question]:
    """Return two exam questions, which no published file may show: their stems stand alone."""
    questions = []
    for n, type in enumerate(("single", "truefalse"), 1):
        question = _tagged(_question(writer, f"{slug}-x{n:02d}", type), n)
        question["stem"] = f"{writer.name()}与{writer.name()}同受检查。{question['stem']}"
        questions.append(question)
    return questions


def _tagged(question: Question, number: int) -> Question:
    return question | {
        "objective": f"o{number % 4 + 1}",
        "tier": ["province", "city", "county"][number % 3 :],
        "level": LEVELS[number % len(LEVELS)],
        "difficulty": number % 5 + 1,
    }


def _question(writer: Writer, id: str, type: str) -> Question:
    head = {"id": id, "type": type}
    tail = {"explanation": writer.paragraph(40), "sources": ["eec-2026 第五十三条"]}
    match type:
        case "single" | "multiple":
            kind = "action" if type == "single" else "object"
            stem = f"{writer.sentence().removesuffix('。')}。{_ask(type)}（　）"
            words = writer.words(kind, 4)
            options: list[dict[str, str]] = [
                {"id": letter, "text": f"{word}，{writer.word('measure')}{writer.word('check')}"}
                for letter, word in zip("abcd", words, strict=True)
            ]
            for option in options[2:]:
                option["why"] = writer.sentence()
            answer: Any = "b" if type == "single" else ["a", "b"]
            return head | {"stem": stem, "options": options, "answer": answer} | tail
        case "truefalse":
            return head | {"stem": writer.sentence(), "answer": writer.random.random() < 0.5} | tail
        case "fill":
            stem = (
                f"{writer.name()}停炉后先{{{{1}}}}，再{{{{2}}}}，并{writer.word('measure')}报告。"
            )
            accepted = [[word, f"应{word}"] for word in writer.words("action", 2)]
            return head | {"stem": stem, "answer": accepted} | tail
        case "numeric":
            load, hours = writer.random.randint(2, 60), writer.random.randint(3, 8) * 1000
            stem = f"{writer.word('source')}每小时排出{load}克，运行{hours}小时，共多少千克？"
            key = {"value": load * hours / 1000, "tolerance": 0.5, "unit": "千克"}
            return head | {"stem": stem, "answer": key} | tail
        case "match":
            left = _items("l", writer.words("source", 3))
            right = _items("r", writer.words("substance", 4))
            pairs = {"l1": "r2", "l2": "r1", "l3": "r3"}
            stem = f"按{writer.word('term')}把来源与物质配对。"
            return head | {"stem": stem, "left": left, "right": right, "answer": pairs} | tail
        case "order":
            items = _items("s", writer.words("action", 4))
            answer = ["s2", "s1", "s4", "s3"]
            stem = f"{writer.word('when')}{writer.word('find')}异常，按先后排列。"
            return head | {"stem": stem, "items": items, "answer": answer} | tail
        case "short":
            rubric = [{"point": writer.sentence(), "marks": 2} for _ in range(3)]
            stem = f"说明{writer.word('officer')}怎样用{writer.word('term')}判断来源。"
            return head | {"stem": stem, "rubric": rubric} | tail
        case _:
            parts = [
                _question(writer, f"{id}-{n}", kind)
                for n, kind in enumerate(("single", "short"), 1)
            ]
            return head | {"stem": f"{writer.paragraph(80)}（教学模拟）", "parts": parts}


def _ask(type: str) -> str:
    return "下一步应当" if type == "single" else "要查看的有"


def _items(letter: str, words: list[str]) -> list[dict[str, str]]:
    return [{"id": f"{letter}{n}", "text": word} for n, word in enumerate(words, 1)]
