"""A module (讲): front matter checked, body scanned; and the few pages beside them."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from pydantic import Field, PrivateAttr

from ..source.body import Body
from ..source.place import Place
from .course import Hours
from .record import Part, Record
from .vocabulary import Attention, Cognition, Identifier, Text, Title


class Objective(Part):
    """What a trainee can do afterwards; taught under the heading that carries its id."""

    id: Identifier
    text: Text
    level: Cognition


class Review(Part):
    """Who checked what and when, by role (作者 author, 核对 checker), never by name."""

    on: datetime.date
    by: tuple[Text, ...] = Field(min_length=1)
    next: datetime.date | None = None


class Module(Record):
    """Front matter of ``docs/<part>/<slug>.md``; ``id`` is that path without its ending."""

    title: Title
    tier: dict[str, Attention]
    topic: tuple[str, ...] = Field(min_length=1)
    role: tuple[str, ...] = Field(min_length=1)
    hours: Hours
    objectives: tuple[Objective, ...] = Field(min_length=1)
    sources: tuple[Identifier, ...] = ()
    reviewed: Review

    _id: str = PrivateAttr(default="")
    _body: Body = PrivateAttr(default_factory=lambda: Body("", 1))

    def with_body(self, id: str, body: Body) -> Module:
        """Return this module bound to its path id and scanned text."""
        bound = self.model_copy()
        bound._id, bound._body, bound._places = id, body, self._places
        return bound

    @property
    def id(self) -> str:
        return self._id

    @property
    def part(self) -> str:
        return self._id.partition("/")[0]

    @property
    def slug(self) -> str:
        return self._id.partition("/")[2]

    @property
    def body(self) -> Body:
        return self._body


@dataclass(frozen=True, slots=True)
class FreePage:
    """A page of the site that is no module (the home page): text under the same rules."""

    path: str
    """As messages show it, e.g. ``docs/index.md``."""
    body: Body

    @property
    def id(self) -> str:
        return self.path.removeprefix("docs/").removesuffix(".md")

    @property
    def part(self) -> str:
        return ""

    def place(self) -> Place:
        return Place(self.path)
