"""Which substances a data table shows: one reading of ``where`` for rules and for views."""

from __future__ import annotations

from collections.abc import Mapping

from ..source.problem import SourceError
from ..source.yaml_reader import read_yaml
from .curriculum import Curriculum
from .substance import Substance

FILTERS = frozenset({"annex", "batch", "category", "id"})


def selected(curriculum: Curriculum, where: str) -> tuple[Substance, ...]:
    """Return the substances that fit ``{annex: A, batch: [initial, cop4]}``.

    Without being named, only what the Convention lists: China's own lists are longer.

    Raises:
        ValueError: with a Chinese message.
    """
    wanted = _mapping(where)
    for key in wanted:
        if key not in FILTERS:
            raise ValueError(f"没有条件“{key}”，可用：{'、'.join(sorted(FILTERS))}")
    return tuple(
        substance
        for substance in curriculum.substances
        if _fits(substance, wanted)
        and ("id" in wanted or (substance.listing and substance.listing.batch in curriculum.batch))
    )


def _mapping(text: str) -> dict[str, tuple[str, ...]]:
    if not text:
        return {}
    value = flow(text, "where")
    if not isinstance(value, dict):
        raise ValueError("where 应写成 {annex: A} 的形式")
    return {key: strings(each) for key, each in value.items()}


def strings(value: object) -> tuple[str, ...]:
    return tuple(str(each) for each in (value if isinstance(value, list) else [value]))


def flow(text: str, name: str) -> object:
    """Read an option of a box that is written in YAML.

    Raises:
        ValueError: with a Chinese message.
    """
    try:
        return read_yaml(text, name)[0]
    except SourceError as error:
        raise ValueError(f"{name} 写法不对：{error.problems[0].message}") from None


def _fits(substance: Substance, wanted: Mapping[str, tuple[str, ...]]) -> bool:
    listing = substance.listing
    values = {
        "annex": {annex.value for annex in listing.annex} if listing else set(),
        "batch": {listing.batch} if listing else set(),
        "category": {substance.category.value},
        "id": {substance.id},
    }
    return all(values[key] & set(each) for key, each in wanted.items())
