"""The Arabic face: Noto Naskh Arabic, cut down to what news is set in.

The face comes as a variable font in the package pylopdf-fonts-ar (SIL Open Font License 1.1). It is subset with
fontTools to the code points of Arabic news, with every layout feature, so that joining and marks stay right. One file
holds every weight from 400 to 700. templates/styles/frame.css names it, with fallbacks that take the same room.
"""

from __future__ import annotations

import hashlib
from importlib.metadata import version
from io import BytesIO
from typing import TYPE_CHECKING

from pylopdf_fonts_ar import serif_path

from mujaz.publish import write

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

LETTERS = "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيٱپچژڤگکیڭڨ"
MARKS = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0653\u0654\u0655\u0670\u0640"
DIGITS = "0123456789٠١٢٣٤٥٦٧٨٩٪٫٬"
PUNCTUATION = "،؛؟ \u00a0!\"#%&'()*+,-./:;<=>?@[]_|«»·–—‘’“”…×÷€£$°\u200c\u200d\u200e\u200f"


def needed() -> tuple[int, ...]:
    """The code points that the face has, sorted: those of Arabic news; other letters are set in a local face."""
    return tuple(sorted(set(map(ord, LETTERS + MARKS + DIGITS + PUNCTUATION))))


def cut(code_points: Iterable[int]) -> bytes:
    """The face with these code points as WOFF2; the same code points always give the same bytes."""
    # Importing fontTools takes longer than most builds, which find the face in the cache.
    from fontTools import subset  # type: ignore[import-untyped] # noqa: PLC0415 - see above
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped] # noqa: PLC0415 - see above

    options = subset.Options()
    options.flavor = "woff2"
    options.layout_features = ["*"]
    options.hinting = False
    options.desubroutinize = True
    options.name_IDs = [1, 2]
    options.notdef_outline = True
    options.drop_tables += ["STAT", "MVAR", "HVAR"]
    font = TTFont(serif_path(), recalcTimestamp=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=list(code_points))
    subsetter.subset(font)
    font.flavor = "woff2"
    buffer = BytesIO()
    font.save(buffer)
    return buffer.getvalue()


def cached(cache: Path, code_points: tuple[int, ...]) -> bytes:
    """The face from `cache`, cut now if these code points were never asked for."""
    tools = "".join(version(name) for name in ("fonttools", "pylopdf-fonts-ar", "brotli"))
    key = hashlib.blake2b(f"{tools}{code_points}".encode(), digest_size=12).hexdigest()
    path = cache / "fonts" / f"{key}.woff2"
    if not path.exists():
        write(path, cut(code_points))
    return path.read_bytes()
