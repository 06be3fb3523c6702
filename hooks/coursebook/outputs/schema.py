"""JSON Schema of every file that editors write, made from the models themselves."""

from __future__ import annotations

import json
from typing import Annotated, Any

from pydantic import BaseModel, Field, TypeAdapter

from ..model.course import Course, OutlinePart, Role, Tier, Topic, TopicGroup
from ..model.edition import Edition
from ..model.glossary import Term, Unit
from ..model.instrument import Instrument
from ..model.law import Article, Correspondence, Extent, Penalty
from ..model.measurement import Congener, Factor, Limit, Method, TefScheme
from ..model.module import Module, Review
from ..model.question import Question
from ..model.requirement import Requirement
from ..model.substance import Batch, Substance, SubstanceList
from ..model.waiver import Waiver

_FILES: dict[str, tuple[str, Any]] = {
    "course.json": ("curriculum/course.yml：全书共用的事实", Course),
    "module.json": ("docs/<编>/<讲>.md 的课程信息", Module),
    "instruments.json": ("curriculum/instruments/*.yml：法规文件", list[Instrument]),
    "outline.json": ("curriculum/outline.yml：编与讲的次序", {"parts": list[OutlinePart]}),
    "tiers.json": ("curriculum/tiers.yml：层级", {"tiers": list[Tier]}),
    "roles.json": ("curriculum/roles.yml：业务口", {"roles": list[Role]}),
    "topics.json": (
        "curriculum/topics.yml：内容要点",
        {"groups": list[TopicGroup], "topics": list[Topic]},
    ),
    "substances.json": (
        "curriculum/substances.yml：公约受控物质",
        {"batches": list[Batch], "substances": list[Substance]},
    ),
    "articles.json": ("curriculum/articles/*.yml：条文概括", list[Article]),
    "extents.json": ("curriculum/extents.yml：每条的款数和项数", {"extents": list[Extent]}),
    "concordance.json": (
        "curriculum/concordance.yml：旧法条文与现行条文",
        {"rows": list[Correspondence]},
    ),
    "penalties.json": (
        "curriculum/penalties.yml：行为、条文、罚则",
        {"penalties": list[Penalty]},
    ),
    "lists.json": ("curriculum/lists.yml：国内名录、清单", {"lists": list[SubstanceList]}),
    "methods.json": ("curriculum/methods.yml：监测方法", {"methods": list[Method]}),
    "limits.json": ("curriculum/limits.yml：限值", {"limits": list[Limit]}),
    "factors.json": ("curriculum/factors.yml：排放因子", {"factors": list[Factor]}),
    "tef.json": (
        "curriculum/tef.yml：毒性当量因子",
        {"schemes": list[TefScheme], "congeners": list[Congener]},
    ),
    "glossary.json": (
        "curriculum/glossary.yml：术语和单位",
        {"terms": list[Term], "units": list[Unit]},
    ),
    "requirements.json": (
        "curriculum/requirements.yml：甲方的要求",
        {"requirements": list[Requirement]},
    ),
    "editions.json": ("curriculum/editions.yml：印刷版本", {"editions": list[Edition]}),
    "waivers.json": ("curriculum/waivers.yml：豁免", {"waivers": list[Waiver]}),
    "bank.json": (
        "quizzes/**/*.yml：题库",
        {
            "reviewed": Review,
            "label": str,
            "questions": list[Annotated[Question, Field(discriminator="type")]],
        },
    ),
}
_OPTIONAL = {"reviewed", "label"}


def schemas() -> dict[str, str]:
    """Return file name → JSON text; sorted keys, so that a rebuild changes nothing."""
    return {name: _text(name, title, shape) for name, (title, shape) in _FILES.items()}


def _text(name: str, title: str, shape: Any) -> str:
    if isinstance(shape, dict):
        schema = _object(shape)
    elif isinstance(shape, type) and issubclass(shape, BaseModel):
        schema = shape.model_json_schema()
    else:
        schema = TypeAdapter(shape).json_schema()
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **schema,
        "title": title,
    }
    return json.dumps(schema, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _object(fields: dict[str, Any]) -> dict[str, Any]:
    definitions: dict[str, Any] = {}
    properties: dict[str, Any] = {}
    for key, shape in fields.items():
        part = TypeAdapter(shape).json_schema(ref_template="#/$defs/{model}")
        definitions.update(part.pop("$defs", {}))
        properties[key] = part
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": properties,
        "required": [key for key in fields if key not in _OPTIONAL],
        "$defs": definitions,
    }
