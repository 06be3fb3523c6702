"""The tiny curriculum through a real, strict MkDocs build; what readers get is read back."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlparse

import lxml.html
import pytest

from tests.conftest import build, copy_tiny

EXAM_STEM = "某市在2026年9月查处当月的行为仍可引用旧的固废法"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = copy_tiny(tmp_path_factory.mktemp("site") / "tiny")
    done = build(root, pdf=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return root


@pytest.fixture(scope="module")
def site(project: Path) -> Path:
    return project / "site"


def pages(site: Path) -> Iterator[tuple[str, lxml.html.HtmlElement]]:
    for path in sorted(site.rglob("*.html")):
        yield (
            path.relative_to(site).as_posix(),
            lxml.html.fromstring(path.read_text(encoding="utf-8")),
        )


def test_pages_exist(site: Path) -> None:
    for path in (
        "index.html",
        "law/basics/index.html",
        "pops/names/index.html",
        "tiers/county/index.html",
        "topics/index.html",
        "topics/T3.2/index.html",
        "reference/instruments/index.html",
        "reference/instruments/eec-2026/index.html",
        "reference/lookup/index.html",
        "reference/substances/index.html",
        "reference/substances/hcb/index.html",
        "reference/structures/hcb.svg",
        "reference/rules/index.html",
        "downloads/index.html",
        "pagefind/pagefind.js",
    ):
        assert (site / path).is_file(), path
    assert not (site / "law/later").exists(), "a planned module must appear nowhere else"


def test_downloads_exist(project: Path, site: Path) -> None:
    assert (site / "downloads/coursebook-complete.pdf").read_bytes().startswith(b"%PDF-")
    assert (site / "downloads/coursebook-county.pdf").is_file()
    assert (site / "downloads/banks/law-basics.gift.txt").is_file()
    assert (site / "downloads/banks/law-basics.moodle.xml").is_file()
    assert (site / "downloads/banks/law-basics.review.xlsx").is_file()
    assert (site / "downloads/banks/law-basics.gift.txt.report.txt").is_file()
    assert (project / "dist/coursebook-instructor.pdf").is_file()
    assert (project / "dist/pages/county.json").is_file()
    assert (project / "dist/exam-banks/sample/law-basics.gift.txt").is_file()
    assert not list(site.rglob("*instructor*"))
    assert not [p for p in project.iterdir() if ".building-" in p.name or ".old-" in p.name]


def test_every_link_lands(site: Path) -> None:
    """Every internal link of every page reaches a file, and its anchor an element."""
    anchors = {
        name: {element.get("id") for element in tree.iter() if element.get("id")}
        | {element.get("name") for element in tree.iter("a") if element.get("name")}
        for name, tree in pages(site)
    }
    broken = []
    for name, tree in pages(site):
        if name == "404.html":
            continue
        for element, attribute, link, _ in tree.iterlinks():
            url, fragment = urldefrag(link)
            if urlparse(url).scheme or link.startswith("mailto:"):
                continue
            target = unquote(urljoin(f"/{name}", url)).lstrip("/") if url else name
            if target.endswith("/") or target == "":
                target += "index.html"
            if not (site / target).is_file():
                broken.append(f"{name}: {element.tag}[{attribute}] {link}")
            elif fragment and target in anchors and unquote(fragment) not in anchors[target]:
                broken.append(f"{name}: {link} has no such anchor")
    assert not broken


def test_nothing_comes_from_elsewhere(site: Path) -> None:
    """No page asks another host for anything; links that a reader follows are another matter."""
    for name, tree in pages(site):
        for element, attribute, link, _ in tree.iterlinks():
            if element.tag in ("a",) or (
                element.tag == "link" and element.get("rel") == "canonical"
            ):
                continue
            assert not urlparse(link).netloc, f"{name}: {element.tag}[{attribute}] {link}"
    for path in site.rglob("*.css"):
        if "coursebook" in path.name:
            assert not re.search(r"url\(\s*['\"]?(https?:)?//", path.read_text(encoding="utf-8"))


def test_secrets_stay_home(site: Path) -> None:
    for path in site.rglob("*"):
        if path.is_file() and path.suffix in (".html", ".js", ".json", ".xml", ".txt"):
            text = path.read_text(encoding="utf-8", errors="replace")
            assert EXAM_STEM not in text, path
            assert "basics-x01" not in text, path
            assert "讲师专用的一句话" not in text, path


def test_module_page(site: Path) -> None:
    tree = lxml.html.fromstring((site / "law/basics/index.html").read_text(encoding="utf-8"))
    assert [" ".join(h.text_content().split()) for h in tree.iter("h1")] == ["第1讲 法典入门"]
    text = tree.text_content()
    for word in ("核心", "1.5", "政策导向", "执法", "说出法典的施行日期", "2026年11月22日"):
        assert word in text, word
    citation = tree.cssselect("a.citation[data-locator='第一千零五十七条']")[0]
    assert citation.get("href") == "../../reference/instruments/eec-2026/#a1057"
    assert "2026年8月15日起施行，现行\n第一千零五十七条　从旧兼从轻：" in citation.get("title")
    plain = tree.cssselect("a.citation[data-instrument='rule-draft']")[0]
    assert plain.get("href") == "../../reference/instruments/#rule-draft"
    assert [f.get("id") for f in tree.cssselect("figure.figure")] == ["fig-flow"]
    assert tree.cssselect("img")[0].get("alt") == "两个方框，先发现线索，再现场核实"
    edit = tree.cssselect("a[rel='edit'], a.md-content__button")
    assert not edit or "docs/law/basics.md" in edit[0].get("href")


def test_substance_card(site: Path) -> None:
    card = site / "reference/substances/hcb/index.html"
    tree = lxml.html.fromstring(card.read_text(encoding="utf-8"))
    (image,) = tree.cssselect(".structure-card img")
    drawing = (card.parent / image.get("src")).resolve()
    assert drawing.read_text(encoding="utf-8").startswith("<svg ")
    assert image.get("alt") == "六氯苯的结构式，C6Cl6"
    assert [h.get("data-ledger") for h in tree.cssselect(".ledger")] == ["convention", "china"]
    text = tree.text_content()
    for words in ("Hexachlorobenzene", "118-74-1", "284.78 g/mol", "2004年11月11日"):
        assert words in text, words
    entry = lxml.html.fromstring((site / "reference/substances/index.html").read_text("utf-8"))
    assert entry.cssselect(".filter-item#hcb a")[0].get("href") == "hcb/"
    assert not (site / "reference/structures/chlorpyrifos.svg").exists()


def test_languages_and_titles(site: Path) -> None:
    for name, tree in pages(site):
        assert tree.get("lang") == "zh", name
        assert tree.findtext(".//title"), name


def test_bad_data_leaves_the_old_site(tmp_path: Path) -> None:
    """A second build over spoiled text prints every error and touches nothing."""
    root = copy_tiny(tmp_path / "tiny")
    assert build(root).returncode == 0
    before = snapshot(root / "site")
    module = root / "docs/law/basics.md"
    module.write_text(
        module.read_text(encoding="utf-8").replace("topic: [T1.1]", "topic: [T1.9]")
        + "\n<script>alert(1)</script>\n",
        encoding="utf-8",
    )
    done = build(root)
    output = done.stdout + done.stderr
    assert done.returncode == 1
    assert "Traceback" not in output
    assert "检查结果：3 处错误" in output
    assert "docs/law/basics.md:4:9: 错误 [R003]" in output
    assert "[F033]" in output
    assert snapshot(root / "site") == before
    assert not [p for p in root.iterdir() if ".building-" in p.name]


def test_strict_warning_does_not_publish(tmp_path: Path) -> None:
    """MkDocs refuses a build with warnings only at its very end; by then we must not have swapped."""
    root = copy_tiny(tmp_path / "tiny")
    assert build(root).returncode == 0
    before = snapshot(root / "site")
    index = root / "docs/index.md"
    index.write_text(index.read_text(encoding="utf-8") + "\n[去哪](nowhere.md)\n", encoding="utf-8")
    done = build(root)
    assert done.returncode == 1
    assert snapshot(root / "site") == before
    assert not [p for p in root.iterdir() if ".building-" in p.name]


def test_leak_is_not_published(tmp_path: Path) -> None:
    """An exam stem that slips into a file by a way no rule sees stops the build."""
    root = copy_tiny(tmp_path / "tiny")
    drawing = root / "docs/assets/basics/flow.svg"
    drawing.write_text(
        drawing.read_text(encoding="utf-8").replace(
            "发现线索", f"{EXAM_STEM}第一百一十二条作依据。"
        ),
        encoding="utf-8",
    )
    done = build(root)
    output = done.stdout + done.stderr
    assert done.returncode == 1
    assert "[E010] 考题“basics-x01”出现在公开文件 assets/basics/flow.svg 里" in output
    assert EXAM_STEM not in output, "a public log must not print the question"
    assert not (root / "site").exists()


def test_two_builds_give_the_same_bytes(tmp_path: Path) -> None:
    one, two = copy_tiny(tmp_path / "one"), copy_tiny(tmp_path / "two")
    assert build(one, pdf=True).returncode == build(two, pdf=True).returncode == 0
    first, second = snapshot(one / "site"), snapshot(two / "site")
    different = {name for name in first if first[name] != second.get(name)}
    # MkDocs itself writes the day of the build into these two.
    assert different <= {"sitemap.xml", "sitemap.xml.gz"}


def snapshot(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_serve_recovers(tmp_path: Path) -> None:
    """``mkdocs serve`` survives a data error and goes on once the file is mended."""
    root = copy_tiny(tmp_path / "tiny")
    module = root / "docs/law/basics.md"
    sound = module.read_text(encoding="utf-8")
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "mkdocs",
            "serve",
            "-f",
            str(root / "mkdocs.yml"),
            "-a",
            "127.0.0.1:0",
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUNBUFFERED": "1", "NO_MKDOCS_2_WARNING": "1"},
    )
    # A server that neither speaks nor ends must fail the test, not hold up the suite.
    watchdog = threading.Timer(120, process.kill)
    watchdog.start()
    try:
        wait_for(process, "Serving on")
        module.write_text(sound.replace("topic: [T1.1]", "topic: [T1.9]"), encoding="utf-8")
        output = wait_for(process, "will appear stuck")
        assert "[R003]" in output and "Traceback" not in output
        module.write_text(sound, encoding="utf-8")
        wait_for(process, "Documentation built")
        assert process.poll() is None
    finally:
        watchdog.cancel()
        process.kill()
        process.wait()


def wait_for(process: subprocess.Popen[str], words: str) -> str:
    """Read the server's output until ``words``; its end without them is a failure."""
    assert process.stdout is not None
    seen = ""
    for line in process.stdout:
        seen += line
        if words in line:
            return seen
    raise AssertionError(f"the server ended without saying {words!r}:\n{seen}")
