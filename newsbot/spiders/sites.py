"""A spider for each file in ``newsbot/sites/``, named like it."""

from __future__ import annotations

from newsbot.sites import Site, all_sites
from newsbot.spiders.base import ArticleSpider


def spider_for(site: Site) -> type[ArticleSpider]:
    """The spider class of ``site``."""
    return type(
        f"{site.name.title().replace('-', '').replace('.', '')}Spider",
        (ArticleSpider,),
        {
            "__module__": __name__,
            "__doc__": f"Crawls {', '.join(site.hosts)}.",
            "name": site.name,
            "site": site,
            "allowed_domains": [host.partition(":")[0] for host in site.hosts],
        },
    )


globals().update({spider.__name__: spider for spider in map(spider_for, all_sites().values())})
