"""The mark beside a value that has not been seen in its source."""

from __future__ import annotations

from ...model.vocabulary import Trust


def trust_mark(trust: Trust) -> str:
    """Return 单一来源 or 待核 as a mark; nothing beside what is verified."""
    if trust is Trust.VERIFIED:
        return ""
    return f' <sup class="trust" data-trust="{trust.value}">{trust.label}</sup>'
