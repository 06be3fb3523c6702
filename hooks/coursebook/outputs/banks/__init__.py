"""Question banks as files for other platforms: pure functions from a bank to bytes.

Each exporter returns the file together with a report in which every question of the bank
stands exactly once: written as it is, written in another form, or refused, with the reason.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from . import gift, moodle_xml, review_sheet
from .report import Export, Exporter, ExportReport

EXPORTERS: Mapping[str, Exporter] = MappingProxyType(
    {
        "moodle-xml": moodle_xml.export,
        "gift": gift.export,
        "review": review_sheet.export,
    }
)
"""Every format by the name that the command line and the downloads use."""

__all__ = ["EXPORTERS", "Export", "ExportReport", "Exporter"]
