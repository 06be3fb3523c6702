"""Pagefind over the finished pages: the index is in slices, nothing loads before typing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from mkdocs.exceptions import PluginError


def build_search_index(site: Path) -> None:
    """Write ``site/pagefind/``.

    Raises:
        PluginError: Pagefind could not run; its own words follow.
    """
    done = subprocess.run(
        [
            *(sys.executable, "-m", "pagefind"),
            *("--site", str(site)),
            *("--force-language", "zh"),
            # Notes stand under the page's last heading, where a reader would not look for them.
            *("--exclude-selectors", ".footnote"),
            "--quiet",
        ],
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode != 0:
        raise PluginError(f"检索索引没有建成（Pagefind）：\n{done.stderr or done.stdout}")
