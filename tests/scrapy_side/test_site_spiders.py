"""Each site file is a spider of its own, named after it."""

from scrapy import Request
from scrapy.settings import Settings
from scrapy.spiderloader import SpiderLoader

from newsbot.sites import Site, all_sites
from newsbot.spiders.base import ArticleSpider
from newsbot.spiders.sites import spider_for


def test_every_site_file_has_a_spider() -> None:
    settings = Settings()
    settings.setmodule("newsbot.settings", priority="project")
    loader = SpiderLoader(settings)
    assert sorted(loader.list()) == sorted([*all_sites(), "site"])
    for name, site in all_sites().items():
        spider = loader.load(name)
        assert issubclass(spider, ArticleSpider)
        assert spider.site is site
        assert spider.handles_request(Request(site.start[0]))


def test_the_class_of_a_site_is_named_after_it() -> None:
    spider = spider_for(Site(name="an-phu.vn", hosts=("an-phu.vn",)))
    assert spider.__name__ == "AnPhuVnSpider"
    assert spider(url="https://an-phu.vn/").name == "an-phu.vn"
