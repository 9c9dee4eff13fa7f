"""What the publishing workflow keeps of a build, whoever pushed meanwhile: its own script, on a bare repository."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
import yaml

from mujaz import config
from tests.support.projects import BRIDGE, ENGLISH, LIBRARY, Translator, build, make, page, rewrite, segments
from tests.test_workflows import WORKFLOWS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from mujaz.config import Settings

LIBRARY_YML = "title: {ar: مكتبة جديدة في عمّان, en: A new library in Amman}\nslug: library\n"
GLOSSARY = "- ar: [المكتبة]\n  en: Grand Library\n- ar: [القاهرة]\n  en: Greater Cairo\n"
ANEW = {
    text: said.replace("The library", "The Grand Library").replace("Cairo", "Greater Cairo")
    for text, said in ENGLISH.items()
}


class Remote:
    """A repository that a build, the workflow's job `keep` and an editor clone; all begin with what is in it now."""

    def __init__(self, folder: Path, workflow: Path) -> None:
        self.folder = folder
        self.bare = folder / "remote.git"
        steps = yaml.safe_load(workflow.read_text("utf-8"))["jobs"]["keep"]["steps"]
        self.scripts = [step["run"] for step in steps if "run" in step]
        address = "https://x-access-token:t@github.com/o/r.git"
        self.environment = os.environ | {
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_CONFIG_COUNT": "3",
            "GIT_CONFIG_KEY_0": f"url.{self.bare}.insteadOf",
            "GIT_CONFIG_VALUE_0": address,
            "GIT_CONFIG_KEY_1": "user.name",
            "GIT_CONFIG_VALUE_1": "Sara",
            "GIT_CONFIG_KEY_2": "user.email",
            "GIT_CONFIG_VALUE_2": "sara@example.org",
            "GITHUB_TOKEN": "t",
            "GITHUB_REPOSITORY": "o/r",
            "BRANCH": "main",
        }
        self.run(folder, "git", "init", "--quiet", "--bare", "--initial-branch=main", str(self.bare))

    def run(self, folder: Path, *command: str) -> str:
        done = subprocess.run(command, cwd=folder, env=self.environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def push(self, settings: Settings) -> None:
        for command in ("add --all", "commit --quiet --message=edited", "push --quiet origin HEAD:main"):
            self.run(settings.root, "git", *command.split())

    def clone(self, name: str) -> Settings:
        self.run(self.folder, "git", "clone", "--quiet", str(self.bare), name)
        return config.load(self.folder / name)

    def begin(self, settings: Settings) -> None:
        (settings.root / ".gitignore").write_text("site/\n.cache/\n", "utf-8")
        self.run(settings.root, "git", "init", "--quiet", "--initial-branch=main")
        self.run(settings.root, "git", "remote", "add", "origin", str(self.bare))
        self.push(settings)

    def keep(self, checkout: Settings, built: Settings) -> None:
        """The job `keep`: its steps, with what the build uploaded in between; hidden files are not uploaded."""
        clear, commit = self.scripts
        self.run(checkout.root, "bash", "-e", "-c", clear)
        for folder in ("translations", "content"):
            shutil.copytree(
                built.root / folder, checkout.root / folder, ignore=shutil.ignore_patterns(".*"), dirs_exist_ok=True
            )
        self.run(checkout.root, "bash", "-e", "-c", commit)

    def meanwhile(self, begun: Settings, translator: Translator, edit: Callable[[Settings], None]) -> Settings:
        """What the repository holds after a build of what it began with, during which an editor pushed an edit."""
        self.begin(begun)
        built, checkout, editor = (self.clone(name) for name in ("built", "checkout", "editor"))
        build(built, translator)
        edit(editor)
        self.push(editor)
        self.keep(checkout, built)
        return self.clone("after")


@pytest.fixture(params=WORKFLOWS, ids=lambda path: path.parent.name)
def remote(request: pytest.FixtureRequest, tmp_path: Path) -> Remote:
    return Remote(tmp_path, request.param)


@pytest.fixture
def first(tmp_path: Path) -> Settings:
    """Two stories as an engine translated them, then a glossary that has both translated again; not pushed yet."""
    settings = make(tmp_path / "first", {"news.txt": LIBRARY, "bridge.txt": BRIDGE}, yml={"news": LIBRARY_YML})
    build(settings, Translator())
    settings.glossary.write_text(GLOSSARY, "utf-8")
    return settings


def test_what_a_build_made_is_kept(remote: Remote, first: Settings) -> None:
    hidden = ("content/.well-known", "translations/.notes/sara.txt")
    for name in hidden:
        (first.root / name).parent.mkdir(exist_ok=True)
        (first.root / name).write_text("By hand.", "utf-8")
    (first.seeds / "bridge.txt").unlink()
    remote.begin(first)
    built, checkout = remote.clone("built"), remote.clone("checkout")
    build(built, Translator(ANEW))
    remote.keep(checkout, built)
    after = remote.clone("after")
    assert "Grand Library" in page(after, "library").read_text("utf-8")
    assert not page(after, "bridge").exists()
    assert [(after.root / name).read_text("utf-8") for name in hidden] == ["By hand."] * 2
    remote.keep(checkout, built)  # nothing new
    assert remote.run(after.root, "git", "log", "--format=%s").splitlines() == [
        "translations: new drafts and composed pages",
        "edited",
    ]


def test_a_draft_does_not_become_a_persons_when_somebody_edits_the_page_meanwhile(
    remote: Remote, first: Settings
) -> None:
    after = remote.meanwhile(
        first, Translator(ANEW), lambda editor: rewrite(page(editor, "library"), "opened a new", "inaugurated a new")
    )
    assert "Greater Cairo" in page(after, "bridge").read_text("utf-8"), "the other story was not touched"
    assert "Greater Cairo" in (after.translations / "bridge.po").read_text("utf-8")
    assert build(after, Translator(ANEW)).failed == ()
    found = segments(after, "library")
    assert found["p1s1"][1] == "reviewed"
    assert "inaugurated a new" in (found["p1s1"][0] or "")
    assert found["p2s1"] == ("The Grand Library will open six days a week.", "draft")
    assert found["p1s2"][1] == "draft"


def test_a_page_whose_state_the_build_changed_is_not_refused_to_its_editor(remote: Remote, tmp_path: Path) -> None:
    settings = make(tmp_path / "first", {"news.txt": LIBRARY})
    build(settings)
    after = remote.meanwhile(
        settings,
        Translator(),
        lambda editor: rewrite(page(editor, "news"), "في الأسبوع.\n", "في الأسبوع.\n\nIt opens six days a week.\n"),
    )
    assert build(after, Translator()).failed == ()
    assert segments(after, "news")["p2s1"] == ("It opens six days a week.", "reviewed")
    assert segments(after, "news")["p1s1"][1] == "draft"


def test_a_line_that_is_edited_again_while_its_edit_is_built_is_taken(remote: Remote, first: Settings) -> None:
    rewrite(page(first, "library"), "opened a new", "inaugurated a new")
    after = remote.meanwhile(
        first, Translator(ANEW), lambda editor: rewrite(page(editor, "library"), "inaugurated a new", "unveiled a new")
    )
    assert build(after).failed == ()
    assert "unveiled a new" in (segments(after, "library")["p1s1"][0] or "")


def test_a_page_edit_that_was_built_is_not_lost_when_somebody_edits_the_po_file_meanwhile(
    remote: Remote, first: Settings
) -> None:
    rewrite(page(first, "library"), "opened a new", "inaugurated a new")
    after = remote.meanwhile(
        first,
        Translator(ANEW),
        lambda editor: rewrite(editor.translations / "news.po", "We want a place", "We want one place"),
    )
    assert build(after).failed == ()
    found = segments(after, "library")
    assert "inaugurated a new" in (found["p1s1"][0] or "")
    assert "We want one place" in (found["p1s2"][0] or "")


def test_a_story_that_somebody_built_and_pushed_meanwhile_stays_as_it_was_pushed(
    remote: Remote, first: Settings
) -> None:
    (first.seeds / "extra.txt").write_text("خبر آخر.\n", "utf-8")

    def edit(editor: Settings) -> None:
        build(editor, Translator(ANEW | {"خبر آخر.": "More news."}))
        for po in ("news", "bridge"):
            remote.run(editor.root, "git", "checkout", "--quiet", f"translations/{po}.po", "content")

    after = remote.meanwhile(first, Translator(ANEW | {"خبر آخر.": "Other news."}), edit)
    for path in (page(after, "extra"), after.translations / "extra.po"):
        assert "More news." in path.read_text("utf-8")
    assert "Grand Library" in page(after, "library").read_text("utf-8")
