"""Project folder → curriculum and problems: the only reader of editors' files.

Reading is apart from judging: what cannot be decoded or does not fit its model is left
out and reported; the rules then run over what is sound, so that an editor sees all
mistakes at once. When anything essential is missing no curriculum is returned.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ..model.course import Course, OutlinePart, Role, Tier, Topic, TopicGroup
from ..model.curriculum import Curriculum
from ..model.edition import Edition
from ..model.waiver import Waiver
from ..rules import judge
from ..source.problem import Problem, Severity, SourceError, ordered
from ..source.structure import Draw, structure_of
from .banks import EXAM_BANK_VARIABLE, banks
from .files import Files
from .registers import read_registers
from .structures import structures
from .texts import assets, modules, pages


@dataclass(frozen=True)
class Loaded:
    """The curriculum, if there is one, and everything wrong with it, sorted."""

    curriculum: Curriculum | None
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        return tuple(p for p in self.problems if p.severity is Severity.ERROR)

    @property
    def reviews(self) -> tuple[Problem, ...]:
        return tuple(p for p in self.problems if p.severity is Severity.REVIEW)


def load(root: Path, exam_bank: Path | None = None, draw: Draw = structure_of) -> Loaded:
    """Read and judge the project at ``root``; never raises for what editors wrote.

    ``draw`` makes the structures of substances; commands give one that keeps them.
    """
    files = Files(root)
    curriculum = _curriculum(files, exam_bank, draw)
    problems = [*files.problems, *files.scanned]
    if curriculum is not None:
        problems += judge(curriculum)
    return Loaded(curriculum, ordered(problems))


def _curriculum(files: Files, exam_bank: Path | None, draw: Draw) -> Curriculum | None:
    folder = files.root / "curriculum"
    course = _course(files, folder / "course.yml")
    topics = files.data(folder / "topics.yml", {"groups": "内容大类", "topics": "内容要点"})
    outline = files.records(OutlinePart, folder / "outline.yml", "parts")
    tiers = files.records(Tier, folder / "tiers.yml", "tiers")
    fields = read_registers(files) | {
        "topic_groups": files.records_in(topics, TopicGroup, "groups"),
        "topics": files.records_in(topics, Topic, "topics"),
        "roles": files.records(Role, folder / "roles.yml", "roles"),
        "modules": modules(files, outline),
        "pages": pages(files),
        "banks": tuple(banks(files, exam_bank)),
        "editions": files.records(Edition, folder / "editions.yml", "editions"),
        "waivers": files.records(Waiver, folder / "waivers.yml", "waivers"),
        "assets": assets(files),
    }
    if course is None or not outline or not tiers:
        return None
    fields["structures"] = structures(files, fields["substances"], draw)
    return Curriculum(
        course=course, outline=outline, tiers=tiers, whole=not files.problems, **fields
    )


def _course(files: Files, path: Path) -> Course | None:
    document = files.document(path)
    if document is None:
        return None
    try:
        return Course.read(*document)
    except SourceError as error:
        files.problems += error.problems
        return None


def exam_bank_from(environment: dict[str, str]) -> Path | None:
    """Return the folder of real exam banks that the environment names, if any."""
    value = environment.get(EXAM_BANK_VARIABLE, "").strip()
    return Path(value) if value else None
