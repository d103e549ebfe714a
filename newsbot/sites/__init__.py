"""Sites: which hosts belong together, how their URLs look, which page class reads them.

One TOML file per site lies beside this module; the user's own lie in the folder that the environment variable
NEWSBOT_SITES names. A site file is a fast path: a host without one is a ``Site`` too, named after itself, read by the
generic extractor.
"""

from __future__ import annotations

import os
import re
from functools import cache
from urllib.parse import urlsplit

from newsbot.sites.files import FOLDER, read_builtin, read_user
from newsbot.sites.site import Site, host_of, plain_host

__all__ = ["Site", "all_sites", "host_of", "site_for"]


def all_sites() -> dict[str, Site]:
    """Every site that has a file, by name, in order of the names; the user's files win over those of newsbot.

    :raises SiteFileError: for a wrong file of the user.
    """
    return _sites(os.environ.get(FOLDER, ""))


@cache
def _own(folder: str) -> dict[str, Site]:
    return read_user(folder) if folder else {}


@cache
def _sites(folder: str) -> dict[str, Site]:
    sites = read_builtin() | _own(folder)
    return {name: sites[name] for name in sorted(sites)}


@cache
def _by_host(folder: str) -> dict[str, Site]:
    named = {host: site for sites in (_sites(folder), _own(folder)) for site in sites.values() for host in site.hosts}
    return {plain_host(host): site for host, site in reversed(named.items())} | named


def site_for(url: str) -> Site:
    """The site that serves ``url``; a host without a file is a site of its own, named after the host.

    :raises SiteFileError: for a wrong file of the user.
    """
    parts = urlsplit(url)
    host = host_of(url) or parts.netloc.lower()
    by_host = _by_host(os.environ.get(FOLDER, ""))
    known = by_host.get(host) or by_host.get(plain_host(host))
    if known is not None:
        return known
    name = re.sub(r"[^a-z0-9.-]", "_", (parts.hostname or "local").lower())
    return Site(name=plain_host(name), hosts=(host,), scheme=parts.scheme or "https")
