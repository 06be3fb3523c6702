"""The base of every value read from a file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from pydantic import BaseModel, ConfigDict, PrivateAttr, ValidationError

from ..source.place import Place, PlaceMap
from ..source.problem import Problem, SourceError
from .messages import did_you_mean, problems_of


class Part(BaseModel):
    """A value inside a record: frozen, and refusing fields it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Record(Part):
    """A value with places: the unit that loaders make and rules report on."""

    _places: PlaceMap = PrivateAttr(default_factory=lambda: PlaceMap("", {(): (1, 1)}))

    @classmethod
    def read(cls, data: Any, places: PlaceMap) -> Self:
        """Validate ``data`` and keep where it stood.

        Raises:
            SourceError: F04x, one problem per mistake, each at its field.
        """
        try:
            record = cls.model_validate(data)
        except ValidationError as error:
            raise SourceError(*problems_of(error, places, cls)) from None
        record._places = places
        return record

    def place(self, *path: str | int) -> Place:
        """Return where the field at ``path`` stands, or the record itself."""
        # Not ``self._places``: pydantic finds private attributes by a slow way, and rules ask
        # for places tens of thousands of times.
        private = self.__pydantic_private__
        assert private is not None
        places: PlaceMap = private["_places"]
        return places.at(*path)

    @property
    def places(self) -> PlaceMap:
        return self._places


R = TypeVar("R", bound="Record")


def read_all(cls: type[R], items: Any, places: PlaceMap, key: str) -> tuple[list[R], list[Problem]]:
    """Read the list ``items`` that stands under ``key``; mistakes in one spare the others."""
    if not isinstance(items, list):
        place = places.at(key)
        return [], [Problem(place, "F042", f"“{key}”应为列表", "每一项以“- ”开头；没有内容时写 []")]
    records: list[R] = []
    problems: list[Problem] = []
    for number, item in enumerate(items):
        try:
            records.append(cls.read(item, places.under(key, number)))
        except SourceError as error:
            problems.extend(error.problems)
    return records, problems


def keys_only(
    data: Any, places: PlaceMap, allowed: Mapping[str, str]
) -> tuple[dict[str, Any], list[Problem]]:
    """Check the top level of a data file: a mapping with no key outside ``allowed``."""
    if not isinstance(data, dict):
        return {}, [
            Problem(
                places.at(), "F042", "文件内容不是“字段: 值”的形式", f"以 {'、'.join(allowed)} 开头"
            )
        ]
    problems = [
        Problem(
            places.at(key),
            "F040",
            f"不认识字段“{key}”{did_you_mean(key, allowed)}",
            f"可用的字段：{'、'.join(allowed)}",
        )
        for key in data
        if key not in allowed
    ]
    return data, problems
