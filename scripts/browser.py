"""Find the browser that the tests drive, or install one: `make browser`.

    python scripts/browser.py

Prints what it found or did. Looks at $MUJAZ_BROWSER, then for a Chromium or Chrome on PATH and in the usual places,
then for Playwright's own. Installs Debian's chromium as root, Playwright's build otherwise. Exits 1, saying what to
run by hand, when none can be had.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

VARIABLE = "MUJAZ_BROWSER"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge")
USUAL_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
)
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
ADVICE = f"""no browser was found and none could be installed
  install one by hand, for example:  sudo apt-get install chromium
  or:  .venv/bin/python -m playwright install --with-deps chromium
  or name one:  export {VARIABLE}=/path/to/chrome"""


def find() -> Path | None:
    """The browser to use, or None; one that is there but does not start (a snap's stub) is passed over."""
    named = os.environ.get(VARIABLE)
    candidates = [named] if named else [*map(shutil.which, NAMES), *USUAL_PLACES, _of_playwright()]
    return next((Path(path) for path in candidates if path and version(path)), None)


def version(path: str | Path) -> str:
    """What the browser says it is; empty where it does not start."""
    try:
        done = subprocess.run(  # noqa: S603 - the candidates above, or what the user named
            [path, "--version"], capture_output=True, text=True, timeout=60, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def install() -> None:
    """Try what this machine allows; whether it worked is for `find` to say."""
    apt = shutil.which("apt-get")
    if apt and hasattr(os, "geteuid") and os.geteuid() == 0:
        _run(apt, "update", "--quiet")
        _run(apt, "install", "--yes", "--quiet", "--no-install-recommends", "chromium")
        if find():
            return
    _run(sys.executable, "-m", "playwright", "install", "chromium")


def main() -> int:
    """Exit 0 with a browser at hand, 1 without."""
    found = find()
    if not found:
        print("no browser found: installing one", flush=True)
        install()
        found = find()
    if not found:
        print(ADVICE, file=sys.stderr)
        return 1
    print(f"browser: {found} ({version(found)})")
    return 0


def _of_playwright() -> str | None:
    """Where Playwright would put its own Chromium, if it is there."""
    try:
        from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only where nothing else was found
    except ImportError:
        return None
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def _run(*command: str) -> None:
    print("+ " + " ".join(command), flush=True)
    subprocess.run(command, check=False)  # noqa: S603 - the fixed commands of `install`


if __name__ == "__main__":
    sys.exit(main())
