"""MkDocs events around the whole build: stage, check what came out, swap.

An existing ``site/`` or ``dist/`` stays whole until the new one is finished: everything is
written into a sibling folder and renamed at the end. A build that dies leaves its sibling
behind; the next one removes it.
"""

from __future__ import annotations

import logging
import os
import shutil
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority

from .leaks import exam_leaks
from .mkdocs_load import PLUGIN, Build, build_of, log
from .search_index import build_search_index

MARK = ".building-"
OLD = ".old-"


class _Warnings(logging.Handler):
    """Counts what ``--strict`` will refuse, because MkDocs decides only after our swap."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.count = 0

    def emit(self, record: logging.LogRecord) -> None:
        self.count += 1


_warnings = _Warnings()


def stage(config: MkDocsConfig) -> MkDocsConfig:
    """Turn the build away from ``site/`` into a folder beside it; not while serving."""
    build = build_of(config)
    build.final_site = Path(config.site_dir)
    if build.serving:
        return config
    logger = logging.getLogger("mkdocs")
    _warnings.count = 0
    if _warnings not in logger.handlers:
        logger.addHandler(_warnings)
    config.site_dir = str(_sibling(build.final_site))
    plugin = config.plugins.get(PLUGIN)
    if plugin is not None and getattr(plugin, "enabled", False):
        build.dist = _sibling(build.root / "dist")
    return config


@event_priority(-100)
def publish(config: MkDocsConfig) -> None:
    """Index the finished pages, look for leaked exam questions, swap the folders.

    Raises:
        PluginError: an exam question stands in a published file, or ``--strict`` met warnings.
    """
    build = build_of(config)
    site = Path(config.site_dir)
    build_search_index(site)
    leaks = exam_leaks(build.curriculum, site)
    if leaks:
        raise PluginError("考题出现在公开文件里，没有发布：\n" + "\n".join(map(str, leaks)))
    if build.serving:
        return
    if config.strict and _warnings.count:
        # MkDocs itself aborts right after this event and prints the count.
        _remove(build, site)
        return
    swap(site, build.final_site)
    if build.dist is not None:
        swap(build.dist, build.root / "dist")
    config.site_dir = str(build.final_site)
    log.info("已发布到 %s", build.final_site.name + "/")


def discard(error: Exception) -> None:
    """Remove the folders that this process was building in; what is published stays."""
    for path in list(_mine):
        shutil.rmtree(path, ignore_errors=True)
        _mine.discard(path)


_mine: set[Path] = set()


def _sibling(final: Path) -> Path:
    """Return a new folder beside ``final``, after clearing up behind builds that died."""
    for stale in final.parent.glob(f"{final.name}{OLD}*"):
        if not _alive(stale.name.rpartition("-")[2]):
            # A build died between its two renames: what it took away was the last whole one.
            if final.exists():
                shutil.rmtree(stale, ignore_errors=True)
            else:
                stale.rename(final)
    for stale in final.parent.glob(f"{final.name}{MARK}*"):
        if not _alive(stale.name.rpartition("-")[2]):
            shutil.rmtree(stale, ignore_errors=True)
    path = final.with_name(f"{final.name}{MARK}{os.getpid()}")
    shutil.rmtree(path, ignore_errors=True)
    path.mkdir(parents=True)
    _mine.add(path)
    return path


def _alive(pid: str) -> bool:
    if os.name == "nt":
        # os.kill would end the process there; leave the folder to ``make clean``.
        return True
    try:
        os.kill(int(pid), 0)
    except (ValueError, ProcessLookupError):
        return False
    except OSError:
        return True
    return True


def swap(new: Path, final: Path) -> None:
    """Put ``new`` in the place of ``final``: two renames, never a half-written folder.

    Raises:
        PluginError: another build put its own folder there in between; the one that stood
            there before this call is put back.
    """
    if final.is_symlink():
        final = final.resolve()
    old = final.with_name(f"{final.name}{OLD}{os.getpid()}")
    shutil.rmtree(old, ignore_errors=True)
    try:
        if final.exists():
            final.rename(old)
        new.rename(final)
    except OSError as error:
        if old.exists() and not final.exists():
            old.rename(final)
        raise PluginError(
            f"没有换上新的 {final.name}/（另一个构建正在进行，或文件被占用）：{error.strerror}"
        ) from None
    _mine.discard(new)
    shutil.rmtree(old, ignore_errors=True)


def _remove(build: Build, site: Path) -> None:
    for path in (site, build.dist):
        if path is not None:
            shutil.rmtree(path, ignore_errors=True)
            _mine.discard(path)
