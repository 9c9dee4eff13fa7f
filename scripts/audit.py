"""Lighthouse on a story and on the front page, phone and desktop: `make audit`.

    python -m scripts.audit [SITE]

SITE is a built site (default: site). Needs Node.js; Lighthouse itself comes through npx. Prints the four scores of each
and what cost points; exits 1 when one is below 100 and 2 when there is nothing to audit or to audit it with.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from scripts import browser
from scripts.loopback import serve

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
DEVICES: dict[str, tuple[str, ...]] = {"phone": (), "desktop": ("--preset=desktop",)}
FULL = 100


def stories(site: Path) -> list[str]:
    """The front page and the first story of each language."""
    found = []
    for folder in sorted(site.glob("*/briefings")):
        pages = sorted(folder.glob("*/index.html"))
        if pages:
            home = folder.parent.name
            found += [f"{home}/", f"{pages[0].parent.relative_to(site).as_posix()}/"]
    return found


def lighthouse(npx: str, url: str, options: tuple[str, ...], chrome: Path) -> dict[str, Any]:
    """The report of one page.

    Raises:
        RuntimeError: Lighthouse gave no report; the message is the end of what it said.
    """
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        flags = " ".join(("--headless=new", *browser.FLAGS))
        done = subprocess.run(  # noqa: S603 - a fixed command
            [npx, "--yes", "lighthouse", url, "--output=json", f"--output-path={report}", "--quiet",
             f"--chrome-flags={flags}", *options],
            env={**os.environ, "CHROME_PATH": str(chrome)}, capture_output=True, text=True, check=False,
        )  # fmt: skip
        if not report.exists():
            raise RuntimeError(f"Lighthouse gave no report of {url}:\n{done.stderr[-800:]}")
        document: dict[str, Any] = json.loads(report.read_text("utf-8"))
        return document


def lost(report: dict[str, Any]) -> list[str]:
    """The audits that count and are not perfect, in any category."""
    counted = {ref["id"] for name in CATEGORIES for ref in report["categories"][name]["auditRefs"] if ref["weight"]}
    audits = ((key, audit) for key, audit in report["audits"].items() if key in counted)
    return [
        f"{key} {audit['score']}: {audit['title']} {audit.get('displayValue', '')}".rstrip()
        for key, audit in audits
        if audit["score"] is not None and audit["score"] < 1
    ]


def main() -> int:
    """Audit and print."""
    site = Path(sys.argv[1] if len(sys.argv) > 1 else "site")
    chrome, npx, pages = browser.find(), shutil.which("npx"), stories(site)
    if not chrome or not npx or not pages:
        said = browser.ADVICE if not chrome else "npx is missing: install Node.js" if not npx else f"no story in {site}"
        print(said, file=sys.stderr)
        return 2
    failed = False
    with serve(site) as server:
        for page in pages:
            for device, options in DEVICES.items():
                report = lighthouse(npx, server.url + page, options, chrome)
                scores = [round(100 * (report["categories"][name]["score"] or 0)) for name in CATEGORIES]
                print(f"{' '.join(f'{score:3}' for score in scores)}  {device:7} {page}", flush=True)
                if min(scores) < FULL:
                    failed = True
                    print("".join(f"      {line}\n" for line in lost(report)), end="", flush=True)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
