"""How to cite newsbot, and how to cite an export, as Citation File Format documents."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

from newsbot.version import __version__

_TITLE = "newsbot: Vietnamese Party-committee news pages into a clean, verifiable dataset"
_AUTHORS = "the newsbot authors"


def citation() -> str:
    """How to cite newsbot."""
    return f"""\
cff-version: 1.2.0
message: If you use newsbot or a dataset made with it, please cite it as below.
title: {_text(_TITLE)}
type: software
version: {_text(__version__)}
license: BSD-3-Clause
authors:
  - name: {_AUTHORS}
keywords:
  - Vietnamese
  - news
  - information extraction
"""


def dataset_citation(title: str, about: str, number: int, digests: Mapping[str, str]) -> str:
    """How to cite an export of ``number`` records.

    Its version is a digest of its files: the same data have the same version, wherever and whenever they are exported.

    :param digests: the SHA-256 of each file of data, by its path.
    """
    digest = fingerprint(digests)
    return f"""\
cff-version: 1.2.0
message: If you use this dataset, please cite this version of it, and newsbot, which made it.
title: {_text(f"{title}, {number} records")}
type: dataset
version: {_text(f"sha256-{digest[:12]}")}
abstract: {_text(about)}
authors:
  - name: the publishers of the articles
  - name: {_AUTHORS}
identifiers:
  - type: other
    value: {_text(f"sha256:{digest}")}
    description: SHA-256 of the lines of SHA256SUMS that name the files of data
references:
  - type: software
    title: {_text(_TITLE)}
    version: {_text(__version__)}
    license: BSD-3-Clause
    authors:
      - name: {_AUTHORS}
keywords:
  - Vietnamese
  - news
"""


def fingerprint(digests: Mapping[str, str]) -> str:
    """One SHA-256 for several files: that of their lines in ``SHA256SUMS``."""
    lines = "".join(f"{digest}  {path}\n" for path, digest in sorted(digests.items()))
    return hashlib.sha256(lines.encode()).hexdigest()


def _text(value: str) -> str:
    """``value`` as YAML, which holds JSON."""
    return json.dumps(value, ensure_ascii=False)
