"""A record that breaks the schema is never written."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from fastjsonschema import JsonSchemaException

from newsbot.pipelines import drop
from newsbot.records import Article, to_dict
from newsbot.schema import validator

if TYPE_CHECKING:
    from typing import Self

    from scrapy.crawler import Crawler

logger = logging.getLogger(__name__)


class ValidRecordsPipeline:
    """Checks each record against the schema of the dataset."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._check = validator()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """The pipeline of ``crawler``."""
        return cls(crawler)

    def process_item(self, item: Article) -> Article:
        """The article.

        :raises DropItem: when it breaks the schema, which is a fault of newsbot and therefore logged as an error.
        """
        fault = self._fault(item)
        if fault is not None:
            logger.error("the record of %s breaks the schema: %s", item.url, fault)
            raise drop(self._crawler, "invalid")
        return item

    def _fault(self, item: Article) -> str | None:
        try:
            self._check(to_dict(item))
        except JsonSchemaException as error:
            return str(error)
        return None
