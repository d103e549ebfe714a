"""``make pictures``: take the screenshots of the documentation again, of the pages that the demo's dataset gives.

Look at them before they are kept: no test can tell whether a page is pleasant.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from tests.browser import PHONE, browser
from tests.commands.conftest import browsing, command
from tests.conftest import ROOT

PICTURES = ROOT / "docs" / "pictures"
DESK = (1000, 620)
CLICKS = {
    "article": ("ol.hits a",),
    "person": ("ol.hits a", "ul.people a"),
    "body": ("ol.hits a", "ul.people a", "table a"),
}
PAGES = {
    "search": ("/search?q=dan+van", DESK),
    "facets": ("/search?q=hoi+nghi&year=2025&role=chair", DESK),
    "article": ("/search?q=%22bien+phong%22", DESK),
    "person": ("/search?q=%22luc+thi+mai+thao%22", DESK),
    "body": ("/search?q=%22luc+thi+mai+thao%22", DESK),
    "phone": ("/search?q=dan+van", PHONE),
}


def main() -> None:
    """Run the demo and take the pictures."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for words in (("demo",), ("report", "data/demo", "-o", "report.html")):
            subprocess.run(command(*words), cwd=folder, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
        with browsing(folder / "data" / "demo", tmp=folder) as (address, _), browser(folder / "profile") as tab:
            for picture, (page, size) in PAGES.items():
                tab.open(address + page, size)
                for link in CLICKS.get(picture, ()):
                    tab.click(link)
                if picture == "article":
                    tab.run("window.scrollTo(0, document.querySelector('.facts').getBoundingClientRect().top - 120)")
                tab.screenshot(PICTURES / f"{picture}.png")
            tab.open((folder / "report.html").as_uri(), DESK)
            tab.screenshot(PICTURES / "report.png")
    sys.stderr.write(f"look at {PICTURES}\n")


if __name__ == "__main__":
    main()
