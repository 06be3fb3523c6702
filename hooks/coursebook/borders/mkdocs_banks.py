"""MkDocs event: the banks as files, each with its report."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from ..model.curriculum import Curriculum
from ..model.question import Bank, Scope
from ..outputs.banks import EXPORTERS
from ..views.files import BANK_FORMATS, bank_file
from .mkdocs_load import build_of, log


def write_banks(config: MkDocsConfig) -> None:
    """Write practice banks to ``downloads/banks`` and exam banks to ``dist/exam-banks``.

    Not while serving: an editor who looks at a page should not wait for spreadsheets.
    """
    build = build_of(config)
    if build.serving:
        return
    practice = [b for b in build.curriculum.banks if b.scope is Scope.PRACTICE]
    lines = export_banks(build.curriculum, practice, Path(config.site_dir) / "downloads/banks")
    for line in lines:
        log.info("%s", line)
    if build.dist is not None:
        exam = [b for b in build.curriculum.banks if b.scope is Scope.EXAM]
        for folder in sorted({bank.folder for bank in exam}):
            members = [bank for bank in exam if bank.folder == folder]
            export_banks(build.curriculum, members, build.dist / "exam-banks" / folder)


def export_banks(curriculum: Curriculum, banks: list[Bank], folder: Path) -> list[str]:
    """Write every bank in every format and return a line of figures for each format."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = []
    for format, export in EXPORTERS.items():
        written = downgraded = refused = 0
        for bank in banks:
            done = export(curriculum, bank)
            path = folder / bank_file(bank.module, format)
            path.write_bytes(done.data)
            path.with_name(f"{path.name}.report.txt").write_text(
                done.report.text(), encoding="utf-8"
            )
            written += len(done.report.written)
            downgraded += len(done.report.downgraded)
            refused += len(done.report.refused)
        lines.append(
            f"题库 {BANK_FORMATS[format].title}：写出 {written} 题，改变题型 {downgraded} 题，不能导出 {refused} 题"
        )
    return lines
