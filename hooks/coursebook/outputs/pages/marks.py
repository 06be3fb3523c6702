"""The marks beside an entry: whether it has been seen in its source, whether it is in force."""

from __future__ import annotations

from ...model.instrument import STANDINGS
from ...model.vocabulary import Trust


def trust_mark(trust: Trust) -> str:
    """Return 单一来源 or 待核 as a mark; nothing beside what is verified."""
    if trust is Trust.VERIFIED:
        return ""
    return f' <sup class="trust" data-trust="{trust.value}">{trust.label}</sup>'


def standing_badge(standing: str, words: str = "") -> str:
    """Return a standing as a badge; ``words`` in place of its own name."""
    return (
        f'<span class="standing" data-standing="{standing}">{words or STANDINGS[standing]}</span>'
    )
