"""The command line, through the real program."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from coursebook.cli import app
from coursebook.outputs.schema import schemas
from tests.conftest import ROOT

runner = CliRunner()


def run(*arguments: str | Path) -> tuple[int, str]:
    done = runner.invoke(app, [str(a) for a in arguments])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.output


def spoil(root: Path) -> None:
    path = root / "docs/law/basics.md"
    path.write_text(
        path.read_text(encoding="utf-8").replace("topic: [T1.1]", "topic: [T1.9]"), encoding="utf-8"
    )


def test_check_passes(tiny: Path) -> None:
    code, output = run("check", "-C", tiny)
    assert code == 0
    assert "没有错误，2 处请人工复核" in output
    assert "docs/law/basics.md:43:88: 人工复核 [S009]" in output


def test_check_strict_and_release_refuse_what_is_open(tiny: Path) -> None:
    assert run("check", "-C", tiny, "--strict")[0] == 1
    code, output = run("check", "-C", tiny, "--release", "--quiet")
    assert code == 1
    assert "错误 [S009]" in output


def test_release_refuses_unverified_facts_in_core_modules(tiny: Path) -> None:
    """The default build lists them, a book does not go out with them."""
    path = tiny / "docs/law/basics.md"
    text = path.read_text(encoding="utf-8").replace("[?待核：测试用]", "[@hearsay-2020]")
    path.write_text(text, encoding="utf-8")
    code, output = run("check", "-C", tiny, "--fast")
    assert code == 0
    assert "人工复核 [S016] GB 00000-2020的可信度是“待核”" in output
    code, output = run("check", "-C", tiny, "--fast", "--release", "--quiet")
    assert code == 1
    assert "错误 [S016] GB 00000-2020的可信度是“待核”" in output


def test_check_fails(tiny: Path) -> None:
    spoil(tiny)
    code, output = run("check", "-C", tiny, "--quiet")
    assert code == 1
    assert output.splitlines()[0].startswith("docs/law/basics.md:4:9: 错误 [R003]")


def test_check_sees_what_only_the_book_refuses(tiny: Path) -> None:
    """Text that passes the check also builds: a figure with a paragraph is found here."""
    path = tiny / "docs/law/basics.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace(
            "![](../assets/basics/flow.svg)", "![](../assets/basics/flow.svg)\n\n图下的话。"
        ),
        encoding="utf-8",
    )
    code, output = run("check", "-C", tiny, "--quiet")
    assert code == 1
    assert "docs/law/basics.md:" in output and "[B" in output
    assert run("check", "-C", tiny, "--quiet", "--fast")[0] == 0


def test_check_places_a_sign_that_no_font_has(tiny: Path) -> None:
    """Without setting a book, in text, questions and drawings; signs in remarks do not count."""
    for path, words, spoilt in (
        ("docs/pops/names.md", "六氯苯的CAS", "六氯苯😀𠀀的CAS"),
        ("docs/law/basics.md", "## 新旧衔接", "<!-- 😀 -->\n\n## 新旧衔接"),
        ("docs/assets/basics/flow.svg", "发现线索", "发现线😀索"),
        ("quizzes/practice/law/basics.yml", "》从哪一天", "》😀从哪一天"),
    ):
        file = tiny / path
        text = file.read_text(encoding="utf-8")
        assert words in text
        file.write_text(text.replace(words, spoilt, 1), encoding="utf-8")
    code, output = run("check", "-C", tiny, "--quiet")
    assert code == 1
    found = [line.partition(" ")[0] for line in output.splitlines() if "[B010]" in line]
    assert [place.partition(":")[0] for place in found] == [
        "docs/assets/basics/flow.svg",
        "docs/pops/names.md",
        "docs/pops/names.md",
        "quizzes/practice/law/basics.yml",
    ]
    assert {"docs/pops/names.md:16:4:", "docs/pops/names.md:16:5:"} < set(found)
    assert "U+20000" in output
    assert run("check", "-C", tiny, "--quiet", "--fast")[0] == 0


def test_check_json(tiny: Path) -> None:
    spoil(tiny)
    done = runner.invoke(app, ["check", "-C", str(tiny), "--quiet", "--format", "json"])
    (problem,) = json.loads(done.stdout)
    assert problem == {
        "path": "docs/law/basics.md",
        "line": 4,
        "column": 9,
        "severity": "error",
        "code": "R003",
        "message": "“topic”里的“T1.9”不在清单内，是不是“T1.1”",
        "remedy": "可用：T1.1、T3.2",
    }


def test_check_github(tiny: Path) -> None:
    spoil(tiny)
    code, output = run("check", "-C", tiny, "--quiet", "--format", "github")
    assert code == 1
    assert output.startswith("::error file=docs/law/basics.md,line=4,col=9,title=R003::")


def test_show(tiny: Path) -> None:
    code, output = run("show", "law/basics", "-C", tiny)
    assert code == 0
    for words in ("第1讲 法典入门", "县级核心", "o2 判断跨施行日案件", "练习题 12", "单选题 1"):
        assert words in output
    code, output = run("show", "law/basic", "-C", tiny)
    assert code == 1
    assert "是不是“law/basics”" in output


def test_rules_prints_the_book() -> None:
    code, output = run("rules")
    assert code == 0
    assert "S003 错误 把不在施行的文件当现行引用" in output


def test_pdf(tiny: Path, tmp_path: Path) -> None:
    target = tmp_path / "county.pdf"
    code, output = run("pdf", "county", "-C", tiny, "-o", target)
    assert code == 0
    assert target.read_bytes().startswith(b"%PDF-")
    assert "县级版：" in output
    code, output = run("pdf", "village", "-C", tiny)
    assert code == 1
    assert "没有版本“village”，可用：complete、county、instructor" in output


def test_banks(tiny: Path, tmp_path: Path) -> None:
    code, output = run("banks", "-C", tiny, "-o", tmp_path, "--module", "law/basics")
    assert code == 0
    assert (tmp_path / "law-basics.gift.txt").is_file()
    assert not list(tmp_path.glob("pops-*"))
    assert "写出" in output
    assert run("banks", "-C", tiny, "-o", tmp_path, "--module", "law/nothing")[0] == 1


def test_build_pages(tiny: Path, tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    code, output = run("build-pages", folder, "-C", tiny)
    assert code == 0, output
    page = (folder / "law/basics.md").read_text(encoding="utf-8")
    assert page.startswith('---\ntitle: "法典入门"\n---\n')
    assert "讲师专用" not in page and "[@" not in page.partition("<pre>")[0]
    assert (folder / "assets/basics/flow.svg").is_file()
    assert (folder / "reference/instruments.md").is_file()
    card = (folder / "reference/substances/hcb.md").read_text(encoding="utf-8")
    assert card.startswith('---\ntitle: "六氯苯"\n---\n') and "../../structures/hcb.svg" in card
    assert (folder / "reference/structures/hcb.svg").read_text("utf-8").startswith("<svg ")
    code, output = run("build-pages", folder, "-C", tiny)
    assert code == 1
    assert "不是空文件夹" in output


@pytest.mark.parametrize("command", ["show", "pdf", "banks", "build-pages"])
def test_commands_stop_at_errors(command: str, tiny: Path, tmp_path: Path) -> None:
    spoil(tiny)
    argument = {"show": ["law/basics"], "pdf": ["complete"], "build-pages": [tmp_path / "x"]}
    code, output = run(command, *argument.get(command, []), "-C", tiny)
    assert code == 1
    assert "[R003]" in output
    assert not (tiny / "dist").exists() and not (tmp_path / "x").exists()


def test_schemas_are_up_to_date() -> None:
    """Editors' completion comes from committed files; run ``make schema`` after a model changes."""
    folder = ROOT / "curriculum" / "schema"
    assert {p.name for p in folder.glob("*.json")} == set(schemas())
    for name, text in schemas().items():
        assert (folder / name).read_text(encoding="utf-8") == text, name


def test_data_files_name_their_schema() -> None:
    for path in [*ROOT.glob("curriculum/**/*.yml"), *ROOT.glob("quizzes/**/*.yml")]:
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("# yaml-language-server: $schema="):
                target = (path.parent / line.partition("=")[2]).resolve()
                assert target.is_file(), f"{path}: {line}"
                break
        else:
            raise AssertionError(f"{path} names no schema")


def test_program_is_installed() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "coursebook", "--help"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT / "hooks"), "PYTHONUTF8": "1"},
        check=True,
    )
    for command in (
        "check",
        "show",
        "impact",
        "build",
        "pdf",
        "banks",
        "schema",
        "rules",
        "build-pages",
    ):
        assert command in done.stdout
