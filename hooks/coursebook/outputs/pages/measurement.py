"""The reference pages of measurement and words: each only where its register has entries."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ...model.curriculum import Curriculum
from . import glossary, limits, methods, requirements, teq
from .page import Page

_PAGES: tuple[tuple[str, str, str, Callable[[Curriculum], Page]], ...] = (
    ("methods", "监测方法", methods.PATH, methods.methods_page),
    ("limits", "限值和排放因子", limits.PATH, limits.limits_page),
    ("congeners", "毒性当量计算", teq.PATH, teq.teq_page),
    ("terms", "术语", glossary.PATH, glossary.glossary_page),
    ("requirements", "工作大纲逐条对照", requirements.PATH, requirements.requirements_page),
)
"""The register that a page needs, its name in the navigation, its path, its maker."""


def measurement_pages(curriculum: Curriculum) -> Iterator[Page]:
    """Yield the pages whose registers have entries."""
    for register, _, _, make in _PAGES:
        if getattr(curriculum, register):
            yield make(curriculum)


def measurement_navigation(curriculum: Curriculum) -> list[dict[str, str]]:
    """Return the entries of the navigation for :func:`measurement_pages`."""
    return [{title: path} for register, title, path, _ in _PAGES if getattr(curriculum, register)]
