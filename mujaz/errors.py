"""Every error that mujaz raises, as one tree.

    MujazError
    ├── ConfigError                 mkdocs.yml says something that cannot be
    ├── SeedError                   a seed or the .yml beside it cannot be read
    ├── TranslationFileError        a PO, XLIFF, TMX or glossary file cannot be read
    ├── EditedPageError             a published page was edited where it cannot be taken back
    └── EngineError                 a translation engine gave no usable text
        ├── Transient               it may work in a moment (`retry_after` seconds, where the engine said so)
        │   ├── RateLimited         too many requests
        │   └── Timeout             no answer inside the deadline
        ├── QuotaExhausted          nothing more today
        ├── AuthError               the key is missing or refused
        ├── Unsupported             this engine cannot translate this pair of languages
        ├── TooLong                 the text is longer than the engine takes
        └── BadOutput               it answered, but not with a translation

Each says what happened, where (file and line) and what to do. Messages never hold a key or the text of a request.
"""

from __future__ import annotations

from pathlib import Path


class MujazError(Exception):
    """Anything that a person can mend; `str()` is the whole message, ready to print."""

    def __init__(self, message: str, *, file: str = "", line: int | None = None, hint: str = "") -> None:
        """Keep the parts apart so that a JSON report can carry them too.

        Args:
            message: What happened, in one sentence without a full stop.
            file: The file it happened in, relative to the project.
            line: The line in that file, counted from 1.
            hint: What to do about it.
        """
        super().__init__(message)
        self.message = message
        self.file = file
        self.line = line
        self.hint = hint

    def __str__(self) -> str:
        """`file:line: message`, the hint indented beneath."""
        where = f"{self.file}:{self.line}: " if self.file and self.line else f"{self.file}: " if self.file else ""
        return f"{where}{self.message}" + (f"\n  {self.hint}" if self.hint else "")


def unusable(error: OSError, root: Path) -> str:
    """What to tell a person of a file or folder that cannot be read or written; paths relative to the project."""
    path = Path(str(error.filename or root))
    file = path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
    hint = "look at its permissions, and at the space that is left"
    return f"{file}: cannot be used: {(error.strerror or type(error).__name__).lower()}\n  {hint}"


class ConfigError(MujazError):
    """mkdocs.yml, or the way a command was called, says something that cannot be."""


class SeedError(MujazError):
    """A seed, or the .yml beside it, cannot be read."""


class TranslationFileError(MujazError):
    """A PO, XLIFF, TMX or glossary file cannot be read or does not match."""


class EditedPageError(MujazError):
    """A page in content/ was edited where the edit cannot be taken back into its source."""


class EngineError(MujazError):
    """A translation engine gave no usable text."""


class Transient(EngineError):
    """It may work in a moment; `retry_after` is in seconds where the engine said so."""

    def __init__(self, message: str, *, retry_after: float | None = None) -> None:
        """Take the engine's own advice on when to come back, in seconds."""
        super().__init__(message)
        self.retry_after = retry_after


class RateLimited(Transient):
    """Too many requests in too short a time."""


class Timeout(Transient):
    """No answer inside the deadline."""


class QuotaExhausted(EngineError):
    """The engine takes nothing more for now; another may."""


class AuthError(EngineError):
    """The key is missing or was refused."""


class Unsupported(EngineError):
    """The engine cannot translate this pair of languages."""


class TooLong(EngineError):
    """The text is longer than the engine takes, even in pieces."""


class BadOutput(EngineError):
    """The engine answered, but not with a translation."""
