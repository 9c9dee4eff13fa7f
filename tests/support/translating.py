"""One article through memory and engines, as a build takes many."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from mujaz.asking import Asker
from mujaz.translate import begin

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from mujaz.asking import Run
    from mujaz.memory import Memory
    from mujaz.memory.index import Index
    from mujaz.model import Article, Term
    from mujaz.translate import Translated


def translate(  # noqa: PLR0913 (what `begin` takes, and what asks)
    article: Article,
    memory: Memory,
    index: Index,
    run: Run | None,
    save: Callable[[Memory], Memory],
    *,
    terms: Sequence[Term] = (),
    at: str = "2026-11-23",
    engines: Collection[str] = (),
    clock: Callable[[], float] = monotonic,
) -> Translated:
    work = begin(article, memory, index, terms, save, at, "en", engines)
    if run is None:
        return work.finish(index)
    [asked] = Asker(run, clock)([work])
    if asked.error:
        raise asked.error
    return work.finish(index, asked.failures)
