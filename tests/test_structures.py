"""Structures: what RDKit says of a SMILES, and drawings kept from one build to the next."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from coursebook.borders.structure_store import StructureStore, structure_store
from coursebook.load import load
from coursebook.source.drawing import drawing_problems
from coursebook.source.structure import Structure, structure_of
from tests.conftest import ROOT

HCB = "Clc1c(Cl)c(Cl)c(Cl)c(Cl)c1Cl"
KNOWN = {
    # Formula and mass as the CRC Handbook prints them.
    HCB: ("C6Cl6", 284.782),
    "FC(F)(F)C(F)(F)C(F)(F)C(F)(F)C(F)(F)C(F)(F)C(F)(F)C(F)(F)S(=O)(=O)O": ("C8HF17O3S", 500.13),
    "c12cc(Cl)c(Cl)cc1Oc1cc(Cl)c(Cl)cc1O2": ("C12H4Cl4O2", 321.97),
    "ClC(Cl)Cl": ("CHCl3", 119.378),
    "[K+].[Cl-]": ("ClK", 74.551),
}


@pytest.mark.parametrize(("smiles", "known"), KNOWN.items(), ids=[f for f, _ in KNOWN.values()])
def test_formula_and_mass(smiles: str, known: tuple[str, float]) -> None:
    structure = structure_of(smiles)
    assert structure.formula == known[0]
    assert structure.mass == pytest.approx(known[1], abs=0.01)


@pytest.mark.parametrize("smiles", ["", " ", "六氯苯", "C(", "c1ccccc2", "C(C)(C)(C)(C)C", "C C"])
def test_unreadable(smiles: str, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ValueError, match=r"SMILES.+ —— 从 PubChem"):
        structure_of(smiles)
    assert capfd.readouterr() == ("", ""), "RDKit must not talk to editors in English"


@pytest.mark.parametrize("smiles", KNOWN)
def test_drawing_is_plain(smiles: str) -> None:
    """White ground, black lines and areas; nothing that runs, calls, or needs a font."""
    svg = structure_of(smiles).svg
    assert svg == structure_of(smiles).svg
    assert drawing_problems(svg, "a.svg") == []
    tags = {element.tag.rpartition("}")[2] for element in ElementTree.fromstring(svg).iter()}
    assert tags == {"svg", "path"}
    assert set(re.findall(r"#[0-9a-f]+", svg)) == {"#fff", "#000"}
    assert not re.search(r"\.\d\d|style=|class=|  ", svg), "numbers to one place, no style"


def test_one_scale_for_all() -> None:
    """A bond is as long in a small molecule as in a large one, so that drawings compare."""

    def longest_bond(smiles: str) -> float:
        lines = re.search(r'stroke="#000".*? d="([^"]+)"', structure_of(smiles).svg)
        assert lines is not None
        pieces = re.findall(r"M([\d.]+) ([\d.]+)L([\d.]+) ([\d.]+)", lines[1])
        return max(
            ((float(a) - float(c)) ** 2 + (float(b) - float(d)) ** 2) ** 0.5
            for a, b, c, d in pieces
        )

    assert longest_bond("CC") == pytest.approx(longest_bond("C" * 20), rel=0.02)


class Counting:
    """Draws, and counts how often it was asked to."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, smiles: str) -> Structure:
        self.asked.append(smiles)
        return structure_of(smiles)


def test_store_draws_once(tmp_path: Path) -> None:
    draw = Counting()
    first = StructureStore(tmp_path, draw)(HCB)
    assert StructureStore(tmp_path, draw)(HCB) == first == structure_of(HCB)
    assert StructureStore(tmp_path, draw)("CCl").formula == "CH3Cl"
    assert draw.asked == [HCB, "CCl"]
    assert not [path for path in tmp_path.iterdir() if path.suffix != ".json"], "no half files"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"[]",
        b'{"smiles": "CCl"}',
        json.dumps({"smiles": HCB, "formula": "C6Cl6", "mass": "284", "svg": ""}).encode(),
        json.dumps({"smiles": "CCl", "formula": "CH3Cl", "mass": 50.5, "svg": "x"}).encode(),
    ],
)
def test_spoiled_file_is_drawn_anew(tmp_path: Path, content: bytes) -> None:
    StructureStore(tmp_path)(HCB)
    (path,) = tmp_path.iterdir()
    sound = path.read_bytes()
    path.write_bytes(content)
    draw = Counting()
    assert StructureStore(tmp_path, draw)(HCB) == structure_of(HCB)
    assert draw.asked == [HCB]
    assert path.read_bytes() == sound


def test_store_without_a_folder(tmp_path: Path) -> None:
    """A folder that cannot be made costs only time."""
    (tmp_path / "file").write_text("")
    assert StructureStore(tmp_path / "file" / "structures")(HCB) == structure_of(HCB)


def test_unreadable_is_not_kept(tmp_path: Path) -> None:
    with pytest.raises(ValueError):
        StructureStore(tmp_path)("C(")
    assert list(tmp_path.iterdir()) == []


CHECK = """
import sys
from coursebook.cli import app
try:
    app(["check", "-C", sys.argv[1], "--quiet"])
except SystemExit as done:
    assert done.code == 0, done.code
print("rdkit" in sys.modules)
"""


def test_unchanged_substances_do_not_import_rdkit(tiny: Path) -> None:
    """The second check of the same text finds its drawings and never loads the library."""

    def imports_rdkit() -> str:
        done = subprocess.run(
            [sys.executable, "-c", CHECK, str(tiny)],
            capture_output=True,
            text=True,
            encoding="utf-8",
            env={"PYTHONPATH": str(ROOT / "hooks"), "PYTHONUTF8": "1"},
            check=True,
        )
        return done.stdout.split()[-1]

    assert [imports_rdkit(), imports_rdkit()] == ["True", "False"]
    register = tiny / "curriculum/substances.yml"
    text = register.read_text(encoding="utf-8")
    register.write_text(text.replace(HCB, "c1(Cl)c(Cl)c(Cl)c(Cl)c(Cl)c1Cl"), encoding="utf-8")
    assert [imports_rdkit(), imports_rdkit()] == ["True", "False"]


def test_load_keys_structures(tiny: Path) -> None:
    register = tiny / "curriculum/substances.yml"
    text = register.read_text(encoding="utf-8")
    register.write_text(
        text.replace(
            '  cas: ["2921-88-2"]', "  members:\n  - {name: 甲}\n  - {name: 乙, smiles: CCl}"
        ),
        encoding="utf-8",
    )
    loaded = load(tiny, None, structure_store(tiny))
    assert loaded.curriculum is not None and not loaded.errors
    found = {key: each.formula for key, each in loaded.curriculum.structures.items()}
    assert found == {"hcb": "C6Cl6", "chlorpyrifos.2": "CH3Cl"}
