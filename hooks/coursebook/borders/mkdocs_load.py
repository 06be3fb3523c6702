"""MkDocs event: the checked curriculum, or a stop with every error at its place."""

from __future__ import annotations

import os
import xml.etree.ElementTree as etree
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger

from ..load import exam_bank_from, load
from ..markup.context import Context
from ..markup.extension import CoursebookExtension
from ..model.curriculum import Curriculum
from .structure_store import structure_store
from .terminal import summary

log = get_plugin_logger("coursebook")
KEY = "coursebook"
PLUGIN = "pdf-export"

# ``on_startup`` comes once, ``on_config`` with every rebuild; MkDocs gives no other way to
# learn which command runs.
_command: list[str] = ["build"]


@dataclass
class Build:
    """What the hook files share during one build, in ``config.extra["coursebook"]``."""

    root: Path
    curriculum: Curriculum
    serving: bool
    context: Context
    extension: CoursebookExtension
    trees: dict[str, etree.Element] = field(default_factory=dict)
    """Element tree of each module, filled page by page, for the book."""
    final_site: Path = Path()
    dist: Path | None = None
    """Folder that will become ``dist/``, when this build makes the private outputs too."""


def build_of(config: MkDocsConfig) -> Build:
    """Return the build that :func:`load_curriculum` put into the configuration."""
    build = config.extra[KEY]
    assert isinstance(build, Build)
    return build


def remember_command(*, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Keep whether MkDocs serves or builds."""
    _command[:] = [command]


def load_curriculum(config: MkDocsConfig) -> MkDocsConfig:
    """Load and judge the curriculum.

    Raises:
        PluginError: with every error; MkDocs prints it without a traceback, leaves an
            existing site alone, and ``mkdocs serve`` goes on once the file is mended.
    """
    root = Path(config.config_file_path).resolve().parent
    loaded = load(root, exam_bank_from(dict(os.environ)), structure_store(root))
    if loaded.errors or loaded.curriculum is None:
        # The first line is printed behind "ERROR   -  ": keep it free of a path, so that
        # editors can click every line that follows.
        raise PluginError("\n".join([summary(loaded.problems), *map(str, loaded.errors)]))
    if loaded.reviews:
        log.info("%s；逐条见 coursebook check", summary(loaded.problems))
    context = Context(loaded.curriculum)
    config.extra[KEY] = Build(
        root=root,
        curriculum=loaded.curriculum,
        serving=_command[0] == "serve",
        context=context,
        extension=CoursebookExtension(context),
    )
    return config
