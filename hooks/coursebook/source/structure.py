"""Chemical structures: SMILES → drawing, formula and mass, by RDKit.

RDKit is imported when the first structure is drawn: a build that finds every drawing in its
store (``borders/structure_store.py``) never pays for it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree


@dataclass(frozen=True, slots=True)
class Structure:
    """What follows from a SMILES."""

    smiles: str
    formula: str
    """In Hill order."""
    mass: float
    """Average molar mass in g/mol."""
    svg: str


Draw = Callable[[str], Structure]
"""SMILES → structure; raises ``ValueError``, in Chinese, for one that cannot be read."""

SETTINGS: Mapping[str, Any] = {
    # One scale for all, in pixels per ångström: a large molecule is a large drawing.
    "scalingFactor": 22,
    "fixedFontSize": 13,
    "bondLineWidth": 1.5,
    "padding": 0.04,
    # Otherwise atoms that stand close in a cage get a red frame.
    "flagCloseContactsDist": -1,
}
"""Drawing options of RDKit."""

_MAX_LENGTH = 1000
_NUMBER = re.compile(r"-?\d+\.\d+")
_REMEDY = "从 PubChem 等数据库重新复制，对照 CAS 号核对"


def structure_of(smiles: str) -> Structure:
    """Read a SMILES and draw it.

    Raises:
        ValueError: RDKit cannot read it, or makes no sense of its chemistry.
    """
    from rdkit import Chem, rdBase
    from rdkit.Chem import rdMolDescriptors
    from rdkit.Chem.Descriptors import MolWt  # type: ignore[attr-defined]

    # RDKit takes what follows a space for the molecule's name and reads no more.
    if not smiles or len(smiles) > _MAX_LENGTH or smiles.split() != [smiles]:
        raise ValueError(f"SMILES“{smiles[:60]}”应是一个词，不带空格 —— {_REMEDY}")
    with rdBase.BlockLogs():
        molecule = Chem.MolFromSmiles(smiles)
        if molecule is None:
            well_formed = Chem.MolFromSmiles(smiles, sanitize=False) is not None
            wrong = "原子价或芳环不成立" if well_formed else "括号、环号或元素符号有误"
            raise ValueError(f"SMILES“{smiles[:60]}”读不出，{wrong} —— {_REMEDY}")
        return Structure(
            smiles,
            rdMolDescriptors.CalcMolFormula(molecule),
            round(MolWt(molecule), 3),
            _plain_svg(_drawn(molecule)),
        )


def _drawn(molecule: Any) -> str:
    from rdkit.Chem import rdDepictor
    from rdkit.Chem.Draw import rdMolDraw2D

    # The other layout of RDKit draws cages (aldrin, mirex) with atoms upon each other.
    rdDepictor.SetPreferCoordGen(False)
    canvas = rdMolDraw2D.MolDraw2DSVG(-1, -1)
    options = canvas.drawOptions()
    options.useBWAtomPalette()
    for name, value in SETTINGS.items():
        setattr(options, name, value)
    canvas.DrawMolecule(rdMolDraw2D.PrepareMolForDrawing(molecule))
    canvas.FinishDrawing()
    return str(canvas.GetDrawingText())


def _plain_svg(text: str) -> str:
    """Return RDKit's drawing as white ground, one path of lines and one of black areas.

    Without classes, style attributes and foreign namespaces it is a fifth as long, and
    nothing in it depends on a style sheet. Letters are outlines: no font is needed.
    """
    root = ElementTree.fromstring(text)
    width, height = (float(each) for each in root.get("viewBox", "").split()[2:])
    lines: list[str] = []
    areas: list[str] = []
    for path in root.iter("{http://www.w3.org/2000/svg}path"):
        drawn = _short(path.get("d", ""))
        (lines if "fill:none" in path.get("style", "") else areas).append(drawn)
    stroke = SETTINGS["bondLineWidth"]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{height:g}"'
        f' viewBox="0 0 {width:g} {height:g}">'
        '<path fill="#fff" d="M0 0h' + f'{width:g}v{height:g}H0z"/>'
        f'<path fill="none" stroke="#000" stroke-width="{stroke:g}" stroke-linecap="round"'
        f' d="{"".join(lines)}"/>' + (f'<path d="{"".join(areas)}"/>' if areas else "") + "</svg>\n"
    )


def _short(path: str) -> str:
    """Round to tenths of a pixel and leave out spaces that separate nothing."""
    rounded = _NUMBER.sub(lambda m: f"{round(float(m[0]), 1) + 0.0:g}", path)
    apart = " ".join(rounded.replace(",", " ").split())
    return re.sub(r" ?([A-Za-z]) ?", r"\1", apart)
