"""``newsbot new-site``: a site file proposed from one page, and the page as a fixture."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from attrs import evolve, frozen
from scrapy.commands import ScrapyCommand

from newsbot.archive.addresses import printed, web_address
from newsbot.archive.files import read_page
from newsbot.archive.page import Page
from newsbot.commands import one_line_errors, probe
from newsbot.commands.fixture import FIELDS, write_fixture
from newsbot.commands.options import describe
from newsbot.commands.terminal import complain, printable, say, write_out
from newsbot.dataset.files import write_file
from newsbot.dataset.lines import make_folder
from newsbot.discovery.listing import Kind, find_links
from newsbot.errors import NewsbotError, SourceError, StoreError, UsageError, reason
from newsbot.pages.document import read_document
from newsbot.records import Article, Warn, to_dict
from newsbot.sites import Site, all_sites, host_of
from newsbot.sites.patterns import Guess, guess_articles, guess_listings

_DENY = {
    "nukeviet": r"^/(?:[a-z]{2}/)?(?:news/)?(?:savefile|print|tag)/",
    "liferay": r"^/c/portal/",
}
"""Where a CMS keeps other views of its pages."""
_SHOWN = tuple(
    name for name in FIELDS if name not in ("id", "url", "site", "warnings", "attendees_complete", "language")
)


class Command(probe.Command):
    """Fetches or reads one page, like ``probe``, and writes the file of its site."""

    def syntax(self) -> str:
        """The arguments, for the usage line."""
        return "URL-or-FILE [--url URL] [-o SITE.toml] [--fixture FOLDER]"

    def short_desc(self) -> str:
        """One line for the list of commands."""
        return "Propose a site file from a page of the site"

    def long_desc(self) -> str:
        """What the command does, for its help."""
        return (
            "Fetches a page (an article, or better a listing) as probe does, or reads a file, and proposes a site file:"
            " hosts, page class, patterns of articles and listings guessed from the links on the page. The file goes to"
            " standard output or to -o; what was found goes to standard error. --fixture keeps the page in a new"
            " folder, with the record that newsbot reads from it now: correct that by hand, then it is a test. Exit"
            " code: 0, 1 if the page cannot be read or a file cannot be written, 2 for a wrong option."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the options of this command."""
        ScrapyCommand.add_options(self, parser)
        one_line_errors(parser)
        parser.add_argument("--url", help="the address that a FILE was fetched from, where it does not say so itself")
        parser.add_argument("-o", "--output", metavar="SITE.toml", help="where to write the site file")
        parser.add_argument("--fixture", metavar="FOLDER", help="keep the page as a fixture in this new folder")
        describe(parser, self, "https://host/tin-tuc -o my-sites/host.toml")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:  # noqa: ARG002 (signature of the base)
        """Run the command; ``exitcode`` tells how it went."""
        try:
            page = self._fetch(opts.page) if opts.is_url else _read(Path(opts.page), opts.url)
            proposal = propose(page)
            text = "".join(f"{line}\n" for line in proposal.lines).encode()
            if opts.output:
                _write_new(Path(opts.output), text)
            else:
                write_out([text])
            if opts.fixture:
                write_fixture(Path(opts.fixture), page)
            for line in proposal.remarks:
                say(line)
        except NewsbotError as error:
            complain(str(error))
            self.exitcode = 2 if isinstance(error, UsageError) else 1


def _read(path: Path, url: str | None) -> Page:
    try:
        page = read_page(path, Path(path.name))
    except SourceError as error:
        raise SourceError(f"{printed(path)}: {error}") from error
    return evolve(page, url=web_address(url) or page.url) if url else page


def _write_new(path: Path, text: bytes) -> None:
    if path.exists():
        raise StoreError(f"{printed(path)} exists already")
    try:
        make_folder(path.parent)
    except OSError as error:
        raise StoreError(f"cannot write {printed(path)}: {reason(error)}") from error
    write_file(path, [text])


@frozen
class Proposal:
    """A site file, and what is to be said of it.

    :ivar lines: the lines of the file.
    :ivar remarks: what was found, in lines for the user.
    """

    lines: list[str]
    remarks: list[str]


def propose(page: Page) -> Proposal:
    """The site file that ``page`` suggests.

    :raises UsageError: when nobody knows the host of the page.
    :raises SourceError: when the page is no text, or newsbot fails on it.
    """
    host = host_of(page.url)
    if host is None:
        raise UsageError(f"{page.location}: the page does not state its address: give it with --url")
    article = page.article()
    if Warn.UNREADABLE in article.warnings:
        raise SourceError(f"{page.location}: the page is no text")
    scheme = urlsplit(page.url).scheme.lower()
    site = Site(name=host.partition(":")[0].removeprefix("www."), hosts=_mirrors(host), scheme=scheme)
    root = read_document(page.body, headers=page.headers).root
    family = article.provenance.get("page_class")
    links = find_links(root, page.url, site)
    is_article = Warn.NOT_AN_ARTICLE not in article.warnings
    urls = [*([page.url] if is_article else []), *links.articles()]
    articles = guess_articles(urls)
    listings = guess_listings(url for url, kind in links.follow.items() if kind is Kind.LISTING)
    site = evolve(
        site,
        start=(f"{scheme}://{host}/",),
        article=articles.pattern if articles else None,
        listing=listings.pattern if articles else None,
        deny=_DENY.get(family or ""),
        query=(articles.query,) if articles and articles.query else None,
        page=family,
        verified="text",
    )
    example = next((url for url in urls if site.is_article(url)), None)
    site = evolve(site, example=(example,) if example else ())
    return Proposal(list(_lines(site)), list(_remarks(site, article, articles, listings, is_article=is_article)))


def _mirrors(host: str) -> tuple[str, ...]:
    """``host``, and the other one that usually serves the same: with "www." or without."""
    bare = host.removeprefix("www.")
    if ":" in host or bare.replace(".", "").isdigit():
        return (host,)
    return (host, bare if host != bare else f"www.{host}")


def _lines(site: Site) -> Iterator[str]:
    yield f"name = {_toml(site.name)}"
    yield f"hosts = {_toml(site.hosts)}"
    yield '# body = "the Party committee or office that runs the site"'
    yield '# place = "the place that it governs, with its kind: Tỉnh …, Xã …"'
    if site.scheme != "https":
        yield f"scheme = {_toml(site.scheme)}"
    yield f"start = {_toml(site.start)}"
    for key in ("article", "listing", "deny"):
        pattern: str | None = getattr(site, key)
        if pattern:
            yield f"{key} = '{pattern}'"
    for key in ("query", "page", "verified", "example"):
        if value := getattr(site, key):
            yield f"{key} = {_toml(value)}"


def _toml(value: str | tuple[str, ...]) -> str:
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _remarks(
    site: Site, article: Article, articles: Guess | None, listings: Guess, *, is_article: bool
) -> Iterator[str]:
    known = next((other.name for other in all_sites().values() if site.hosts[0] in other.hosts), None)
    if known is not None:
        yield f"the host has a site file already: {known}"
    yield f"page class: {site.page or 'none that is known: the generic extractor reads the page'}"
    if articles is None:
        yield "articles: their addresses share nothing that tells them from others; newsbot will go by their look"
    else:
        yield f"articles: the pattern fits {articles.fits} of {articles.of} addresses that look like articles"
        yield f"listings: the pattern fits {listings.fits} of {listings.of} other links; narrow it to the sections"
    if not is_article:
        yield "fields: the page is no article, so nothing is said of them; try an article too"
        return
    record = to_dict(article)
    found = [name for name in _SHOWN if record[name] not in (None, [], "")]
    for name in found:
        source = article.provenance.get(name)
        yield printable(f"  {name}{f': {source}' if source else ''}")
    yield f"not found: {', '.join(name for name in _SHOWN if name not in found)}"
