"""The list of instruments at the back: status on the day of the edition, and who cites each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...model.curriculum import Curriculum
from ...model.instrument import STANDINGS, Instrument
from ...model.vocabulary import InstrumentKind, Trust


def instrument_groups(
    curriculum: Curriculum, cited: Mapping[str, tuple[str, ...]]
) -> list[dict[str, Any]]:
    """Return the cited instruments by kind, as data for the template.

    ``cited`` gives, for each instrument, the modules of the edition that cite it.
    """
    groups = []
    for kind in InstrumentKind:
        items = [
            _item(curriculum, instrument, cited[instrument.id])
            for instrument in curriculum.instruments
            if instrument.kind is kind and instrument.id in cited
        ]
        if items:
            groups.append({"kind": kind.label, "items": items})
    return groups


def _item(
    curriculum: Curriculum, instrument: Instrument, modules: tuple[str, ...]
) -> dict[str, Any]:
    standing = STANDINGS[instrument.standing(curriculum.course.as_of)]
    if instrument.trust is not Trust.VERIFIED:
        standing += f"（{instrument.trust.label}）"
    number = instrument.number
    return {
        "id": instrument.id,
        "title": instrument.title,
        "number": number if number and number not in instrument.title else None,
        "dates": _dates(instrument),
        "status": standing,
        "chapters": [
            {"id": module, "number": f"第{curriculum.numbers[module]}讲"}
            for module in sorted(modules, key=curriculum.numbers.__getitem__)
        ],
    }


def _dates(instrument: Instrument) -> list[str]:
    parts = [
        (instrument.issued, "公布"),
        (instrument.effective, "施行"),
        (instrument.ended, "废止"),
    ]
    return [f"{date}{word}" for date, word in parts if date] or ["待核"]
