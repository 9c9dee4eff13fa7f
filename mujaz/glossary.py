"""The glossary: names and terms fixed once for every article, in translations/glossary.yml.

- ar: [جو بايدن, بايدن]       # the forms in the source language, the fullest first
  en: Joe Biden               # the form to use in the target language
  aliases_en: [Biden]         # other renderings that are right
  kind: person                # person | place | organisation | term (when not given: term)
  role_ar: الرئيس الأمريكي
  role_en: US president
  id: biden                   # when not given, made from `en`
- ar: موجز
  translate: never            # the source form stays as it is in the translation
"""

from __future__ import annotations

import difflib
import re
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING, Literal

import yaml

from mujaz.errors import TranslationFileError
from mujaz.gazetteer import english_key, stems
from mujaz.model import Term
from mujaz.text import one_line, slugify, utf8
from mujaz.yamlfile import SAFE_LOADER, fault, refuse_merge

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_KEYS = ("ar", "en", "aliases_en", "kind", "role_ar", "role_en", "id", "translate")
_KINDS: dict[str, Literal["person", "place", "organisation", "term"]] = {
    "person": "person",
    "place": "place",
    "organisation": "organisation",
    "term": "term",
}
_ID = re.compile(r"[\w-]+")


def load(path: Path, file: str = "") -> tuple[Term, ...]:
    """The terms of a glossary, in its order; none when there is no such file.

    Args:
        path: The YAML file.
        file: Its name for messages; the path when empty.

    Raises:
        TranslationFileError: It is not a list of entries as described above; says in which line.
    """
    file = file or str(path)
    try:
        return parse(utf8(path.read_bytes(), file, TranslationFileError), file)
    except FileNotFoundError:
        return ()


def parse(text: str, file: str) -> tuple[Term, ...]:
    """The terms that a glossary's text holds; see `load`."""
    refuse_merge(text, file, TranslationFileError)
    try:
        root = yaml.compose(text, Loader=SAFE_LOADER)
    except yaml.YAMLError as problem:
        line, hint = fault(problem, text)
        raise TranslationFileError("the file is not valid YAML", file=file, line=line, hint=hint) from None
    if root is None:
        return ()
    if not isinstance(root, yaml.SequenceNode):
        raise TranslationFileError(
            "the glossary is not a list",
            file=file,
            line=root.start_mark.line + 1,
            hint="start each entry with `- ar:`, then its other keys",
        )
    entries = [_Fields(node, file) for node in root.value]
    terms = tuple(entry.term() for entry in entries)
    _refuse_twins(terms, entries)
    return terms


def fingerprint(term: Term) -> str:
    """Eight hexadecimal digits over what a translation depends on: the forms, and whether they are translated."""
    parts = "\n".join((*term.ar, "", term.en, str(term.protect)))
    return sha256(parts.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def renders(term: Term, translation: str) -> bool:
    """Whether a translation holds the term in a form that the glossary allows."""
    allowed = (term.en, *term.aliases_en, *(term.ar if term.protect else ()))
    said = f" {' '.join(_words(translation))} "
    return any(f" {' '.join(words)} " in said for form in allowed if (words := _words(form)))


class Finder:
    """Finds which terms a sentence uses, whatever the size of the glossary."""

    def __init__(self, terms: Sequence[Term]) -> None:
        """Index the forms of the terms by their first word."""
        self._by_first: dict[str, list[tuple[tuple[str, ...], Term]]] = {}
        for term in terms:
            for form in term.ar:
                words = _words(form)
                if words:
                    self._by_first.setdefault(words[0], []).append((words, term))

    def used(self, text: str) -> tuple[Term, ...]:
        """The terms of which a form stands in the text, in whole words but for clitics, in order of appearance."""
        words = _words(text)
        found: dict[str, Term] = {}
        for at, word in enumerate(words):
            for stem, _ in stems(word):
                for form, term in self._by_first.get(stem, ()):
                    if words[at + 1 : at + len(form)] == form[1:]:
                        found.setdefault(term.id, term)
        return tuple(found.values())


@lru_cache(maxsize=1)
def finder(terms: tuple[Term, ...]) -> Finder:
    """The finder of a glossary, made once for all the articles of a build."""
    return Finder(terms)


def _words(text: str) -> tuple[str, ...]:
    """The words of a text, folded so that spellings which readers take for the same are the same."""
    return tuple(english_key(text).split())


class _Fields:
    """One entry of the file, which knows the line of each of its keys."""

    def __init__(self, node: yaml.Node, file: str) -> None:
        self.file = file
        self.line = node.start_mark.line + 1
        if not isinstance(node, yaml.MappingNode):
            raise self.error("this entry has no keys", hint="write `- ar: …`, then `en: …` beneath it")
        self.nodes: dict[str, yaml.Node] = {}
        for key, value in node.value:
            name, line = str(key.value), key.start_mark.line + 1
            if name not in _KEYS:
                near = difflib.get_close_matches(name, _KEYS, n=1)
                hint = f"did you mean {near[0]}?" if near else f"known keys: {', '.join(_KEYS)}"
                raise self.error(f"unknown key {name!r}", line, hint)
            if name in self.nodes:
                raise self.error(f"{name} is given twice", line)
            self.nodes[name] = value

    def error(self, message: str, line: int | None = None, hint: str = "") -> TranslationFileError:
        """An error in this entry."""
        return TranslationFileError(message, file=self.file, line=line or self.line, hint=hint)

    def line_of(self, name: str) -> int:
        """The line of a key's value, or of the entry."""
        return self.nodes[name].start_mark.line + 1 if name in self.nodes else self.line

    def texts(self, name: str) -> tuple[str, ...]:
        """What a key says, one text or a list of them; as written, so that `No` and `1` are text too."""
        node = self.nodes.get(name)
        nodes = node.value if isinstance(node, yaml.SequenceNode) else [] if node is None else [node]
        if not all(isinstance(item, yaml.ScalarNode) for item in nodes):
            raise self.error(f"{name} is neither a text nor a list of texts", self.line_of(name))
        # A term stands within a sentence, and PO comments hold one line.
        return tuple(text for item in nodes if (text := one_line(item.value)))

    def text(self, name: str) -> str:
        """What a key says that has one text."""
        texts = self.texts(name)
        if len(texts) > 1 or isinstance(self.nodes.get(name), yaml.SequenceNode):
            raise self.error(f"{name} is a list, it takes one text", self.line_of(name))
        return texts[0] if texts else ""

    def term(self) -> Term:
        """The entry as a term."""
        forms, english = self.texts("ar"), self.text("en")
        kind = self.text("kind") or "term"
        if kind not in _KINDS:
            raise self.error(f"unknown kind {kind!r}", self.line_of("kind"), f"kinds: {', '.join(_KINDS)}")
        translate = self.text("translate")
        if translate not in ("", "never"):
            raise self.error("translate can only be never", self.line_of("translate"))
        if not any(_words(form) for form in forms):
            raise self.error("this entry has no form in the source language", hint="add `ar: …`")
        if not english and not translate:
            raise self.error("this entry has no form in the target language", hint="add `en: …` or `translate: never`")
        name = self.text("id") or slugify(english or forms[0])
        if not _ID.fullmatch(name):
            raise self.error(f"the id {name!r} has other signs than letters, digits, - and _", self.line_of("id"))
        return Term(
            id=name,
            kind=_KINDS[kind],
            ar=forms,
            en=english or forms[0],
            aliases_en=self.texts("aliases_en"),
            role_ar=self.text("role_ar"),
            role_en=self.text("role_en"),
            protect=bool(translate),
        )


def _refuse_twins(terms: Sequence[Term], entries: Sequence[_Fields]) -> None:
    """Raise for two entries with one id or one source form: no sentence could tell which is meant."""
    ids: dict[str, int] = {}
    forms: dict[tuple[str, ...], int] = {}
    for term, entry in zip(terms, entries, strict=True):
        if term.id in ids:
            raise entry.error(
                f"the id {term.id} stands in line {ids[term.id]} already", entry.line_of("id"), "give one of them an id"
            )
        ids[term.id] = entry.line_of("id")
        for form in dict.fromkeys(map(_words, term.ar)):
            if form in forms:
                raise entry.error(f"{' '.join(form)} stands in line {forms[form]} already", entry.line_of("ar"))
            forms[form] = entry.line_of("ar")
