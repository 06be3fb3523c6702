"""The course itself and its controlled lists."""

from __future__ import annotations

import datetime

from pydantic import Field, HttpUrl

from .record import Part, Record
from .vocabulary import Attention, Identifier, ModuleId, Text, Title


class Course(Record):
    """``curriculum/course.yml``: what holds for every edition.

    ``as_of`` is the day on which the law is judged: an instrument not in force on it may
    only be cited as history.
    """

    title: Title
    subtitle: str = ""
    organiser: Text
    project: Text
    as_of: datetime.date
    edition_name: Text
    disclaimer: Text
    site_url: HttpUrl | None = None


class Tier(Record):
    """省, 市 or 县; ``duty`` says in a line what its officers come for."""

    id: Identifier
    title: Title
    short: Text
    duty: str = ""


class Role(Record):
    id: Identifier
    title: Title


class TopicGroup(Record):
    id: str = Field(pattern=r"^T\d$")
    title: Title


class Topic(Record):
    """One of the client's content points; its group is the part of its id before the dot."""

    id: str = Field(pattern=r"^T\d\.\d+$")
    title: Title

    @property
    def group(self) -> str:
        return self.id.partition(".")[0]


class Hours(Part):
    """Class hours of 45 minutes."""

    theory: float = Field(ge=0, le=20)
    practice: float = Field(ge=0, le=20)

    @property
    def total(self) -> float:
        return self.theory + self.practice


class OutlineEntry(Part):
    """A module's slot in the book. A planned one carries what the syllabus needs to show."""

    id: ModuleId
    title: Title
    status: str = Field(pattern=r"^(written|planned)$")
    tier: dict[str, Attention] | None = None
    topic: tuple[str, ...] = ()
    hours: Hours | None = None

    @property
    def written(self) -> bool:
        return self.status == "written"


class OutlinePart(Record):
    """A part (编) of the book; its id is the folder of its modules."""

    id: Identifier
    title: Title
    modules: tuple[OutlineEntry, ...] = Field(min_length=1)
