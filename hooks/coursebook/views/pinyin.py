"""The order of Chinese words: by the sound of each character, as in a dictionary."""

from __future__ import annotations

import re
from functools import lru_cache

SyllableKey = tuple[str, bool, str, str]
_PIECE = re.compile(r"[\u3400-\u9fff]|[A-Za-z0-9.]+")
_HAN = re.compile(r"[\u3400-\u9fff]")


@lru_cache(maxsize=4096)
def pinyin_key(text: str, pinyin: str | None = None) -> tuple[SyllableKey, ...]:
    """Return what words are sorted by: syllable by syllable, then tone, then character.

    ``pinyin`` gives the syllables of the Chinese characters with tone marks, where the
    library would read one wrongly; Latin words and numbers in between stand for themselves,
    and punctuation does not count.
    """
    # Its dictionary of phrases costs a tenth of a second, which `check` need not pay.
    from pypinyin import Style, lazy_pinyin
    from pypinyin.contrib.tone_convert import to_tone3

    han = _HAN.findall(text)
    if pinyin:
        read = [to_tone3(syllable) for syllable in pinyin.split()]
    else:
        read = [
            syllable
            for run in re.findall(r"[\u3400-\u9fff]+", text)
            for syllable in lazy_pinyin(run, style=Style.TONE3)
        ]
    if len(read) != len(han):
        raise ValueError(f"{len(read)} syllables for {len(han)} characters of {text!r}")
    sounds = iter(read)
    return tuple(
        _syllable(next(sounds), piece) if _HAN.match(piece) else (piece.lower(), False, "", piece)
        for piece in _PIECE.findall(text)
    )


def initial(key: tuple[SyllableKey, ...]) -> str:
    """Return the letter under which a word stands, ``#`` where it begins with a figure."""
    letter = key[0][0][:1].upper() if key else ""
    return letter if letter.isalpha() else "#"


def _syllable(tone3: str, character: str) -> SyllableKey:
    """Split lü4 into what decides first (lu), then ü after u, then the tone."""
    letters = tone3.rstrip("0123456789").replace("ü", "v")
    return letters.replace("v", "u"), "v" in letters, tone3[len(letters) :], character
