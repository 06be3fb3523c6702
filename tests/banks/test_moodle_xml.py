"""Moodle XML, node by node, against the YAML."""

from __future__ import annotations

import html as entities
import re
from typing import Any

import pytest
from lxml import etree

from coursebook.outputs.banks import EXPORTERS

KINDS = {
    "single": "multichoice",
    "multiple": "multichoice",
    "truefalse": "truefalse",
    "numeric": "numerical",
    "match": "matching",
    "order": "matching",
    "short": "essay",
    "case": "description",
}
HEAD = [
    "name",
    "questiontext",
    "generalfeedback",
    "defaultgrade",
    "penalty",
    "hidden",
    "idnumber",
    "tags",
]
BODY = {
    "single": ["single", "shuffleanswers", "answernumbering"],
    "multiple": ["single", "shuffleanswers", "answernumbering"],
    "numeric": ["unitgradingtype", "unitpenalty", "showunits"],
    "match": ["shuffleanswers"],
    "order": ["shuffleanswers"],
    "short": [
        "responseformat",
        "responserequired",
        "responsefieldlines",
        "attachments",
        "graderinfo",
    ],
}

# Moodle's own expressions, from question/type/multianswer/questiontype.php.
ALTERNATIVE = r"(?:=|%(?:-?[0-9]+)%)?.+?(?<!\\)(?<!&)(?<!&amp;)(?=[~#}]|$)"
FIELD = re.compile(rf"\{{([0-9]*):SHORTANSWER:({ALTERNATIVE}(?:~{ALTERNATIVE})*)\}}", re.DOTALL)


def test_read_back(source: Any, notation: Any) -> None:
    export = EXPORTERS["moodle-xml"](source.curriculum, source.bank)
    head, *questions = etree.fromstring(export.data)
    check_category(head, source)
    refused = {id for id, _ in export.report.refused}
    wanted = [raw for raw in source.raw if raw["id"] not in refused]
    assert [question.findtext("idnumber") for question in questions] == [
        raw["id"] for raw in wanted
    ]
    for question, raw in zip(questions, wanted, strict=True):
        check_head(question, raw, source, notation)
        check_body(question, raw, notation)


def check_category(question: Any, source: Any) -> None:
    assert question.get("type") == "category"
    assert [child.tag for child in question] == ["category", "info"]
    path = question.findtext("category/text").split("/")
    assert path[:2] == ["$course$", "top"]
    assert path[2] == source.curriculum.course.title
    assert path[-1] == f"练习题 {source.curriculum.course.as_of.isoformat()}"


def check_head(question: Any, raw: dict[str, Any], source: Any, notation: Any) -> None:
    several = raw["type"] == "fill" and len(raw["answer"]) > 1
    fill = "cloze" if several else "shortanswer"
    assert question.get("type") == KINDS.get(raw["type"], fill)
    assert [child.tag for child in question][: len(HEAD)] == HEAD
    assert question.findtext("name/text").split()[0] == raw["id"]
    assert question.findtext("penalty") == "0"
    assert question.findtext("hidden") == "0"
    assert float(question.findtext("defaultgrade")) == grade(raw)
    if not several:
        assert notation(text(question, "questiontext")) == stem(raw)
    shown = text(question, "generalfeedback")
    assert notation(shown).startswith("**" if raw.get("explanation") else "")
    if raw.get("explanation"):
        assert f"**解析：**{raw['explanation']}" in notation(shown)
    if raw.get("sources"):
        assert "**依据：**" in notation(shown)
    head = raw.get("in", raw)
    tags = [tag.text for tag in question.iterfind("tags/tag/text")]
    tiers = [f"tier-{source.curriculum.tier[tier].short}" for tier in head["tier"]]
    assert tags[: len(tiers)] == tiers
    assert f"objective-{head['objective']}" in tags
    assert f"module-{source.bank.module}" in tags


def grade(raw: dict[str, Any]) -> float:
    match raw["type"]:
        case "case":
            return 0
        case "short":
            return raw.get("marks") or sum(point["marks"] for point in raw["rubric"])
        case "fill":
            blanks = len(raw["answer"])
            marks = raw.get("marks", blanks)
            return marks if marks % blanks == 0 else blanks
        case _:
            return raw.get("marks", 1)


def stem(raw: dict[str, Any]) -> str:
    if raw["type"] == "numeric":
        unit = raw["answer"].get("unit")
        return raw["stem"] + (f"（只填数字，单位：{unit}）" if unit else "（只填数字）")
    return raw["stem"].replace("{{1}}", "_____") if raw["type"] == "fill" else raw["stem"]


def text(element: Any, tag: str) -> str:
    field = element.find(tag)
    assert field.get("format") == "html"
    assert [child.tag for child in field] == ["text"]
    return field.findtext("text")


def check_body(question: Any, raw: dict[str, Any], notation: Any) -> None:
    body = [child.tag for child in question][len(HEAD) :]
    extra = [tag for tag in body if tag not in ("answer", "subquestion", "usecase")]
    assert extra == BODY.get(raw["type"], [])
    answers = question.findall("answer")
    match raw["type"]:
        case "single" | "multiple":
            check_choice(question, answers, raw, notation)
        case "truefalse":
            right = "true" if raw["answer"] else "false"
            assert [a.findtext("text") for a in answers] == ["true", "false"]
            assert {a.findtext("text"): a.get("fraction") for a in answers}[right] == "100"
            assert sorted(a.get("fraction") for a in answers) == ["0", "100"]
        case "fill":
            check_fill(question, answers, raw, notation)
        case "numeric":
            (answer,) = answers
            assert answer.get("fraction") == "100"
            assert float(answer.findtext("text")) == raw["answer"]["value"]
            assert float(answer.findtext("tolerance")) == raw["answer"]["tolerance"]
            assert "e" not in answer.findtext("text") + answer.findtext("tolerance")
            assert question.findtext("showunits") == "3"
        case "match" | "order":
            check_pairs(question, raw, notation)
        case "short":
            points = [f"{p['point']}（{p['marks']:g}分）" for p in raw["rubric"]]
            assert notation(text(question, "graderinfo")) == "".join(points)


def check_choice(question: Any, answers: list[Any], raw: dict[str, Any], notation: Any) -> None:
    assert question.findtext("single") == str(raw["type"] == "single").lower()
    assert question.findtext("answernumbering") == "ABCD"
    assert question.findtext("shuffleanswers") in ("true", "false")
    for answer, option in zip(answers, raw["options"], strict=True):
        assert answer.get("format") == "html"
        assert [child.tag for child in answer] == ["text", "feedback"]
        assert notation(answer.findtext("text")) == option["text"]
        assert notation(text(answer, "feedback")) == option.get("why", "")
        if raw["type"] == "single":
            assert answer.get("fraction") == ("100" if option["id"] == raw["answer"] else "0")
        elif option["id"] in raw["answer"]:
            assert float(answer.get("fraction")) == pytest.approx(
                100 / len(raw["answer"]), abs=1e-5
            )
        else:
            assert answer.get("fraction") == "-100"


def check_fill(question: Any, answers: list[Any], raw: dict[str, Any], notation: Any) -> None:
    wanted = [[text for text in accepted if text] for accepted in raw["answer"]]
    if len(wanted) == 1:
        assert [a.get("fraction") for a in answers] == ["100"] * len(answers)
        found = [a.findtext("text").replace("\\*", "*") for a in answers]
        assert found == wanted[0]
        return
    markup = text(question, "questiontext")
    fields = FIELD.findall(markup)
    assert [alternatives(field) for _, field in fields] == wanted
    assert sum(int(weight) for weight, _ in fields) == float(question.findtext("defaultgrade"))
    numbers = iter(range(1, len(wanted) + 1))
    assert notation(FIELD.sub(lambda _: f"{{{{{next(numbers)}}}}}", markup)) == raw["stem"]


def alternatives(field: str) -> list[str]:
    """Take a field apart as Moodle does: cut at ``~``, drop ``=``, decode references."""
    found = re.findall(rf"~?({ALTERNATIVE})", field, re.DOTALL)
    assert all(each.startswith("=") for each in found)
    return [entities.unescape(each[1:]).replace("\\*", "*") for each in found]


def check_pairs(question: Any, raw: dict[str, Any], notation: Any) -> None:
    rows = [
        (notation(row.findtext("text")), row.findtext("answer/text"))
        for row in question.iterfind("subquestion")
    ]
    assert question.findtext("shuffleanswers") == "true"
    if raw["type"] == "order":
        place = {id: f"第{n}位" for n, id in enumerate(raw["answer"], 1)}
        assert rows == [(item["text"], place[item["id"]]) for item in raw["items"]]
        return
    right = {item["id"]: flat(item["text"]) for item in raw["right"]}
    spare = [id for id in right if id not in raw["answer"].values()]
    wanted = [(item["text"], right[raw["answer"][item["id"]]]) for item in raw["left"]]
    assert rows == wanted + [("", right[id]) for id in spare]


def flat(text: str) -> str:
    """Right sides are plain text; these are the only marks in the cases and real banks."""
    for typed, shown in (("CO~2~", "CO₂"), ("H~2~O", "H₂O"), ("m^3^", "m³"), ("k~max~", "kmax")):
        text = text.replace(typed, shown)
    return text.replace("**", "")


def test_no_markup_of_an_author_survives_as_markup(source: Any) -> None:
    data = EXPORTERS["moodle-xml"](source.curriculum, source.bank).data
    for field in etree.fromstring(data).iter("text"):
        assert "<script" not in (field.text or "")
