"""One site for all tests that only look."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.site import house

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every story, built by `mkdocs build --strict`."""
    return house.mkdocs_build(house.project(tmp_path_factory.mktemp("site"), house.everything()))
