"""pydantic's findings → problems an editor can act on: place, Chinese message, remedy."""

from __future__ import annotations

import difflib
import types
from collections.abc import Iterable
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from ..source.place import PlaceMap
from ..source.problem import Problem

LABELS = {
    "string_type": ("应为文字", "数字样子的内容（如 14:30、001）请放进英文双引号"),
    "int_type": ("应为整数", "写阿拉伯数字，不加引号和单位"),
    "int_parsing": ("应为整数", "写阿拉伯数字，不加引号和单位"),
    "int_from_float": ("应为整数", "去掉小数部分"),
    "float_type": ("应为数", "写阿拉伯数字，不加引号和单位"),
    "float_parsing": ("应为数", "写阿拉伯数字，不加引号和单位"),
    "finite_number": ("应为有限的数", "写普通的阿拉伯数字"),
    "bool_type": ("应为 true 或 false", "写 true（对）或 false（错）"),
    "bool_parsing": ("应为 true 或 false", "写 true（对）或 false（错）"),
    "list_type": ("应为列表", "写成 [甲, 乙]，或每项一行、以“- ”开头"),
    "tuple_type": ("应为列表", "写成 [甲, 乙]，或每项一行、以“- ”开头"),
    "dict_type": ("应为“字段: 值”", "写成 {{甲: 1, 乙: 2}} 的形式"),
    "model_type": ("应为“字段: 值”", "写成 {{甲: 1, 乙: 2}} 的形式"),
    "model_attributes_type": ("应为“字段: 值”", "写成 {{甲: 1, 乙: 2}} 的形式"),
    "date_type": ("应为日期", "写成 2026-11-22"),
    "date_parsing": ("不是有效日期", "写成 2026-11-22，并核对这一天是否存在"),
    "date_from_datetime_parsing": ("不是有效日期", "写成 2026-11-22，并核对这一天是否存在"),
    "date_from_datetime_inexact": ("应为日期，不要时刻", "写成 2026-11-22"),
    "string_too_short": ("不能为空", "写上内容"),
    "too_short": ("项数太少", "至少 {min_length} 项"),
    "too_long": ("项数太多", "至多 {max_length} 项"),
    "string_too_long": ("太长", "至多 {max_length} 个字"),
    "greater_than": ("太小", "应大于 {gt}"),
    "greater_than_equal": ("太小", "应不小于 {ge}"),
    "less_than": ("太大", "应小于 {lt}"),
    "less_than_equal": ("太大", "应不大于 {le}"),
}


def problems_of(error: ValidationError, places: PlaceMap, model: type[BaseModel]) -> list[Problem]:
    """Turn every finding of one validation into a problem at the field's own place.

    Codes: F040 unknown field, F041 missing field, F042 wrong kind of value, F043 value
    outside a controlled list, F044 value that breaks a constraint.
    """
    return [_problem(details, places, model) for details in error.errors(include_url=False)]


def _problem(details: ErrorDetails, places: PlaceMap, model: type[BaseModel]) -> Problem:
    loc, kind = details["loc"], details["type"]
    context = details.get("ctx", {})
    name = next((str(part) for part in reversed(loc) if isinstance(part, str)), "")
    place = places.at(*loc)
    value = details.get("input")
    if kind == "extra_forbidden":
        known = _fields_at(model, loc[:-1])
        return Problem(
            place,
            "F040",
            f"不认识字段“{name}”{did_you_mean(name, known)}",
            f"可用的字段：{'、'.join(known)}",
        )
    if kind == "missing":
        return Problem(place, "F041", f"缺少字段“{name}”", f"补上“{name}: …”")
    if kind in ("literal_error", "enum", "union_tag_invalid"):
        allowed = _allowed(str(context.get("expected") or context.get("expected_tags", "")))
        shown = context.get("tag", value)
        return Problem(
            place,
            "F043",
            f"“{name or 'type'}”的值“{shown}”不在可用的值之内{did_you_mean(str(shown), allowed)}",
            f"可用的值：{'、'.join(allowed)}",
        )
    if kind == "union_tag_not_found":
        return Problem(place, "F041", "缺少字段“type”（题型）", "补上“type: single”等")
    if kind == "value_error":
        said, _, mend = str(context["error"]).partition(" —— ")
        return Problem(place, "F044", said, mend or "按提示改正")
    if kind == "string_pattern_mismatch":
        return Problem(
            place, "F044", f"“{name}”的值“{value}”写法不对", f"应符合 {context['pattern']}"
        )
    if value is None and kind.endswith("_type"):
        return Problem(
            place, "F042", f"“{name}”没有写内容", f"在“{name}:”后面写上内容，或删去这一行"
        )
    said, mend = LABELS.get(kind, ("的值不对：" + details["msg"], "对照别的文件改正"))
    is_kind = kind.endswith(("_type", "_parsing")) and not kind.startswith("date_")
    code = "F042" if is_kind else "F044"
    shown = f"“{value}”" if isinstance(value, str | int | float) else ""
    return Problem(place, code, f"“{name}”{shown}{said}", mend.format(**context))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return “，是不是“…””, or nothing when no known word is near."""
    near = nearest(word, known)
    return f"，是不是“{near}”" if near else ""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that is most like ``word``, or nothing when none is near."""
    found = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return found[0] if found else None


def _allowed(expected: str) -> list[str]:
    return [
        part.strip(" '\"") for part in expected.replace(" or ", ", ").split(",") if part.strip()
    ]


def _fields_at(model: type[BaseModel], loc: tuple[str | int, ...]) -> list[str]:
    """Return the field names known where ``loc`` leads from ``model``."""
    current: list[type[BaseModel]] = [model]
    for part in loc:
        if isinstance(part, int):
            continue
        inner = [
            found
            for each in current
            if part in each.model_fields
            for found in _models_in(each.model_fields[part].annotation)
        ]
        current = inner or current
    return sorted({name for each in current for name in each.model_fields})


def _models_in(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    if get_origin(annotation) in (Union, types.UnionType) or get_args(annotation):
        return [found for each in get_args(annotation) for found in _models_in(each)]
    return []
