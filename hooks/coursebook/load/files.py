"""Reading of files: every mistake is kept with its place, nothing is raised."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..model.record import R, keys_only, read_all
from ..source.place import Place, PlaceMap
from ..source.problem import Problem, SourceError
from ..source.text import MAX_BYTES, decode
from ..source.yaml_reader import read_yaml


class Files:
    """The project's files, and what was wrong with those that were read.

    ``problems`` holds what kept a file or record out; ``scanned`` what is wrong within one
    that was read.
    """

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        self.problems: list[Problem] = []
        self.scanned: list[Problem] = []

    def name(self, path: Path) -> str:
        """Return the path as messages show it; files outside the project by name only."""
        try:
            return path.relative_to(self.root).as_posix()
        except ValueError:
            return path.name

    def text(self, path: Path) -> str | None:
        name = self.name(path)
        if path.is_symlink():
            self.fail(name, "F004", "是符号链接", "换成文件本身；内容不得指向文件夹之外")
            return None
        if path.exists() and not path.is_file():
            self.fail(name, "F005", "不是普通文件", "换成文本文件")
            return None
        try:
            with path.open("rb") as file:
                # One byte more than allowed tells "too large" without reading all of it.
                data = file.read(MAX_BYTES + 1)
            return decode(data, name)
        except OSError:
            self.fail(name, "F005", "文件不存在或读不出", "检查文件名（区分大小写）和权限")
        except SourceError as error:
            self.problems += error.problems
        return None

    def fail(self, path: str, code: str, message: str, remedy: str) -> None:
        self.problems.append(Problem(Place(path), code, message, remedy))

    def files(self, folder: Path, suffix: str) -> Iterator[Path]:
        """Yield the files below ``folder`` with this ending, sorted, not following links."""
        for parent, folders, names in os.walk(folder):
            folders.sort()
            for linked in [f for f in folders if (Path(parent) / f).is_symlink()]:
                folders.remove(linked)
                self.fail(self.name(Path(parent) / linked), "F004", "是符号链接", "换成文件夹本身")
            for name in sorted(names):
                if name.endswith(suffix) and not name.startswith("."):
                    yield Path(parent) / name

    def document(self, path: Path) -> tuple[Any, PlaceMap] | None:
        """Read a YAML file; what is wrong with it is kept, and ``None`` returned."""
        text = self.text(path)
        try:
            return None if text is None else read_yaml(text, self.name(path))
        except SourceError as error:
            self.problems += error.problems
            return None

    def data(self, path: Path, keys: dict[str, str]) -> tuple[dict[str, Any], PlaceMap]:
        """Read a YAML file whose top level has exactly ``keys``."""
        document = self.document(path)
        if document is None:
            return {}, PlaceMap(self.name(path), {(): (1, 1)})
        value, places = document
        value, problems = keys_only(value, places, keys)
        self.problems += problems
        for key in keys:
            if key not in value and not problems:
                self.problems.append(
                    Problem(places.at(), "F041", f"缺少字段“{key}”（{keys[key]}）", f"补上“{key}:”")
                )
        return value, places

    def records(self, cls: type[R], path: Path, key: str) -> tuple[R, ...]:
        """Read the records under ``key``, the only key of a YAML file."""
        return self.records_in(self.data(path, {key: key}), cls, key)

    def records_in(
        self, data: tuple[dict[str, Any], PlaceMap], cls: type[R], key: str
    ) -> tuple[R, ...]:
        """Read the records under one of the keys of a file that :meth:`data` has read."""
        value, places = data
        if key not in value:
            return ()
        records, problems = read_all(cls, value[key], places, key)
        self.problems += problems
        return tuple(records)

    def list(self, cls: type[R], path: Path) -> tuple[R, ...]:
        """Read the records of a YAML file that is one list."""
        document = self.document(path)
        if document is None:
            return ()
        value, places = document
        if not isinstance(value, list):
            self.problems.append(
                Problem(places.at(), "F042", "文件应是条目的列表", "每一项以“- ”开头，写在行首")
            )
            return ()
        found: list[R] = []
        for number, item in enumerate(value):
            try:
                found.append(cls.read(item, places.under(number)))
            except SourceError as error:
                self.problems += error.problems
        return tuple(found)
