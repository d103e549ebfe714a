"""The settings are what the promises need, and each is one that Scrapy knows."""

import importlib
import re
from pathlib import Path

import pytest
from attrs import fields
from scrapy.settings import Settings, default_settings
from scrapy.utils.misc import load_object

from newsbot import settings
from newsbot.records import Article

NAMES = [name for name in vars(settings) if name.isupper()]
PROMISED = {
    "ROBOTSTXT_OBEY": True,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
    "AUTOTHROTTLE_ENABLED": True,
    "COOKIES_ENABLED": False,
    "HTTPCACHE_ENABLED": False,
    "REMOTE_CONTROL_ENABLED": False,
    "TELNETCONSOLE_ENABLED": False,
    "FEED_EXPORT_ENCODING": "utf-8",
    "CONCURRENT_ITEMS": 1,
    "LOG_LEVEL": "INFO",
}


@pytest.mark.parametrize("name", NAMES)
def test_scrapy_knows_the_setting(name: str) -> None:
    assert name.startswith("NEWSBOT_") or hasattr(default_settings, name)


@pytest.mark.parametrize(("name", "value"), PROMISED.items())
def test_what_is_promised(name: str, value: object) -> None:
    assert getattr(settings, name) == value


@pytest.mark.parametrize(
    ("name", "least", "most"),
    [
        ("DOWNLOAD_DELAY", 0.5, 5),
        ("DOWNLOAD_DELAY_JITTER", 0.1, 0.9),
        ("DOWNLOAD_TIMEOUT", 10, 60),
        ("DOWNLOAD_MAXSIZE", 1 << 20, 1 << 25),
        ("DEPTH_LIMIT", 10, 1000),
        ("REDIRECT_MAX_TIMES", 1, 10),
        ("RETRY_TIMES", 1, 5),
        ("NEWSBOT_MAX_PAGES", 1000, 100_000),
        ("MEMUSAGE_LIMIT_MB", 512, 4096),
    ],
)
def test_what_is_bounded(name: str, least: float, most: float) -> None:
    assert least <= getattr(settings, name) <= most


def test_every_setting_stands_below_a_reason() -> None:
    blocks = Path(settings.__file__).read_text(encoding="utf-8").split("\n# ----")[1:]
    paragraphs = [
        p for block in blocks for p in block.split("\n\n")[1:] if re.search(r"^[A-Z_]+ ?[:=]", p, re.MULTILINE)
    ]
    unexplained = [p for p in paragraphs if not p.lstrip().startswith("#")]
    assert all(re.match(r"(?:BOT_NAME|DOWNLOADER_MIDDLEWARES) =", p.lstrip()) for p in unexplained)


def test_every_part_can_be_loaded() -> None:
    values = Settings()
    values.setmodule(settings, priority="project")
    for name in ("DOWNLOADER_MIDDLEWARES", "ITEM_PIPELINES", "EXTENSIONS"):
        for path in values.get_component_priority_dict_with_base(name):
            assert load_object(path)
    assert load_object(settings.LOG_FORMATTER)


def test_scrapys_own_parts_are_replaced() -> None:
    replaced = {path.rpartition(".")[2] for path, order in settings.DOWNLOADER_MIDDLEWARES.items() if order is None}
    assert replaced == {
        "OffsiteMiddleware",
        "RobotsTxtMiddleware",
        "UserAgentMiddleware",
        "RetryMiddleware",
        "MetaRefreshMiddleware",
        "HttpCompressionMiddleware",
    }
    own = {path for path in settings.DOWNLOADER_MIDDLEWARES if path.startswith("newsbot.")}
    assert set(settings.DOWNLOADER_MIDDLEWARES) - own <= set(default_settings.DOWNLOADER_MIDDLEWARES_BASE)


def test_feeds_hold_every_key_in_the_order_of_the_schema() -> None:
    assert [field.name for field in fields(Article)] == settings.FEED_EXPORT_FIELDS


@pytest.mark.parametrize("name", ["NEWSBOT_DATA", "NEWSBOT_CONTACT", "NEWSBOT_NOW", "NEWSBOT_DAILY_BUDGET"])
def test_the_environment_sets_newsbots_own(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, "2025")
    changed = vars(importlib.reload(settings))[name]
    monkeypatch.undo()
    importlib.reload(settings)
    assert changed == "2025"
