"""Settings of the Scrapy project: every value with its default and its reason.

Override one with ``-s NAME=VALUE``. The settings that begin with ``NEWSBOT_`` are read from the environment too.
"""

import os

from newsbot.records import Article
from newsbot.version import __version__

# ---- newsbot's own

# The folder of the datasets: <NEWSBOT_DATA>/<site>/articles.jsonl. Default: "data" in the current folder.
NEWSBOT_DATA = os.environ.get("NEWSBOT_DATA") or "data"

# The folder of the user's own site files (docs/sites.md). Default: none. It says which spiders there are, before Scrapy
# reads its options: "-s" sets it with newsbot, the environment alone with "scrapy".
NEWSBOT_SITES = os.environ.get("NEWSBOT_SITES", "")

# Whom the operator of a site can write to: a mail address or the URL of a page. It stands in every request. Default:
# none, which is enough for the own machine (127.0.0.1, localhost) and for no other host.
NEWSBOT_CONTACT = os.environ.get("NEWSBOT_CONTACT", "")

# Pages fetched by one crawl at most, robots.txt and redirects aside. Default 20 000: some eight hours at one page in
# 1.5 s. Articles that are known are not fetched again, so the next crawl gets further. Also -a max_pages=N.
NEWSBOT_MAX_PAGES = os.environ.get("NEWSBOT_MAX_PAGES") or 20_000

# The time to note as time of fetching, e.g. 2025-01-05T01:00:00Z. Default: the time when a page arrives. Set it to get
# the same records from the same pages, whenever they are fetched.
NEWSBOT_NOW = os.environ.get("NEWSBOT_NOW", "")

# Every request and its answer are archived in <NEWSBOT_DATA>/<site>/warc/, so that the dataset can be made again
# without the site. 0 switches that off. A file that reaches NEWSBOT_WARC_SIZE bytes is finished and the next one begun;
# 1 GB is the size that archives are used to.
NEWSBOT_WARC = os.environ.get("NEWSBOT_WARC") or "1"
NEWSBOT_WARC_SIZE = os.environ.get("NEWSBOT_WARC_SIZE") or 1_000_000_000

# Names of hosts in a private network that may be asked all the same, by the name that stands in the URL. Default: none.
# localhost and an address that is typed as such need no entry.
NEWSBOT_PRIVATE_HOSTS: list[str] = os.environ.get("NEWSBOT_PRIVATE_HOSTS", "").split()

# ---- what is read again

# Known articles are visited again so many days after they were first seen or last changed, and then no more: most
# corrections are made in the first days. At most NEWSBOT_MAX_REVISITS in one crawl, a tenth of an hour's pages.
NEWSBOT_REVISIT_DAYS = [1, 3, 7, 30]
NEWSBOT_MAX_REVISITS = 500

# A listing is read on while it shows unknown articles, and NEWSBOT_LISTING_MARGIN pages beyond: an article that was
# published late stands among older ones. Every NEWSBOT_SWEEP_DAYS days all listings are read to their end.
NEWSBOT_LISTING_MARGIN = 2
NEWSBOT_SWEEP_DAYS = 30

# Sitemaps that robots.txt names and feeds that pages offer are read too, so many files at most in one crawl.
NEWSBOT_SITEMAPS = True
NEWSBOT_MAX_SITEMAPS = 100

# ---- watching

# A site is due so many hours after its last crawl; one that failed, sooner (newsbot crawl --all, newsbot status).
NEWSBOT_INTERVAL_HOURS = float(os.environ.get("NEWSBOT_INTERVAL_HOURS") or 12)

# Who is told of a crawl that went badly: a URL that takes a POST of JSON, and mail addresses (through MAIL_HOST and its
# kin). NEWSBOT_NOTIFY is from which verdict on: "degraded", "failed", or "ok" for every crawl. Default: nobody.
NEWSBOT_WEBHOOK = os.environ.get("NEWSBOT_WEBHOOK", "")
NEWSBOT_MAIL_TO: list[str] = os.environ.get("NEWSBOT_MAIL_TO", "").split()
NEWSBOT_NOTIFY = os.environ.get("NEWSBOT_NOTIFY") or "degraded"

# ---- the project

BOT_NAME = "newsbot"
SPIDER_MODULES = ["newsbot.spiders"]
NEWSPIDER_MODULE = "newsbot.spiders"
COMMANDS_MODULE = "newsbot.commands"

# ---- politeness

# The name that rules in robots.txt are looked up with, and the one of the requests; the contact is added to it.
ROBOTSTXT_USER_AGENT = "newsbot"
USER_AGENT = f"newsbot/{__version__}"

# robots.txt is obeyed; "newsbot.middlewares.robots" adds what RFC 9309 says of errors, and Crawl-delay.
ROBOTSTXT_OBEY = True

# One request at a time per host, and four in all: a site has few hosts, and what is queued in the downloader can no
# longer be put in order or called off.
CONCURRENT_REQUESTS_PER_DOMAIN = 1
CONCURRENT_REQUESTS = 4
DOWNLOADER = "newsbot.middlewares.downloader.StrictDownloader"

# A pause between an answer and the next request to its host: 1 s at least, lengthened by up to half of it so that
# requests do not fall in step (newsbot.extensions.pace). AutoThrottle makes it longer where a site answers slowly, up
# to a minute.
DOWNLOAD_DELAY = 1.0
DOWNLOAD_DELAY_JITTER = 0.5
AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_START_DELAY = 1.0
AUTOTHROTTLE_MAX_DELAY = 60.0
AUTOTHROTTLE_TARGET_CONCURRENCY = 1.0

# Requests to one host in a day, all crawls together: 30 000 are a day and a night at one in 3 s. 0 is no limit.
NEWSBOT_DAILY_BUDGET = 30_000

# The hours, in Vietnam, in which no host is asked, such as "07:00-11:30, 13:30-17:00". Default: none.
NEWSBOT_QUIET_HOURS = os.environ.get("NEWSBOT_QUIET_HOURS", "")

# What a host asks for in Retry-After is kept up to 10 minutes. After 10 failures in a row a host is left alone for a
# minute, then for two, then for four; then it is given up for this crawl, and the next one goes on from there.
NEWSBOT_RETRY_AFTER_MAX = 600
NEWSBOT_BREAKER_FAILURES = 10
NEWSBOT_BREAKER_PAUSE = 60
NEWSBOT_BREAKER_TRIES = 3

# Pages of the field are Vietnamese; some sites answer in English otherwise.
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.5",
    "Accept-Language": "vi,en;q=0.3",
}

# Nothing is remembered of a visitor: no cookie is kept or sent. Nothing is read from a cache either.
COOKIES_ENABLED = False
HTTPCACHE_ENABLED = False

# ---- bounds

# A page that takes longer than 30 s, or is larger than 10 MB, is given up; Scrapy waits 3 minutes and reads 1 GB.
DOWNLOAD_TIMEOUT = 30
DOWNLOAD_MAXSIZE = 10 * 1024 * 1024
DOWNLOAD_WARNSIZE = 0

# A head of an answer without end is cut off too.
DOWNLOAD_HANDLERS = {
    "http": "newsbot.middlewares.handler.BoundedHeadHandler",
    "https": "newsbot.middlewares.handler.BoundedHeadHandler",
    "ftp": None,
    "s3": None,
}

# Links are followed 1,000 steps from the start: where only "next" is linked, that is a section of 20,000 articles, the
# pages of one crawl at most.
DEPTH_LIMIT = 1000

# A failed request is made twice more, on errors that pass. Scrapy's defaults, spelled out.
RETRY_ENABLED = True
RETRY_TIMES = 2
RETRY_GIVE_UP_LOG_LEVEL = "DEBUG"  # the spider logs it
RETRY_HTTP_CODES = [500, 502, 503, 504, 522, 524, 408, 429]

# Five redirects, as RFC 9309 asks for robots.txt; Scrapy follows 20. None leaves the hosts of the site, and a page may
# not send on after more than 10 s of waiting.
REDIRECT_MAX_TIMES = 5
METAREFRESH_MAXDELAY = 10

# Breadth first, in the order of the pages: the newest articles come first, and two crawls of one site are alike.
SCHEDULER_MEMORY_QUEUE = "scrapy.squeues.FifoMemoryQueue"
SCHEDULER_DISK_QUEUE = "scrapy.squeues.PickleFifoDiskQueue"

# What was asked for is remembered on disk: Scrapy's own filter takes 100 bytes of memory for each page.
DUPEFILTER_CLASS = "newsbot.middlewares.duplicates.FlatDupeFilter"

# A page yields one record or some hundred requests. Scrapy starts 100 tasks for them, a third of the speed is lost.
CONCURRENT_ITEMS = 1

# Processes that read pages beside the crawl. "auto" starts one for each core but the one that the crawl itself needs,
# up to 4, in a crawl without a pause that has come to its thirtieth page: with a pause of a second, one core has
# nothing to do most of the time. 0 is none.
NEWSBOT_READERS = os.environ.get("NEWSBOT_READERS") or "auto"

# Scrapy parses the source of each callback to warn of a mistake that mypy finds too.
WARN_ON_GENERATOR_RETURN_VALUE = False

# A crawl takes some 130 MB, however long it is. At 2 GB something is wrong: it ends in order, with all records on disk.
MEMUSAGE_LIMIT_MB = 2048

# Nobody can look into or steer a running crawl from outside.
REMOTE_CONTROL_ENABLED = False
TELNETCONSOLE_ENABLED = False

# ---- parts

DOWNLOADER_MIDDLEWARES = {
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
    "newsbot.middlewares.hosts.OwnHostsMiddleware": 50,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "newsbot.middlewares.robots.RobotsMiddleware": 100,
    "newsbot.middlewares.pages.PageLimitMiddleware": 110,
    "newsbot.middlewares.budget.BudgetMiddleware": 120,
    "scrapy.downloadermiddlewares.useragent.UserAgentMiddleware": None,
    "newsbot.middlewares.identity.IdentityMiddleware": 500,
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,
    "newsbot.middlewares.patience.PatientRetryMiddleware": 550,
    "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware": None,
    "newsbot.middlewares.refresh.QuickMetaRefreshMiddleware": 580,
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": None,
    "newsbot.middlewares.compression.WholeCompressionMiddleware": 590,
    "newsbot.middlewares.warc.WarcMiddleware": 950,
}
# What is found passes each of these: the spider itself counts depth, and bounds it and the length of URLs.
SPIDER_MIDDLEWARES = {
    "newsbot.middlewares.warc.WarcPointerMiddleware": 950,
    "scrapy.spidermiddlewares.urllength.UrlLengthMiddleware": None,
    "scrapy.spidermiddlewares.depth.DepthMiddleware": None,
    "scrapy.spidermiddlewares.metacopy.MetaCopyDetectionMiddleware": None,
}
ITEM_PIPELINES = {
    "newsbot.pipelines.kinds.ArticlesOnlyPipeline": 100,
    "newsbot.pipelines.scope.ScopePipeline": 150,
    "newsbot.pipelines.valid.ValidRecordsPipeline": 200,
    "newsbot.pipelines.archive.ArchivePipeline": 250,
    "newsbot.pipelines.store.StorePipeline": 300,
}
EXTENSIONS = {
    "newsbot.extensions.progress.Progress": 0,
    "newsbot.extensions.pace.Pace": 0,
    "newsbot.extensions.history.History": 0,
}

# Names that lead to a private address are refused, whoever points them there.
TWISTED_DNS_RESOLVER = "newsbot.middlewares.resolver.PublicResolver"

# ---- output

# Records are written as they are in articles.jsonl: every key, in the order of the schema, UTF-8 unescaped.
FEED_EXPORT_ENCODING = "utf-8"
FEED_EXPORT_FIELDS = list(Article.__annotations__)

# One line per event. What Scrapy is made of is shown with -L DEBUG only.
LOG_LEVEL = "INFO"
LOG_FORMAT = "%(asctime)s %(levelname)s %(message)s"
LOG_DATEFORMAT = "%H:%M:%S"
LOG_VERSIONS: list[str] = []
LOG_FORMATTER = "newsbot.extensions.logformat.LogFormatter"

# Whatever begins with NEWSBOT_ is read from the environment; two lists, which have no commas, are read above.
globals().update(
    {
        name: os.environ[name]
        for name in list(globals())
        if name.startswith("NEWSBOT_")
        and os.environ.get(name)
        and name not in {"NEWSBOT_PRIVATE_HOSTS", "NEWSBOT_MAIL_TO"}
    }
)
