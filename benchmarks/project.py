"""Generated modules as a project folder that ``mkdocs build`` and ``coursebook`` take."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import yaml

from .corpus import PARTS, TOPICS, GeneratedModule, fill, topic

REPOSITORY = Path(__file__).resolve().parent.parent
REGISTERS = REPOSITORY / "tests" / "data" / "tiny"


def copy_program(source: Path, folder: Path) -> Path:
    """Copy ``hooks/`` and ``mkdocs.yml``, so that editing the repository disturbs no run."""
    ignored = shutil.ignore_patterns("__pycache__", ".*", "*.egg-info")
    shutil.copytree(source / "hooks", folder / "hooks", ignore=ignored)
    shutil.copyfile(source / "mkdocs.yml", folder / "mkdocs.yml")
    return folder


COURSE_QUESTIONS = 2000
"""Questions of the course for which loading has its target; its modules are the outline's 45."""

SITE_ONLY = "site-only.yml"
"""A configuration that leaves out the export of question banks."""


def write_project(modules: list[GeneratedModule], root: Path, source: Path) -> None:
    """Write text, questions and registers into ``root``, with the program of ``source``."""
    copy_program(source, root)
    shutil.copytree(REGISTERS / "curriculum", root / "curriculum")
    _write(root / "docs/index.md", "---\ntitle: 首页\n---\n\n这是测速用的教材。\n")
    _yaml(root / "curriculum/outline.yml", {"parts": _outline(modules)})
    # Two editions, as many as the target for the whole build names.
    names = {"complete": {"title": "全本"}, "county": {"title": "县级版", "tier": "county"}}
    editions = [{"id": id, "file": f"{id}.pdf", **head} for id, head in names.items()]
    _yaml(root / "curriculum/editions.yml", {"editions": editions})
    # The site without the banks that trainees can download from it: to tell the two apart.
    config = (root / "mkdocs.yml").read_text("utf-8").splitlines()
    alone = [line for line in config if "hooks/quiz_banks.py" not in line]
    _write(root / SITE_ONLY, "\n".join(alone) + "\n")
    topics = [topic(number) for number in range(TOPICS)]
    _yaml(
        root / "curriculum/topics.yml",
        {
            "groups": [{"id": id, "title": f"大类{id}"} for id in sorted({t[:2] for t in topics})],
            "topics": [{"id": id, "title": f"内容要点{id}"} for id in topics],
        },
    )
    write_modules(modules, root)


def write_modules(modules: list[GeneratedModule], root: Path) -> None:
    """Write text, drawings and question banks of the modules into ``root``."""
    for module in modules:
        front = yaml.safe_dump(module.front, allow_unicode=True, sort_keys=False)
        _write(root / f"docs/{module.id}.md", f"---\n{front}---\n{module.body}")
        _write(root / f"docs/assets/{module.slug}/flow.svg", module.figure)
        reviewed = {"on": "2026-11-22", "by": ["author", "checker"]}
        practice = {"reviewed": reviewed, "questions": module.practice}
        _yaml(root / f"quizzes/practice/{module.id}.yml", practice)
        exam = {"label": "测速用的考题", "questions": module.exam}
        _yaml(root / f"quizzes/exam/sample/{module.id}.yml", exam)


def _outline(modules: list[GeneratedModule]) -> list[dict[str, Any]]:
    return [
        {
            "id": part,
            "title": title,
            "modules": [
                {"id": m.id, "title": m.title, "status": "written"}
                for m in modules
                if m.part == part
            ],
        }
        for part, title in PARTS.items()
        if any(m.part == part for m in modules)
    ]


def write_course(root: Path, source: Path) -> None:
    """Write the course as it will be: the real registers and outline, every module generated."""
    copy_program(source, root)
    shutil.copytree(REPOSITORY / "curriculum", root / "curriculum")
    path = root / "curriculum/outline.yml"
    outline = _read(path)
    entries = [entry for part in outline["parts"] for entry in part["modules"]]
    titles = {entry["id"]: entry["title"] for entry in entries}
    for part in outline["parts"]:
        part["modules"] = [
            {"id": entry["id"], "title": entry["title"], "status": "written"}
            for entry in part["modules"]
        ]
    _yaml(path, outline)
    _write(root / "docs/index.md", "---\ntitle: 首页\n---\n\n这是测速用的教材。\n")
    known = [topic["id"] for topic in _read(root / "curriculum/topics.yml")["topics"]]
    modules = fill(titles, COURSE_QUESTIONS)
    for number, module in enumerate(modules):
        module.front["topic"] = sorted({known[number % len(known)], known[number * 7 % len(known)]})
    write_modules(modules, root)


def _read(path: Path) -> Any:
    return yaml.load(path.read_text("utf-8"), Loader=yaml.CBaseLoader)


def _yaml(path: Path, value: object) -> None:
    _write(path, yaml.safe_dump(value, allow_unicode=True, sort_keys=False))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
