"""Pagefind over the finished pages: the index is in slices, nothing loads before typing."""

from __future__ import annotations

import subprocess
from pathlib import Path

from mkdocs.exceptions import PluginError
from pagefind_bin_extended import get_executable


def build_search_index(site: Path) -> None:
    """Write ``site/pagefind/``.

    Raises:
        PluginError: Pagefind could not run; its own words follow.
    """
    done = subprocess.run(
        [
            # The program itself: its Python front end would only start it.
            str(get_executable()),
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
