"""What the constructs of one page need to know: curriculum, module, labels, scanned boxes."""

from __future__ import annotations

from collections.abc import Mapping

from ..model.curriculum import Curriculum
from ..model.module import Module
from ..source.body import Body, Box, scan
from ..source.place import Place
from ..source.problem import Problem
from ..views.citations import CitationView, view_of
from ..views.numbering import Label, ModuleLabels, all_labels

SAFE = "链接只用 https:// 和本书的页，图片只用 docs/assets/ 里的，不写属性"


class Context:
    """The resolver behind our constructs; one for a build, pointed at one page at a time."""

    def __init__(self, curriculum: Curriculum) -> None:
        self.curriculum = curriculum
        self.labels: Mapping[str, ModuleLabels] = all_labels(curriculum)
        self.module: Module | None = None
        self.body = Body("", 1)
        self.problems: list[Problem] = []
        self._boxes: dict[int, Box] = {}
        self._path = ""

    def begin(self, module: Module | None, text: str = "", path: str = "") -> None:
        """Turn to a page: a module, or other text that uses our constructs."""
        self.module = module
        self._path = path
        self.body = module.body if module else scan(text, path)
        self.problems = []
        self._boxes = {box.place.line: box for box in self.body.boxes}

    def box(self, line: str) -> Box | None:
        """Return the box that the scanner found at this line, if it found one."""
        return self._boxes.get(int(line)) if line.isdecimal() else None

    def label(self, box: Box) -> Label | None:
        labels = self.labels.get(self.module.id) if self.module else None
        return labels.by_line.get(box.place.line) if labels else None

    def tier_title(self, tier: str) -> str:
        found = self.curriculum.tier.get(tier)
        return found.title if found else tier

    def refuse(self, message: str, text: str, remedy: str = SAFE) -> None:
        """Report F051 where ``text`` stands in the page's file, or at its head."""
        path = self.module.place().path if self.module else self._path
        place = Place(path, self.body.first_line)
        for number, line in self.body.prose:
            if text and text in line:
                place = Place(path, number, line.index(text) + 1)
                break
        self.problems.append(Problem(place, "F051", message, remedy))

    def fail(self, box: Box, message: str, remedy: str) -> None:
        self.problems.append(Problem(box.place, "F050", message, remedy))

    def citation(self, spec: str) -> CitationView | None:
        return view_of(self.curriculum, spec)

    def reference(self, text: str) -> Reference:
        """Resolve ``fig-x``, ``part/slug`` or ``part/slug#fig-x``."""
        module, _, inner = text.partition("#")
        if "/" not in module:
            module, inner = (self.module.id if self.module else ""), text
        labels = self.labels.get(module)
        own = self.module is not None and module == self.module.id
        page = "" if own else f"{module}.md"
        if not inner:
            number = self.curriculum.numbers.get(module)
            title = next((e.title for e in self.curriculum.entries if e.id == module), module)
            words = (
                f"第{number}讲《{title}》"
                if not title.startswith("《")
                else f"第{number}讲“{title}”"
            )
            return Reference(module, "module", words, page if labels else None)
        label = labels.by_id.get(inner) if labels else None
        if label is not None:
            words = str(label) if own else f"第{self.curriculum.numbers[module]}讲{label}"
            return Reference(f"{module}#{inner}", label.kind, words, f"{page}#{inner}")
        heading = self._heading(module, inner)
        if heading is not None:
            words = f"“{heading}”" if own else f"第{self.curriculum.numbers[module]}讲“{heading}”"
            return Reference(f"{module}#{inner}", "heading", words, f"{page}#{inner}")
        return Reference(f"{module}#{inner}", "missing", text, None)

    def _heading(self, module: str, anchor: str) -> str | None:
        found = self.curriculum.module.get(module)
        headings = found.body.headings if found else ()
        return next((h.text for h in headings if h.anchor == anchor), None)


class Reference:
    """A resolved cross-reference; ``link`` is relative to ``docs/``, ``None`` without target."""

    def __init__(self, target: str, kind: str, words: str, link: str | None) -> None:
        self.target = target
        self.kind = kind
        self.words = words
        self.link = link
