"""Generated modules as a project folder that ``mkdocs build`` and ``coursebook`` take."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import yaml

from .corpus import PARTS, TOPICS, GeneratedModule, topic

REPOSITORY = Path(__file__).resolve().parent.parent
REGISTERS = REPOSITORY / "tests" / "data" / "tiny"


def copy_program(source: Path, folder: Path) -> Path:
    """Copy ``hooks/`` and ``mkdocs.yml``, so that editing the repository disturbs no run."""
    ignored = shutil.ignore_patterns("__pycache__", ".*", "*.egg-info")
    shutil.copytree(source / "hooks", folder / "hooks", ignore=ignored)
    shutil.copyfile(source / "mkdocs.yml", folder / "mkdocs.yml")
    return folder


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


def _yaml(path: Path, value: object) -> None:
    _write(path, yaml.safe_dump(value, allow_unicode=True, sort_keys=False))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
