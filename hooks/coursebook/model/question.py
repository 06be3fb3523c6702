"""Questions: one class per type, told apart by ``type``; answers name option ids, never letters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, PrivateAttr, TypeAdapter, ValidationError, model_validator

from ..source.place import PlaceMap
from ..source.problem import SourceError
from .messages import problems_of
from .module import Review
from .record import Part, Record
from .vocabulary import Cognition, Identifier, Text

BLANK = re.compile(r"\{\{(\d+)\}\}")


class Scope(StrEnum):
    """Practice questions are published; exam questions never leave ``quizzes/exam`` and ``dist``."""

    PRACTICE = "practice"
    EXAM = "exam"


class Option(Part):
    id: Identifier
    text: Text
    why: str | None = None


class Item(Part):
    id: Identifier
    text: Text


class RubricPoint(Part):
    point: Text
    marks: float = Field(gt=0)


class Number(Part):
    """A numeric key: right when it differs from ``value`` by at most ``tolerance``."""

    value: float = Field(allow_inf_nan=False)
    tolerance: float = Field(ge=0, allow_inf_nan=False)
    unit: str = ""


class QuestionBase(Record):
    """What every question has; the tagging is absent only on the parts of a case."""

    id: Annotated[Identifier, Field(min_length=6)]
    rev: int = Field(1, ge=1)
    stem: Text
    explanation: str | None = None
    sources: tuple[Text, ...] = ()
    objective: Identifier | None = None
    tier: tuple[str, ...] = ()
    role: tuple[str, ...] = ()
    level: Cognition | None = None
    difficulty: int | None = Field(None, ge=1, le=5)
    marks: float | None = Field(None, gt=0)
    status: Literal["draft", "review", "approved", "retired"] = "review"

    _module: str = PrivateAttr(default="")
    _scope: Scope = PrivateAttr(default=Scope.PRACTICE)

    @property
    def module(self) -> str:
        return self._module

    @property
    def scope(self) -> Scope:
        return self._scope

    @property
    def published(self) -> bool:
        """Whether readers get it: a draft is not finished, a retired question not in use."""
        return self.status not in ("draft", "retired")

    @property
    def texts(self) -> Iterator[str]:
        """Every text in the question, its parts included."""
        return _texts(self)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Part):
        yield from _texts(value.__dict__)
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from _texts(key)
            yield from _texts(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _texts(each)


class Single(QuestionBase):
    type: Literal["single"]
    options: tuple[Option, ...] = Field(min_length=2)
    answer: Identifier

    @property
    def keys(self) -> tuple[str, ...]:
        return (self.answer,)


class Multiple(QuestionBase):
    type: Literal["multiple"]
    options: tuple[Option, ...] = Field(min_length=3)
    answer: tuple[Identifier, ...] = Field(min_length=1)

    @property
    def keys(self) -> tuple[str, ...]:
        return self.answer


class TrueFalse(QuestionBase):
    type: Literal["truefalse"]
    answer: bool


class Fill(QuestionBase):
    """Blanks are ``{{1}}``, ``{{2}}`` … in the stem; one list of accepted texts for each."""

    type: Literal["fill"]
    answer: tuple[tuple[str, ...], ...] = Field(min_length=1)

    @property
    def blanks(self) -> tuple[int, ...]:
        return tuple(int(n) for n in BLANK.findall(self.stem))


class Numeric(QuestionBase):
    type: Literal["numeric"]
    answer: Number


class Match(QuestionBase):
    """Every left item has one right item; right items may be left over or used twice."""

    type: Literal["match"]
    left: tuple[Item, ...] = Field(min_length=2, max_length=20)
    right: tuple[Item, ...] = Field(min_length=2, max_length=20)
    answer: dict[str, str]


class Order(QuestionBase):
    type: Literal["order"]
    items: tuple[Item, ...] = Field(min_length=3, max_length=20)
    answer: tuple[Identifier, ...]


class Short(QuestionBase):
    type: Literal["short"]
    rubric: tuple[RubricPoint, ...] = Field(min_length=1)


Part_ = Annotated[
    Single | Multiple | TrueFalse | Fill | Numeric | Match | Order | Short,
    Field(discriminator="type"),
]


class Case(QuestionBase):
    """A situation with parts; the parts share its tags."""

    type: Literal["case"]
    parts: tuple[Part_, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _parts_untagged(self) -> Case:
        for part in self.parts:
            if part.objective or part.tier or part.level:
                raise ValueError(
                    f"小题“{part.id}”不要另写 objective、tier、level —— 写在案例题上，各小题共用"
                )
        return self


Question = Single | Multiple | TrueFalse | Fill | Numeric | Match | Order | Short | Case
_ADAPTER: TypeAdapter[Question] = TypeAdapter(Annotated[Question, Field(discriminator="type")])

TYPE_LABELS = {
    "single": "单选题",
    "multiple": "多选题",
    "truefalse": "判断题",
    "fill": "填空题",
    "numeric": "计算题",
    "match": "匹配题",
    "order": "排序题",
    "short": "简答题",
    "case": "案例题",
}


def read_question(data: object, places: PlaceMap, module: str, scope: Scope) -> Question:
    """Validate one question of a bank.

    Raises:
        SourceError: one problem per mistake.
    """
    try:
        question = _ADAPTER.validate_python(data)
    except ValidationError as error:
        tag = data.get("type") if isinstance(data, dict) else None
        model = next(
            (c for c in QuestionBase.__subclasses__() if c.__name__.lower() == tag), QuestionBase
        )
        raise SourceError(*problems_of(error, places, model)) from None
    question._places, question._module, question._scope = places, module, scope
    for number, part in enumerate(getattr(question, "parts", ())):
        part._places, part._module, part._scope = places.under("parts", number), module, scope
    return question


class Bank(Record):
    """The head of a question file; its path mirrors the module's."""

    reviewed: Review | None = None
    label: str | None = None

    _module: str = PrivateAttr(default="")
    _scope: Scope = PrivateAttr(default=Scope.PRACTICE)
    _folder: str = PrivateAttr(default="")
    _questions: tuple[Question, ...] = PrivateAttr(default=())

    def holding(
        self, questions: tuple[Question, ...], module: str, scope: Scope, folder: str = ""
    ) -> Bank:
        """Return this head with its questions; ``folder`` tells one exam collection from another."""
        bound = self.model_copy()
        bound._questions, bound._module, bound._scope = questions, module, scope
        bound._folder, bound._places = folder, self._places
        return bound

    @property
    def folder(self) -> str:
        return self._folder

    @property
    def module(self) -> str:
        return self._module

    @property
    def scope(self) -> Scope:
        return self._scope

    @property
    def questions(self) -> tuple[Question, ...]:
        return self._questions
