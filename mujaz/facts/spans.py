"""Which stretches of an article are already part of a name, so that no word is published twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mujaz.model import Mention, Side


class Taken:
    """Character ranges by segment and language."""

    def __init__(self, mentions: Iterable[Mention] = ()) -> None:
        """Begin with the mentions of facts that are settled."""
        self._ranges: dict[tuple[str, Side], list[tuple[int, int]]] = {}
        self.add(mentions)

    def add(self, mentions: Iterable[Mention]) -> None:
        """Take more ranges."""
        for m in mentions:
            self._ranges.setdefault((m.segment_id, m.language), []).append((m.start, m.end))

    def overlaps(self, segment_id: str, language: Side, start: int, end: int) -> bool:
        """Whether any character of the range is taken."""
        return any(a < end and start < b for a, b in self._ranges.get((segment_id, language), ()))

    def holds(self, mention: Mention) -> bool:
        """Whether any character of the mention is taken."""
        return self.overlaps(mention.segment_id, mention.language, mention.start, mention.end)
