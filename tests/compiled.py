"""Whether the reading layers run compiled, and whether what was compiled is what stands in the sources.

    python -m tests.compiled [--possible]

Without an option: says which layers run compiled, and ends with 1 when a source is newer than its compiled form. With
``--possible``: ends with 1, and says why, when this machine can't compile.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import sysconfig
from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path

CHANGED = "changed since it was compiled: make interpreted, and make compiled if need be"
PACKAGE = Path(__file__).resolve().parents[1] / "newsbot"


def compiled() -> dict[Path, Path]:
    """The compiled form of each source that has one: Python imports that, and no longer reads the source."""
    forms = {}
    for source in sorted(PACKAGE.rglob("*.py")):
        form = source.with_suffix(EXTENSION_SUFFIXES[0])
        if form.exists():
            forms[source] = form
    return forms


def stale() -> list[Path]:
    """Sources that changed since they were compiled, or are gone: Python would still import the compiled form."""
    forms = compiled()
    changed = [source for source, form in forms.items() if source.stat().st_mtime > form.stat().st_mtime]
    suffix = EXTENSION_SUFFIXES[0]
    left = [form for form in sorted(PACKAGE.rglob(f"*{suffix}")) if form not in forms.values()]
    return changed + [form.with_name(f"{form.name.removesuffix(suffix)}.py") for form in left]


def hindrance() -> str | None:
    """Why this machine can't compile; ``None`` when it can."""
    compiler = (sysconfig.get_config_var("CC") or "cc").split()[0]
    if not any(map(shutil.which, (compiler, "cc"))):
        return f"there is no C compiler ({compiler})"
    header = Path(sysconfig.get_path("include")) / "Python.h"
    return None if header.exists() else f"Python's headers are missing ({header})"


def main() -> int:
    """Say what runs; 1 when that is not what one wants."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--possible", action="store_true", help="whether this machine can compile")
    if parser.parse_args().possible:
        if why := hindrance():
            print(f"not compiled: {why}; everything runs as Python, slower", file=sys.stderr)
        return int(why is not None)
    for source in stale():
        print(f"{source} {CHANGED}", file=sys.stderr)
    layers = sorted({source.parent.relative_to(PACKAGE.parent).as_posix() for source in compiled()})
    print(f"compiled: {', '.join(layers) or 'nothing'}")
    return int(bool(stale()))


if __name__ == "__main__":
    sys.exit(main())
