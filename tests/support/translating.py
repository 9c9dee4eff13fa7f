"""One article through memory and engines, as a build takes many; and a folder of PO files to do it in."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from time import monotonic
from typing import TYPE_CHECKING

from mujaz import memory as mem
from mujaz.asking import Asker
from mujaz.engines.base import Availability, Failure, Profile, Request, Result
from mujaz.engines.chain import Chain
from mujaz.errors import QuotaExhausted
from mujaz.memory.index import Index
from mujaz.model import Article, Segment, Term
from mujaz.translate import begin, gate

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence
    from pathlib import Path

    from mujaz.asking import Run
    from mujaz.engines.base import Outcome
    from mujaz.memory import Memory
    from mujaz.translate import Translated

FIRST = "أعلن الرئيس أمس عن وصول 120 شخصا إلى مدينة ليما"
SECOND = "ولا يزال الطقس باردا في الجنوب"
THIRD = "وقال بايدن إن القوات غادرت الحدود"
BIDEN = Term("biden", "person", ("بايدن",), "Biden")


def article(*texts: str, name: str = "lima", title: str | None = None) -> Article:
    segments = tuple(Segment(f"p1s{n}", text) for n, text in enumerate(texts, 1))
    return Article(name, f"{name}.txt", name, "ar", title or "lead", (segments,), title_given=title is not None)


@dataclass
class Project:
    """A folder of PO files, engines that answer with `say`, and a count of what they were asked."""

    folder: Path
    say: Callable[[str], str | None] = "English of {}".format
    terms: tuple[Term, ...] = ()
    engine: bool = True
    engines: tuple[str, ...] = ()
    chain: Callable[[Sequence[Request]], Iterator[Outcome]] | None = None
    asked: list[str] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)
    saves: int = 0
    seconds: float = 0.0
    today: str = "2026-11-23"

    def __post_init__(self) -> None:
        self.index = Index(self.folder / "translations", self.folder / "memory.sqlite")

    def path(self, name: str) -> Path:
        return self.folder / "translations" / f"{name}.po"

    def memory(self, name: str = "lima") -> Memory:
        return mem.read(self.path(name), f"{name}.po")

    def copied(self, name: str = "lima") -> str:
        """The PO file that the translation of the only sentence of an article was copied from."""
        [entry] = self.memory(name).entries
        return mem.copied(entry)

    def save(self, name: str, memory: Memory) -> Memory:
        self.path(name).parent.mkdir(exist_ok=True)
        self.path(name).write_text(mem.serialise(memory), encoding="utf-8")
        self.saves += 1
        return memory

    def run(self, requests: Sequence[Request]) -> Iterator[Outcome]:
        for request in requests:
            self.asked.append(request.text)
            self.requests.append(request)
            text = self.say(request.text)
            if text is None:
                yield Failure(request.id, QuotaExhausted("nothing more today"))
            else:
                yield Result(request.id, text, "google")

    def build(self, article: Article) -> Translated:
        self.index.refresh()
        return translate(
            article,
            self.memory(article.name),
            self.index,
            (self.chain or self.run) if self.engine else None,
            lambda memory: self.save(article.name, memory),
            terms=self.terms,
            at=self.today,
            engines=self.engines,
            clock=lambda: self.seconds,
        )

    def edit(self, name: str, source: str, **changes: object) -> None:
        memory = self.memory(name)
        [entry] = (entry for entry in memory.entries if entry.source == source)
        self.save(name, mem.put(memory, {source: replace(entry, **changes)}))  # type: ignore[arg-type]  # checked by the test


@dataclass(frozen=True)
class Parrot:
    """A real engine to the chain, that says what it is told to."""

    says: str
    profile: Profile

    def available(self) -> Availability:
        return Availability(ok=True)

    def translate(self, requests: Sequence[Request], _timeout: float) -> Iterator[Outcome]:
        for request in requests:
            yield Result(request.id, self.says, self.profile.name, self.profile.model)


def chain(*says: str) -> Callable[[Sequence[Request]], Iterator[Outcome]]:
    engines = [Parrot(text, Profile(name=f"e{n}", model="m")) for n, text in enumerate(says)]
    return lambda requests: Chain(engines, gate).run(requests, float("inf"))


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


def shown(outcome: Translated) -> list[tuple[str, str, str]]:
    return [(t.text, str(t.state), t.origin) for t in outcome.translations]
