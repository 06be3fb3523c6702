"""A built site in a real browser: from ``file://`` and from a server on this machine.

The browser is Debian's Chromium (``CHROMIUM``, by default /usr/bin/chromium). A machine
without it fails these tests; they are never skipped.
"""

from __future__ import annotations

import http.server
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from tests.registers import add_registers

ROOT = Path(__file__).resolve().parents[2]
TINY = ROOT / "tests" / "data" / "tiny"
REGISTERS = Path(__file__).parent / "registers"
"""A few entries of the registers of law, added to the tiny curriculum."""
CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
POLICY = (
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; "
    "img-src 'self' data:; object-src 'none'; base-uri 'none'"
)
"""What a strict server sends: no inline script, no inline style sheet.

Style attributes are allowed because Python-Markdown aligns table cells with them.
"""


CONFIG = """
INHERIT: {root}/mkdocs.yml
theme: {{custom_dir: {root}/hooks/theme}}
plugins: []
watch: []
hooks:
  - {root}/hooks/load_curriculum.py
  - {root}/hooks/textbook_site.py
  - {root}/hooks/publish_whole.py
"""
"""The real site's settings over the tiny curriculum; neither books nor banks are made."""


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny curriculum, with small registers of every kind, as a finished site."""
    project = tmp_path_factory.mktemp("project") / "tiny"
    shutil.copytree(TINY, project)
    shutil.copytree(REGISTERS, project / "curriculum", dirs_exist_ok=True)
    add_registers(project)
    law = project / "curriculum/instruments/law.yml"
    short = "short: 《固体废物污染环境防治法》"
    text = law.read_text(encoding="utf-8").replace(short, f"{short}\n  abbreviation: 固废法", 1)
    law.write_text(text, encoding="utf-8")
    config = project / "mkdocs.yml"
    config.write_text(CONFIG.format(root=ROOT.as_posix()), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-f", str(config), "-d", str(project / "site")],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        cwd=project,
    )
    assert done.returncode == 0, done.stderr
    return project / "site"


@pytest.fixture(scope="session")
def served(site: Path) -> Iterator[str]:
    """Address of the site on a local server that sends a strict security policy."""

    class Handler(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *args: Any) -> None:
            super().__init__(*args, directory=str(site))

        def end_headers(self) -> None:
            self.send_header("Content-Security-Policy", POLICY)
            super().end_headers()

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if not CHROMIUM.is_file():
        pytest.fail(f"no Chromium at {CHROMIUM}: install it or set CHROMIUM to its path")
    playwright: Playwright
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=QUIET)
        yield browser
        browser.close()


@dataclass
class Watched:
    """A page, what it said on the console, and what it asked other hosts for."""

    page: Page
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def strangers(self, base: str) -> list[str]:
        return [url for url in self.requests if not url.startswith((base, "data:"))]


Opener = Callable[..., Watched]


@pytest.fixture
def open_page(chromium: Browser) -> Iterator[Opener]:
    """Open an address in a fresh profile; ``storage=False`` refuses storage to its scripts."""
    contexts: list[BrowserContext] = []

    def open_it(url: str, *, width: int = 1280, storage: bool = True, **options: Any) -> Watched:
        options.setdefault("reduced_motion", "reduce")
        context = chromium.new_context(viewport={"width": width, "height": 900}, **options)
        contexts.append(context)
        if not storage:
            context.add_init_script(REFUSE_STORAGE)
        watched = Watched(context.new_page())
        page = watched.page
        page.on("console", lambda m: watched.complaints.append(m.text) if m.type in LOUD else None)
        page.on("pageerror", lambda error: watched.complaints.append(str(error)))
        page.on("request", lambda request: watched.requests.append(request.url))
        page.goto(url)
        return watched

    yield open_it
    for context in contexts:
        context.close()


LOUD = ("error", "warning")
REFUSE_STORAGE = """
for (const name of ["localStorage", "sessionStorage"]) {
  Object.defineProperty(window, name, {
    get() { throw new DOMException("refused", "SecurityError"); },
  });
}
"""


@pytest.fixture(params=["file", "http"])
def base(request: pytest.FixtureRequest, site: Path, served: str) -> str:
    """Both ways in which a reader gets the site."""
    return f"{site.as_uri()}/" if request.param == "file" else served


@pytest.fixture
def module_url(base: str) -> str:
    """The page with all nine kinds of question."""
    return f"{base}law/basics/" + ("index.html" if base.startswith("file") else "")
