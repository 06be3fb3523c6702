"""YAML text → plain values and the place of each of them.

PyYAML's event stream is used instead of ``yaml.load``: it lets us refuse duplicate
keys, aliases, tags and depth before anything is built, keep every place, and read
scalars by YAML 1.2's core schema (under ``yaml.load`` the plain scalar ``14:30`` is the
integer 870, ``NO`` is false, and an impossible date is a bare ``ValueError``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

import yaml

from .place import Mark, Path, Place, PlaceMap
from .problem import Problem, SourceError
from .text import control_character

_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
MAX_DEPTH = 24
MAX_NODES = 400_000

PROSE_KEYS = frozenset({"stem", "text", "why", "explanation", "title", "point"})
"""Fields that hold sentences, where `` #`` is meant and not a remark."""

_WORDS: Mapping[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_NUMERIC = frozenset("+-.0123456789")
"""What a number begins with."""
_INT = re.compile(r"[-+]?[0-9]{1,18}")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]{1,3})?")


def read_yaml(text: str, path: str, first_line: int = 1) -> tuple[Any, PlaceMap]:
    """Return the document's value and its places; ``first_line`` is where ``text`` starts.

    Raises:
        SourceError: F010 syntax, F011 duplicate key, F012 alias, F013 tag, F014 nesting,
            F015 key that is not text, F017 text lost behind ``#``, F016 more than one document or none.
    """
    builder = _Builder(path, first_line, text)
    take = builder.take
    try:
        loader = _Loader(text)
        try:
            # ``yaml.parse`` asks before every event whether there is one; half the time.
            while (event := loader.get_event()) is not None:
                take(event)
        finally:
            loader.dispose()
    except yaml.YAMLError as error:
        raise SourceError(_syntax_problem(error, text, path, first_line)) from None
    return builder.finish()


class _Builder:
    """Builds the value from events with an explicit stack, so that depth cannot crash us."""

    def __init__(self, path: str, first_line: int, text: str) -> None:
        self.path = path
        self.lines = text.split("\n")
        self.first_line = first_line
        self.marks: dict[Path, Mark] = {}
        self.documents = 0
        self.value: Any = None
        # Each level: container, its path, and for mappings the key that waits for a value.
        self.stack: list[tuple[dict[str, Any] | list[Any], Path]] = []
        self.keys: list[str | None] = []
        # A document has tens of thousands of events: found by type, not tried one by one.
        self.takers: dict[type[yaml.Event], Callable[[Any], None]] = {
            yaml.ScalarEvent: self.scalar,
            yaml.MappingStartEvent: lambda event: self.open({}, event),
            yaml.MappingEndEvent: self.close,
            yaml.SequenceStartEvent: lambda event: self.open([], event),
            yaml.SequenceEndEvent: self.close,
            yaml.DocumentStartEvent: self.document,
            yaml.AliasEvent: self.alias,
        }

    def fail(self, mark: Any, code: str, message: str, remedy: str) -> SourceError:
        place = Place(self.path, mark.line + self.first_line, mark.column + 1)
        return SourceError(Problem(place, code, message, remedy))

    def take(self, event: yaml.Event) -> None:
        if taker := self.takers.get(type(event)):
            taker(event)

    def document(self, event: yaml.DocumentStartEvent) -> None:
        self.documents += 1
        if self.documents > 1:
            raise self.fail(
                event.start_mark, "F016", "一个文件里有两份 YAML 文档", "删去中间的 --- 行"
            )

    def alias(self, event: yaml.AliasEvent) -> None:
        raise self.fail(
            event.start_mark,
            "F012",
            f"用了别名 *{event.anchor}",
            "把内容直接写出来；本工程不用锚点和别名",
        )

    def close(self, event: yaml.CollectionEndEvent) -> None:
        self.stack.pop()
        self.keys.pop()

    def check_node(self, event: Any) -> None:
        if event.tag is not None and event.tag != "!":
            raise self.fail(
                event.start_mark, "F013", f"用了类型标记 {event.tag}", "删去 ! 开头的标记，直接写值"
            )
        if len(self.stack) >= MAX_DEPTH or len(self.marks) >= MAX_NODES:
            raise self.fail(
                event.start_mark,
                "F014",
                f"层数超过 {MAX_DEPTH} 或内容超过 {MAX_NODES} 项",
                "减少嵌套，拆成几个文件",
            )

    def scalar(self, event: yaml.ScalarEvent) -> None:
        self.check_node(event)
        if self.stack and isinstance(self.stack[-1][0], dict) and self.keys[-1] is None:
            self.key(event)
            return
        if control_character(event.value):
            raise self.fail(
                event.start_mark, "F003", "值里有不可见的控制字符", "删去 \\u、\\x 开头的转义"
            )
        plain = event.implicit[0] and event.style in (None, "")
        if plain and self.keys and self.keys[-1] in PROSE_KEYS:
            mark: Any = event.end_mark
            rest = self.lines[mark.line][mark.column :] if mark.line < len(self.lines) else ""
            if re.match(r"\s+#\S", rest) and event.value:
                raise self.fail(
                    event.start_mark,
                    "F017",
                    f"“{rest.strip()[:12]}”以下会被当作备注丢掉",
                    "把整个值放进英文双引号",
                )
        self.add(_resolve(event.value) if plain else event.value, event.start_mark)

    def key(self, event: yaml.ScalarEvent) -> None:
        container = self.stack[-1][0]
        if event.value in container:
            raise self.fail(
                event.start_mark,
                "F011",
                f"字段“{event.value}”写了两次",
                "留下一个，另一个删去或改名",
            )
        self.keys[-1] = event.value

    def open(self, container: dict[str, Any] | list[Any], event: Any) -> None:
        self.check_node(event)
        if self.stack and isinstance(self.stack[-1][0], dict) and self.keys[-1] is None:
            raise self.fail(
                event.start_mark, "F015", "字段名不是文字", "字段名写成一个词，后面跟冒号和空格"
            )
        path = self.add(container, event.start_mark)
        self.stack.append((container, path))
        self.keys.append(None)

    def add(self, value: Any, mark: Any) -> Path:
        if not self.stack:
            path: Path = ()
            self.value = value
        else:
            container, parent = self.stack[-1]
            if isinstance(container, list):
                path = (*parent, len(container))
                container.append(value)
            else:
                key = self.keys[-1]
                assert key is not None
                path = (*parent, key)
                container[key] = value
                self.keys[-1] = None
        self.marks[path] = (mark.line + self.first_line, mark.column + 1)
        return path

    def finish(self) -> tuple[Any, PlaceMap]:
        self.marks.setdefault((), (self.first_line, 1))
        return self.value, PlaceMap(self.path, self.marks)


def _resolve(text: str) -> Any:
    """Read a plain scalar by the core schema; a date stays text until a model asks for one."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in _NUMERIC:
        return text
    if _INT.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text):
        return float(text)
    return text


def _syntax_problem(error: yaml.YAMLError, text: str, path: str, first_line: int) -> Problem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    place = (
        Place(path, mark.line + first_line, mark.column + 1) if mark else Place(path, first_line)
    )
    reason = str(getattr(error, "problem", "") or error)
    # The parser notices a wrong colon where the next field begins; look at the line before too.
    lines = text.split("\n")
    for number in (mark.line - 1, mark.line) if mark else ():
        if 0 <= number < len(lines) and (wrong := _WRONG_COLON.match(lines[number])):
            place = Place(path, number + first_line, wrong.start("colon") + 1)
            return Problem(
                place, "F010", "冒号写法不对", f"写成“{wrong['key']}: 值”，冒号用英文，后面空一格"
            )
    message, remedy = "YAML 写法有误", "检查缩进是否对齐、冒号后是否有空格、引号和括号是否成对"
    for sign, (said, mend) in _SYNTAX.items():
        if sign in reason:
            message, remedy = said, mend
            break
    return Problem(place, "F010", message, remedy)


_WRONG_COLON = re.compile(r"\s*(?:-\s+)?(?P<key>[A-Za-z_]+)(?P<colon>：|:(?=[^\s]))")

_SYNTAX = {
    "mapping values are not allowed": (
        "这一行里多出一个“: ”",
        "值里有冒号时，把整个值放进英文双引号",
    ),
    "tab character": ("用了制表符缩进", "把 Tab 换成空格"),
    "cannot start any token": ("有不能用在开头的字符（@、` 或制表符）", "把值放进英文双引号"),
    "found unexpected end of stream": ("引号没有配对", "补上右引号"),
    "could not find expected ':'": ("少了冒号", "写成“字段: 值”，冒号用英文，后面空一格"),
    "did not find expected key": ("缩进或标点不对", "同一层的字段左端对齐；列表项以“- ”开头"),
    "expected ',' or ']'": ("方括号里缺逗号或右括号", "写成 [甲, 乙]，逗号用英文"),
    "expected ',' or '}'": ("花括号里缺逗号或右括号", "写成 {甲: 1, 乙: 2}，逗号用英文"),
    "found undefined alias": ("用了 * 开头的别名", "把内容直接写出来，或放进引号"),
    "found undefined tag": ("用了 ! 开头的标记", "把值放进英文双引号"),
}
