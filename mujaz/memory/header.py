"""The header of a PO file: what Poedit, Weblate and msgfmt want to see there, and nothing that changes by itself."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from babel import Locale, UnknownLocaleError
from babel.messages.plurals import get_plural

from mujaz.errors import TranslationFileError
from mujaz.memory.po import Entry
from mujaz.text import primary

if TYPE_CHECKING:
    from mujaz.memory import Memory


def with_header(memory: Memory, source: str, target: str) -> Memory:
    """The memory with every header field that editors expect; fields that are there keep their value and place.

    No field holds a time: the file changes only when a translation does.

    Raises:
        TranslationFileError: The file holds translations into another language.
    """
    fields = header(memory)
    language = fields.get("Language", "")
    if language and primary(language) != primary(target):
        raise TranslationFileError(
            f"the file holds translations into {language}, the site asks for {target}",
            file=memory.file,
            line=1,
            hint="move the file away, or set `target` in mkdocs.yml back",
        )
    wanted = {
        "Project-Id-Version": "mujaz",
        "PO-Revision-Date": "",
        "Last-Translator": "",
        "Language-Team": "",
        "Language": target,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": _plural_forms(target),
        "X-Source-Language": source,
    }
    kept = {name: value for name, value in fields.items() if value or name not in wanted}
    values = {**wanted, **kept, "Content-Type": wanted["Content-Type"]}
    order = [*fields, *(name for name in wanted if name not in fields)]
    text = "".join(f"{name}: {values[name]}\n" for name in order)
    head = memory.head or Entry("")
    return memory if head.target == text else replace(memory, head=replace(head, target=text, fuzzy=False))


def header(memory: Memory) -> dict[str, str]:
    """The header fields by name, in the file's order."""
    lines = memory.head.target.split("\n") if memory.head else []
    pairs = (line.partition(":") for line in lines if ":" in line)
    return {name.strip(): value.strip() for name, _, value in pairs}


def _plural_forms(language: str) -> str:
    """The Plural-Forms of a language by CLDR; a single form for a language that CLDR does not know."""
    try:
        return get_plural(str(Locale.parse(language.replace("-", "_")))).plural_forms
    except (UnknownLocaleError, ValueError):
        return "nplurals=1; plural=0;"
