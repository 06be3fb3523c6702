"""The ``coursebook`` command: thin; each command prints what a border or an output returned."""

from __future__ import annotations

import os
import subprocess
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from .borders.terminal import FORMATS, summary
from .load import Loaded, exam_bank_from, load
from .rules.registry import at_release
from .source.problem import Severity, SourceError, ordered

app = typer.Typer(
    help="从一份纯文本源文件生成教材网站、PDF 和题库。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


class Format(StrEnum):
    TEXT = "text"
    JSON = "json"
    GITHUB = "github"


class Layout(StrEnum):
    TEXT = "text"
    JSON = "json"


Root = Annotated[
    Path,
    typer.Option("--root", "-C", help="工程文件夹，默认为当前文件夹", file_okay=False, exists=True),
]
HERE = Path()


def main() -> None:
    """Entry point of the console script."""
    app()


def _load(root: Path) -> Loaded:
    from .borders.structure_store import structure_store

    return load(root, exam_bank_from(dict(os.environ)), structure_store(root))


def _sound(root: Path) -> Loaded:
    """Load, or print the errors and leave with status 1."""
    loaded = _load(root)
    if loaded.errors or loaded.curriculum is None:
        typer.echo(FORMATS["text"](loaded.errors))
        typer.echo(summary(loaded.errors), err=True)
        raise typer.Exit(1)
    return loaded


@app.command(help="检查全部内容；有错误时退出码为 1。")
def check(
    root: Root = HERE,
    format: Annotated[Format, typer.Option(help="输出形式：text、json、github")] = Format.TEXT,
    strict: Annotated[bool, typer.Option(help="“人工复核”也算错误")] = False,
    release: Annotated[
        bool, typer.Option(help="出书前检查：待核的说法、核心讲里待核的事实也算错误")
    ] = False,
    quiet: Annotated[bool, typer.Option(help="只列错误，不列人工复核")] = False,
    fast: Annotated[bool, typer.Option(help="不试排各页，更快")] = False,
) -> None:
    from .borders.standalone import output_problems

    loaded = _load(root)
    problems = [at_release(p) if release else p for p in loaded.problems]
    if not fast and not loaded.errors and loaded.curriculum is not None:
        found = output_problems(loaded.curriculum, root / "docs")
        problems = list(ordered([*problems, *found]))
    errors = [p for p in problems if p.severity is Severity.ERROR]
    shown = errors if quiet else problems
    if shown or format is Format.JSON:
        typer.echo(FORMATS[format.value](shown))
    typer.echo(summary(problems), err=True)
    if errors or loaded.curriculum is None or (strict and problems):
        raise typer.Exit(1)


@app.command(help="显示一讲的概况：层级、目标、图表、引用、题目。")
def show(
    module: Annotated[str, typer.Argument(help="讲的编号，如 law/eco-code")], root: Root = HERE
) -> None:
    from .model.messages import did_you_mean
    from .outputs.module_report import module_report

    loaded = _sound(root)
    assert loaded.curriculum is not None
    found = loaded.curriculum.module.get(module)
    if found is None:
        near = did_you_mean(module, loaded.curriculum.module)
        typer.echo(
            f"没有“{module}”这一讲{near}。已写的讲：{'、'.join(loaded.curriculum.module)}", err=True
        )
        raise typer.Exit(1)
    typer.echo(module_report(loaded.curriculum, found))


@app.command(help="列出一份文件、一种物质、方法、限值或术语牵涉的一切；没有登记时退出码为 2。")
def impact(
    what: Annotated[
        list[str],
        typer.Argument(help="编号或名称；法规文件后面可以写条款，如 eec-2026 第六百四十九条"),
    ],
    root: Root = HERE,
    format: Annotated[Layout, typer.Option(help="输出形式：text、json")] = Layout.TEXT,
) -> None:
    from .borders.mkdocs_site import generated_pages
    from .borders.page_maps import read_page_maps
    from .borders.standalone import read_drawings
    from .outputs.impact_report import impact_json, impact_text
    from .views.impact import impact as find
    from .views.subjects import UnknownSubjectError, find_subjects

    loaded = _sound(root)
    curriculum = loaded.curriculum
    assert curriculum is not None
    try:
        subjects = find_subjects(curriculum, " ".join(what))
    except UnknownSubjectError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from None
    pages = [page.path for page in generated_pages(curriculum)]
    found = find(curriculum, subjects, read_drawings(curriculum, root / "docs"), pages)
    report = impact_json if format is Layout.JSON else impact_text
    typer.echo(report(curriculum, found, read_page_maps(root / "dist", curriculum.editions)))


@app.command(help="生成全部：网站到 site/，讲师版和考题导出到 dist/。")
def build(root: Root = HERE) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", str(root / "mkdocs.yml")],
        env={
            **os.environ,
            "COURSEBOOK_PDF": "1",
            "NO_MKDOCS_2_WARNING": "1",
            "PYTHONUTF8": "1",
        },
        check=False,
    )
    raise typer.Exit(done.returncode)


@app.command(help="只排一个版本的 PDF。")
def pdf(
    edition: Annotated[str, typer.Argument(help="版本编号，如 complete、county、instructor")],
    root: Root = HERE,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="输出文件，默认在 dist/")
    ] = None,
) -> None:
    from .borders.page_maps import page_map_path
    from .borders.standalone import set_edition

    loaded = _sound(root)
    assert loaded.curriculum is not None
    found = next((e for e in loaded.curriculum.editions if e.id == edition), None)
    if found is None:
        known = "、".join(e.id for e in loaded.curriculum.editions)
        typer.echo(f"没有版本“{edition}”，可用：{known}", err=True)
        raise typer.Exit(1)
    target = output or root / "dist" / found.file
    page_map = output.with_suffix(".pages.json") if output else page_map_path(root / "dist", found)
    try:
        pages = set_edition(loaded.curriculum, found, root, target, page_map)
    except SourceError as error:
        typer.echo(str(error))
        raise typer.Exit(1) from None
    typer.echo(f"{found.title}：{pages} 页，{target}")


@app.command(help="导出练习题库（不含考题）。")
def banks(
    root: Root = HERE,
    module: Annotated[str | None, typer.Option(help="只导出一讲")] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="输出文件夹")] = None,
) -> None:
    from .borders.mkdocs_banks import export_banks

    loaded = _sound(root)
    assert loaded.curriculum is not None
    chosen = [b for b in loaded.curriculum.practice.values() if module in (None, b.module)]
    if not chosen:
        typer.echo(f"没有“{module}”的练习题库", err=True)
        raise typer.Exit(1)
    folder = output or root / "dist/banks"
    for line in export_banks(loaded.curriculum, chosen, folder):
        typer.echo(line)
    typer.echo(f"已写到 {folder}")


@app.command(help="写出 JSON Schema，编辑器据此补全和提示。")
def schema(root: Root = HERE) -> None:
    from .borders.standalone import write_files
    from .outputs.schema import schemas

    names = write_files(root / "curriculum/schema", schemas())
    typer.echo(f"已写出 {len(names)} 个：{'、'.join(names)}")


@app.command(help="列出全部规则：编号、查什么、怎么改。")
def rules() -> None:
    from .rules import RULES

    for each in sorted(RULES.values(), key=lambda found: found.code):
        typer.echo(
            f"{each.code} {each.severity} {each.title}\n    {each.explanation}\n    改法：{each.remedy}"
        )


@app.command("build-pages", help="把全部页面写成 Markdown，供别的网站生成器使用。")
def build_pages(
    folder: Annotated[Path, typer.Argument(help="输出文件夹，应为空或不存在", file_okay=False)],
    root: Root = HERE,
) -> None:
    from .borders.standalone import write_pages

    loaded = _sound(root)
    assert loaded.curriculum is not None
    if folder.exists() and any(folder.iterdir()):
        typer.echo(f"{folder} 不是空文件夹，没有写", err=True)
        raise typer.Exit(1)
    try:
        count = write_pages(loaded.curriculum, root / "docs", folder)
    except SourceError as error:
        typer.echo(str(error))
        raise typer.Exit(1) from None
    typer.echo(f"已写出 {count} 页到 {folder}")


if __name__ == "__main__":
    main()
