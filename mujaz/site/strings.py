"""The words of the interface in one language, with its plural forms, dates and figures.

Each language has one flat file, templates/strings/CODE.yml; a value is a text, or a mapping from CLDR plural categories
to texts. Which category a count takes, and how dates and figures are written, comes from CLDR through Babel. Figures
are always written with the digits 0 to 9, as the articles of this kind of press write them.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal

from mujaz import yamlfile
from mujaz.errors import ConfigError
from mujaz.text import primary

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path


class Strings:
    """What the interface says in one language: `t["key"]`, or `t("key", n=3)` where the text has places to fill."""

    def __init__(self, language: str, texts: Mapping[str, str | Mapping[str, str]], names: Mapping[str, str]) -> None:
        """Take the texts as the file has them and, in `names`, what this language calls the site's languages."""
        self.language = language
        self.locale = Locale.parse(language, sep="-")
        self.direction = self.locale.text_direction
        self.names = names
        self._texts = texts
        for key, text in texts.items():
            if isinstance(text, str) and not hasattr(self, key):
                setattr(self, key, text)  # `t.key` in a template: Jinja looks for an attribute first
        self._counted = lru_cache(4096)(self._count)
        self.figure = lru_cache(4096)(self._figure)
        # A plain day needs no weekday in a list, and a whole one at the head of an edition.
        self._dates = {"long": lru_cache(512)(self._long), "full": lru_cache(512)(self._full)}

    def __getitem__(self, key: str) -> str:
        """The text of a key without places to fill."""
        text = self._texts[key]
        if not isinstance(text, str):
            raise KeyError(f"{key} has plural forms: call it with n=…")
        return text

    def __call__(self, key: str, **values: object) -> str:
        """The text of a key, its places filled; `n` chooses the plural form."""
        if len(values) == 1 and "n" in values:
            return self._counted(key, values["n"])
        return self[key].format_map(values)

    def keys(self) -> Iterable[str]:
        """Every key that can be asked for."""
        return self._texts.keys()

    def day(self, when: date, style: str = "long") -> str:
        """A date in words: "15 November 2024", or with the weekday when `style` is "full"."""
        return self._dates[style](when)

    def partial(self, iso: str) -> str:
        """A date of any precision in words: a day, a month ("2017-06"), a year, or a day without a year ("--10-01")."""
        return _partial(iso, self.locale)

    def stretch(self, start: str, end: str) -> str:
        """A date of any precision in words, with its end where it has another."""
        return f"{self.partial(start)} – {self.partial(end)}" if end and end != start else self.partial(start)

    def _count(self, key: str, count: object) -> str:
        """The text of a key for one count."""
        text = self._texts[key]
        if isinstance(text, str):
            return text.format(n=count)
        if not isinstance(count, int):
            raise TypeError(f"{key} counts with n, a whole number, not {count!r}")
        return text.get(self.locale.plural_form(count), text["other"]).format(n=self.figure(count))

    def _figure(self, value: float) -> str:
        """A number as this language groups its digits."""
        return str(format_decimal(value, locale=self.locale, decimal_quantization=False))

    def _long(self, when: date) -> str:
        return format_date(when, "long", _day_first(self.locale))

    def _full(self, when: date) -> str:
        return format_date(when, "full", _day_first(self.locale))


def load(folders: Sequence[Path], language: str, languages: Iterable[str]) -> Strings:
    """The strings of a language ("en", "pt-BR") from the first theme folder that has them.

    A region or script without a file of its own has the words of its language.

    Raises:
        ConfigError: No folder has them, or the file is broken.
    """
    try:
        locale = Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        hint = "codes are written as in BCP 47: ar, en-GB, zh-Hant"
        message = f"{language!r} is not a language code that CLDR knows"
        raise ConfigError(message, file="mkdocs.yml", hint=hint) from None
    for name in dict.fromkeys((language, primary(language))):
        for folder in folders:
            path = folder / "strings" / f"{name}.yml"
            if path.is_file():
                texts = yamlfile.load(path.read_text(encoding="utf-8"), path.name, ConfigError)
                return Strings(language, _checked(texts, path), {code: _name(code, locale) for code in languages})
    english = next((path for folder in folders if (path := folder / "strings" / "en.yml").is_file()), "strings/en.yml")
    hint = (
        f"copy {english} to my_theme/strings/{language}.yml, translate it,\n"
        "  and name the folder in mkdocs.yml: theme: {name: mujaz, custom_dir: my_theme}"
    )
    raise ConfigError(f"the theme has no words for {language!r}", file="mkdocs.yml", hint=hint)


def _name(code: str, locale: Locale) -> str:
    """What a language is called in another, with its region where CLDR has a name for it ("British English")."""
    return locale.languages.get(code.replace("-", "_")) or locale.languages.get(primary(code)) or code


def _checked(texts: Mapping[str, object], path: Path) -> Mapping[str, str | Mapping[str, str]]:
    checked: dict[str, str | Mapping[str, str]] = {}
    for key, value in texts.items():
        forms = value if isinstance(value, dict) else {"other": value}
        if "other" not in forms or not all(isinstance(form, str) for form in forms.values()):
            raise ConfigError(f"{key}: neither a text nor plural forms with `other`", file=path.name)
        checked[key] = value if isinstance(value, str) else {str(form): str(text) for form, text in forms.items()}
    return checked


def _day_first(locale: Locale) -> Locale:
    """English without a region would put the month first; the day comes first in both languages of a page."""
    return Locale("en", "GB") if str(locale) == "en" else locale


@lru_cache(2048)
def _partial(iso: str, locale: Locale) -> str:
    locale = _day_first(locale)
    try:
        if iso.startswith("--"):
            return str(format_skeleton("MMMMd", date.fromisoformat(f"2000-{iso[2:]}"), locale=locale))
        if len(iso) == len("2017-06"):
            return str(format_skeleton("yMMMM", date.fromisoformat(f"{iso}-01"), locale=locale))
        if len(iso) == len("2017-06-01"):
            return str(format_date(date.fromisoformat(iso), "long", locale))
    except ValueError:
        return iso
    return iso
