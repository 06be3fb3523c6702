"""Photographs and screenshots: what a file's name says must be what it holds, all of it."""

from __future__ import annotations

import io
from collections.abc import Iterator

from .place import Place
from .problem import Problem

FORMATS = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".webp": "WEBP"}
MAX_PIXELS = 20_000_000
"""More than any page needs; a small file can claim a picture that fills the memory."""


def picture_problems(data: bytes, suffix: str, path: str) -> Iterator[Problem]:
    """Yield F064 for a file that is no such picture, is cut off, or has more behind it."""
    # Imported here: most projects have drawings only, and Pillow is slow to import.
    from PIL import Image, UnidentifiedImageError

    wanted = FORMATS[suffix]
    place = Place(path)
    remedy = f"用看图软件打开核对，重新另存为 {wanted}"
    try:
        with Image.open(io.BytesIO(data), formats=[wanted]) as picture:
            width, height = picture.size
            if width * height > MAX_PIXELS:
                yield Problem(
                    place, "F064", f"有 {width}×{height} 像素，太多了", "缩小到宽 1600 像素以内"
                )
                return
            picture.load()
    except UnidentifiedImageError:
        yield Problem(place, "F064", f"不是 {wanted} 图片，只是名字像", remedy)
        return
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        yield Problem(place, "F064", "图片不完整或已损坏", remedy)
        return
    if _END.get(wanted, b"") not in data:
        # Pillow can do without the end of a PNG.
        yield Problem(place, "F064", "图片不完整或已损坏", remedy)
    elif not _ends(data, wanted):
        yield Problem(place, "F064", "图片后面还藏着别的内容", remedy)


_END = {"PNG": b"IEND\xaeB`\x82", "JPEG": b"\xff\xd9"}


def _ends(data: bytes, format: str) -> bool:
    """Say whether the picture is the end of the file; padding with zeros is harmless."""
    if format in _END:
        return data.rstrip(b"\0").endswith(_END[format])
    size = int.from_bytes(data[4:8], "little") + 8
    return not data[size + size % 2 :].strip(b"\0")
