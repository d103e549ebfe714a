"""newsbot: Vietnamese Party-committee news pages into a clean, verifiable dataset.

The front door, importable without Scrapy::

    from newsbot import extract_article, parse_attendees, parse_date
"""

from newsbot.pages.article import extract_article
from newsbot.records import SCHEMA_VERSION, Article, Attendee, Position
from newsbot.text.attendees import parse_attendees
from newsbot.text.dates import parse_date
from newsbot.version import __version__

__all__ = [
    "SCHEMA_VERSION",
    "Article",
    "Attendee",
    "Position",
    "__version__",
    "extract_article",
    "parse_attendees",
    "parse_date",
]
