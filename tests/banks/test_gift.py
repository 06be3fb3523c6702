"""What gift-pegjs reads from our GIFT files is what the YAML says."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import html

from coursebook.outputs.banks import EXPORTERS
from coursebook.outputs.banks.gift import escape

KINDS = {
    "single": "MC",
    "multiple": "MC",
    "truefalse": "TF",
    "fill": "Short",
    "numeric": "Numerical",
    "match": "Matching",
    "order": "Matching",
    "short": "Essay",
    "case": "Description",
}


@pytest.mark.parametrize("sign", list("~=#{}:\\"))
def test_escape(sign: str) -> None:
    assert escape(f"a{sign}b") == f"a\\{sign}b"


def test_escape_leaves_other_signs() -> None:
    assert escape('a/b[c]\n%50% -> "x" \'') == 'a/b[c]\\n%50% -> "x" \''


def test_read_back(source: Any, read_gift: Any, notation: Any) -> None:
    export = EXPORTERS["gift"](source.curriculum, source.bank)
    head, *questions = read_gift(export.data)
    assert head["type"] == "Category"
    assert head["title"].startswith("$course$/top/")
    assert head["title"].endswith(source.curriculum.course.as_of.isoformat())
    refused = {id for id, _ in export.report.refused}
    wanted = [raw for raw in source.raw if raw["id"] not in refused]
    assert [q["id"] for q in questions] == [id for raw in wanted for id in ids(raw)]
    found = {question["id"]: question for question in questions}
    for raw in wanted:
        for number, id in enumerate(ids(raw), 1):
            check(found[id], raw, number, notation)
            check_tags(found[id], raw, source)
            check_feedback(found[id], raw, notation)


def ids(raw: dict[str, Any]) -> list[str]:
    blanks = len(raw["answer"]) if raw["type"] == "fill" else 1
    return [f"{raw['id']}-b{n}" for n in range(1, blanks + 1)] if blanks > 1 else [raw["id"]]


def check(question: dict[str, Any], raw: dict[str, Any], number: int, notation: Any) -> None:
    """Compare type, name, stem, options, fractions, feedback and answers."""
    assert question["type"] == KINDS[raw["type"]], raw["id"]
    assert question["title"].split()[0] == question["id"]
    assert question["stem"]["format"] == "html"
    assert notation(question["stem"]["text"]) == stem(raw, number)
    match raw["type"]:
        case "single" | "multiple":
            assert len(question["choices"]) == len(raw["options"])
            for choice, option in zip(question["choices"], raw["options"], strict=True):
                assert notation(choice["text"]["text"]) == option["text"]
                assert feedback(choice, notation) == option.get("why", "")
                share(choice, option["id"], raw)
        case "truefalse":
            assert question["isTrue"] is raw["answer"]
        case "fill":
            accepted = [text.replace("*", "\\*") for text in raw["answer"][number - 1] if text]
            assert [choice["text"]["text"] for choice in question["choices"]] == accepted
            assert all(choice["isCorrect"] for choice in question["choices"])
        case "numeric":
            answer = raw["answer"]
            assert question["choices"] == {
                "type": "range",
                "number": answer["value"],
                "range": answer["tolerance"],
            }
        case "match":
            right = {item["id"]: plain(item["text"]) for item in raw["right"]}
            rows = [(item["text"], right[raw["answer"][item["id"]]]) for item in raw["left"]]
            spare = set(right) - set(raw["answer"].values())
            rows += [("", right[item["id"]]) for item in raw["right"] if item["id"] in spare]
            assert pairs(question, notation) == rows
        case "order":
            place = {id: f"第{n}位" for n, id in enumerate(raw["answer"], 1)}
            assert pairs(question, notation) == [(i["text"], place[i["id"]]) for i in raw["items"]]


def share(choice: dict[str, Any], id: str, raw: dict[str, Any]) -> None:
    if raw["type"] == "single":
        assert choice["weight"] is None
        assert choice["isCorrect"] is (id == raw["answer"])
    else:
        right = 100 / len(raw["answer"])
        assert choice["isCorrect"] is False
        assert choice["weight"] == pytest.approx(right if id in raw["answer"] else -100, abs=1e-5)


def feedback(choice: dict[str, Any], notation: Any) -> str:
    return notation(choice["feedback"]["text"]) if choice["feedback"] else ""


def pairs(question: dict[str, Any], notation: Any) -> list[tuple[str, str]]:
    return [
        (notation(pair["subquestion"]["text"]), pair["subanswer"])
        for pair in question["matchPairs"]
    ]


def stem(raw: dict[str, Any], number: int) -> str:
    text: str = raw["stem"]
    if raw["type"] == "numeric":
        unit = raw["answer"].get("unit")
        return text + (f"（只填数字，单位：{unit}）" if unit else "（只填数字）")
    if raw["type"] != "fill":
        return text
    several = len(raw["answer"]) > 1
    for blank in range(1, len(raw["answer"]) + 1):
        line = "_____" if blank == number else "____"
        text = text.replace(f"{{{{{blank}}}}}", f"（{blank}）{line}" if several else line)
    return text + (f"（填第{number}空）" if several else "")


def plain(text: str) -> str:
    """Right sides are plain text; these are the only marks in the cases and real banks."""
    for typed, shown in (("CO~2~", "CO₂"), ("H~2~O", "H₂O"), ("m^3^", "m³"), ("k~max~", "kmax")):
        text = text.replace(typed, shown)
    return text.replace("**", "")


def check_tags(question: dict[str, Any], raw: dict[str, Any], source: Any) -> None:
    head = raw.get("in", raw)
    level = {"remember": "记忆", "understand": "理解", "apply": "应用", "analyse": "分析"}
    tiers = [f"tier-{source.curriculum.tier[tier].short}" for tier in head["tier"]]
    assert question["tags"][: len(tiers)] == tiers
    for tag in (
        f"level-{level[head['level']]}",
        f"objective-{head['objective']}",
        f"module-{source.bank.module}",
        f"difficulty-{head['difficulty']}",
    ):
        assert tag in question["tags"]
    assert ("rev-2" in question["tags"]) is (raw.get("rev") == 2)


def check_feedback(question: dict[str, Any], raw: dict[str, Any], notation: Any) -> None:
    """The general feedback has explanation, sources and, for short answers, the rubric."""
    if raw["type"] == "case":
        return
    shown = question["globalFeedback"]["text"]
    lines = [
        notation(html.tostring(p, encoding="unicode", with_tail=False)) for p in paragraphs(shown)
    ]
    labels = dict(line.removeprefix("**").split("：**", 1) for line in lines)
    assert labels["解析"] == raw["explanation"]
    assert labels["依据"] and "eec-2026" not in labels["依据"]
    for number, point in enumerate(raw.get("rubric", ()), 1):
        assert labels[f"评分要点{number}（{point['marks']:g}分）"] == point["point"]
    whole = raw.get("in")
    if whole and whole["parts"][-1]["id"] == raw["id"] and whole.get("explanation"):
        assert labels["全案解析"] == whole["explanation"]


def paragraphs(markup: str) -> list[Any]:
    return list(html.fragment_fromstring(markup, create_parent="div"))
