"""What is timed: our commands and the usual tools, all on the same modules."""

from __future__ import annotations

import compileall
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from mkdocs.utils.yaml import yaml_load

from .corpus import PARTS, generate
from .plain import plain_config, write_plain
from .project import REPOSITORY, SITE_ONLY, write_course, write_project

GROUPS = ("site", "book", "whole", "check", "load")
PDF_LIMIT = 120
"""WeasyPrint on one document needs ten minutes and 4 GB beyond this."""
PYTHON = sys.executable


@dataclass(frozen=True)
class Contestant:
    """One command at one size."""

    name: str
    title: str
    group: str
    folder: Path
    command: tuple[str, ...]
    outputs: tuple[Path, ...] = ()
    reference: str = ""
    """Name of the contestant of its group that ratios refer to."""
    environment: dict[str, str] = field(default_factory=dict)
    slow: bool = False
    """Measured once at sizes where the others are measured several times."""

    def clear(self) -> None:
        """Remove what an earlier run wrote, caches included: every run is a first run."""
        for path in (*self.outputs, self.folder / ".cache"):
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)

    def variables(self) -> dict[str, str]:
        """Return the environment: this process's, without settings that would change a build."""
        own = {k: v for k, v in os.environ.items() if not k.startswith("COURSEBOOK_")}
        fixed = {"NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}
        return own | fixed | self.environment


def prepare(size: int, groups: Sequence[str], source: Path, folder: Path) -> list[Contestant]:
    """Generate the modules in ``folder`` and return the contestants of the groups."""
    modules = generate(size)
    ours, plain = folder / "ours", folder / "plain"
    ours.mkdir(parents=True)
    write_project(modules, ours, source)
    compileall.compile_dir(ours / "hooks", quiet=2)
    write_plain(modules, plain / "docs")
    features = yaml_load((source / "mkdocs.yml").read_text("utf-8"))["theme"]["features"]
    search: list[Any] = [{"search": {"lang": "zh"}}]
    for name, plugins in (
        ("search", search),
        ("bare", []),
        ("pdf", [*search, {"to-pdf": {"output_path": "pdf/document.pdf"}}]),
    ):
        config = plain_config(modules, PARTS, features, plugins) | {"site_dir": f"site-{name}"}
        text = yaml.safe_dump(config, allow_unicode=True, sort_keys=False)
        (plain / f"{name}.yml").write_text(text, encoding="utf-8")
    found: list[Contestant] = []
    if "site" in groups:
        found += _sites(ours, plain)
    if "book" in groups:
        found += _books(ours, folder / "typst")
    if "whole" in groups:
        found += _wholes(ours, plain, with_pdf=size <= PDF_LIMIT)
    if "check" in groups:
        check = (PYTHON, "-m", "coursebook", "check", "--root", str(ours), "--quiet")
        found.append(
            Contestant("check", "coursebook check", "check", ours, check, (), "", _own(ours))
        )
    return found


def course(source: Path, folder: Path) -> Contestant:
    """Write the whole course over the real registers and return its loading as a contestant."""
    write_course(folder, source)
    compileall.compile_dir(folder / "hooks", quiet=2)
    path = {"PYTHONPATH": f"{REPOSITORY}{os.pathsep}{folder / 'hooks'}"}
    command = (PYTHON, "-m", "benchmarks.load", str(folder))
    title = "读入并检查全部登记、45 讲、2000 题"
    return Contestant("load", title, "load", folder, command, environment=path)


def _own(project: Path) -> dict[str, str]:
    return {"PYTHONPATH": str(project / "hooks")}


def _mkdocs(config: str) -> tuple[str, ...]:
    return (PYTHON, "-m", "mkdocs", "build", "--quiet", "-f", config)


def _sites(ours: Path, plain: Path) -> list[Contestant]:
    reference = "material-search"
    return [
        Contestant(
            "site",
            "本项目网站（含检索，不导出题库）",
            "site",
            ours,
            _mkdocs(SITE_ONLY),
            (ours / "site",),
            reference,
        ),
        Contestant(
            "site-banks",
            "本项目网站（含检索和题库导出）",
            "site",
            ours,
            _mkdocs("mkdocs.yml"),
            (ours / "site",),
            reference,
        ),
        Contestant(
            reference,
            "Material + 中文检索（jieba）",
            "site",
            plain,
            _mkdocs("search.yml"),
            (plain / "site-search",),
            reference,
        ),
        Contestant(
            "material",
            "Material，无检索",
            "site",
            plain,
            _mkdocs("bare.yml"),
            (plain / "site-bare",),
            reference,
        ),
    ]


def _books(ours: Path, source: Path) -> list[Contestant]:
    step = (PYTHON, "-m", "benchmarks.book")
    environment = _own(ours) | {"PYTHONPATH": f"{REPOSITORY}{os.pathsep}{ours / 'hooks'}"}
    emitted = subprocess.run(
        (*step, "emit", str(ours), str(source)),
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    if emitted.returncode != 0:
        raise RuntimeError(f"没有生成书的源文件：\n{emitted.stderr}")
    target, bare = ours / "dist/book.pdf", source / "book.pdf"
    own = (
        PYTHON,
        "-m",
        "coursebook",
        "pdf",
        "complete",
        "--root",
        str(ours),
        "--output",
        str(target),
    )
    return [
        Contestant(
            "book", "coursebook pdf complete", "book", ours, own, (target,), "typst", _own(ours)
        ),
        Contestant(
            "typst",
            "只用 Typst 编译同一份源文件",
            "book",
            source,
            (*step, "compile", str(source), str(bare)),
            (bare,),
            "typst",
            {"PYTHONPATH": str(REPOSITORY)},
        ),
    ]


def _wholes(ours: Path, plain: Path, *, with_pdf: bool) -> list[Contestant]:
    found = [
        Contestant(
            "whole",
            "本项目全部（网站、两个版本 PDF、题库）",
            "whole",
            ours,
            _mkdocs("mkdocs.yml"),
            (ours / "site", ours / "dist"),
            "material-pdf",
            {"COURSEBOOK_PDF": "1"},
        )
    ]
    if with_pdf:
        found.append(
            Contestant(
                "material-pdf",
                "Material + mkdocs-to-pdf（一份 PDF）",
                "whole",
                plain,
                _mkdocs("pdf.yml"),
                (plain / "site-pdf",),
                "material-pdf",
                slow=True,
            )
        )
    return found
