"""One run: from sources to a file of records and the report on them, which can be broken off and taken up again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, closing
from itertools import chain, islice, pairwise
from pathlib import Path

from attrs import evolve, frozen

from newsbot.archive.addresses import printed
from newsbot.archive.jobs import WarcJob
from newsbot.archive.sources import Sources
from newsbot.archive.storage import is_url
from newsbot.dataset.report import Report, Told
from newsbot.extraction.digests import digest_of, salt
from newsbot.extraction.files import PartFiles
from newsbot.extraction.ledger import Captures, Ledger
from newsbot.extraction.parts import Options, Part, divide, summary_of, work
from newsbot.extraction.pool import Hands, do_parts
from newsbot.extraction.revisits import RevisitJob, Shelves, place_of
from newsbot.extraction.targets import Target

SHOWN = 10
"""So many failures are kept to be named on the terminal; the report names all."""


@frozen(kw_only=True)
class Order:
    """What is to be done.

    :ivar target: gets the records, if there are any, and the report.
    :ivar hands: who does the work; the result does not depend on it.
    :ivar named: the options as the report is to name them.
    """

    inputs: list[str]
    sources: Sources
    options: Options
    target: Target
    captures: Captures = Captures.NEWEST
    hands: Hands
    named: dict[str, object]


class Extraction:
    """One run. A run that was broken off, however it was, goes on when it is asked for again.

    :ivar report: the account, complete once the run is over; :ivar shown: the first of the failures.
    """

    def __init__(self, order: Order) -> None:
        self._order = order
        self._salt = salt((order.options, order.sources.base))
        self.report = Report([_printed(source) for source in order.inputs], order.named)
        self.shown: list[Told] = []
        self._done = 0
        self._all: Future[int] | None = None

    @property
    def report_name(self) -> str | None:
        """Where the report lies, if one is written."""
        return self._order.target.report_name

    def share(self) -> float | None:
        """How much of what is to be read has been read, from 0 to 1; ``None`` while that is not known."""
        if self._all is None or not self._all.done() or self._all.exception() or not self._all.result():
            return None
        return min(1.0, self._done / self._all.result())

    def _weigh(self) -> int:
        sources = self._order.sources
        return sum(job.weight for source in self._order.inputs for job in sources.jobs(source))

    def run(self) -> Iterator[None]:
        """Do it; one item for each entry that is read.

        :raises SourceError: when a source is missing.
        :raises StoreError: when something cannot be written; the output is then as it was.
        """
        order = self._order
        jobs = chain.from_iterable([order.sources.jobs(source) for source in order.inputs])
        with ExitStack() as stack:
            folder = stack.enter_context(order.target.parts())
            ledger = stack.enter_context(Ledger(folder.path))
            hashing = stack.enter_context(ThreadPoolExecutor(1))
            self._all = hashing.submit(self._weigh)
            digests = hashing.map(digest_of, order.inputs)
            names: list[str] = []
            yield from self._do(divide(jobs, self._salt), folder.files, names)
            for name in names:
                self._take(folder.files.local(name), ledger)
            yield from self._revisits(ledger, folder.files, len(names))
            ledger.choose(order.captures)
            self.report.digests = dict(zip(self.report.inputs, digests, strict=True))
            self._write(ledger, folder.files)
            folder.is_done = True

    def _do(self, parts: Iterable[Part], files: PartFiles, names: list[str]) -> Iterator[None]:
        """Do the parts, and put the names of their files into ``names``, in order."""
        done: dict[int, str] = {}
        stretches: list[Part] = []
        for part in do_parts(parts, files, self._order.options, self._order.hands):
            if part is None:
                yield None
                continue
            done[part.number] = part.name
            self._done += part.weight
            if _stretch(part):
                stretches.append(part)
        for part in _mended(sorted(stretches, key=lambda part: part.number), files):
            yield from work(part, files, self._order.options)
            done[part.number] = part.name
        names.extend(done[number] for number in sorted(done))

    def _take(self, path: Path, ledger: Ledger) -> None:
        summary = summary_of(path)
        self.report.pages += summary.pages
        self.report.skipped.update(summary.skipped)
        ledger.add_part(path)

    def _revisits(self, ledger: Ledger, files: PartFiles, number: int) -> Iterator[None]:
        """Read the captures that refer to others, now that these are known."""
        names: list[str] = []
        yield from self._do(divide(_revisit_jobs(ledger), self._salt, number), files, names)
        for name in names:
            self._take(files.local(name), ledger)

    def _write(self, ledger: Ledger, files: PartFiles) -> None:
        report = self.report
        report.records = ledger.count()
        report.failed, report.noted = ledger.number_of("failure"), ledger.number_of("note")
        report.dropped.update(drop.reason for drop in ledger.dropped())
        for warnings in ledger.warnings():
            report.warnings.update(warnings)
        self.shown = list(islice(ledger.told("failure"), SHOWN))
        if report.records:
            with closing(ledger.records(files.local)) as lines:
                self._order.target.write(lines)
        with closing(ledger.dropped()) as drops, closing(ledger.told("failure")) as failures:
            self._order.target.write_report(report.to_json(drops, failures, ledger.told("note")))


def _printed(source: str) -> str:
    return source if is_url(source) else printed(Path(source))


def _stretch(part: Part) -> WarcJob | None:
    """The stretch of an archive that a part is, if it is one."""
    job = part.jobs[0]
    is_piece = isinstance(job, WarcJob) and len(part.jobs) == 1 and (job.start > 0 or job.stop is not None)
    return job if is_piece else None  # type: ignore[return-value]


def _mended(stretches: list[Part], files: PartFiles) -> Iterator[Part]:
    """Parts to be done again, since they did not begin where the one before had ended.

    Each part looks for the first record in its stretch by itself. What looks like one may lie within another record: an
    archive in the archive.
    """
    names = {part.number: part.name for part in stretches}
    for before, part in pairwise(stretches):
        job, earlier = _stretch(part), _stretch(before)
        if job is None or earlier is None or (job.span, job.start) != (earlier.span, earlier.stop):
            continue
        walked, walked_before = _walked(files.local(part.name)), _walked(files.local(names[before.number]))
        if not walked or not walked_before:
            continue  # the archive could not be read
        end = walked_before[1]
        if walked[0] != end:
            mended = evolve(part, jobs=(evolve(job, start=end, is_exact=True),))
            yield mended
            names[part.number] = mended.name


def _walked(path: Path) -> list[int]:
    (walked,) = summary_of(path).walked
    return walked


def _revisit_jobs(ledger: Ledger) -> Iterator[RevisitJob]:
    shelves = Shelves()
    for number, data, known in ledger.revisits():
        place = place_of(data)
        original = place_of(known) if known else None
        if original is None and data["od"]:
            original = shelves.find(place, data["ou"], data["od"])
        yield RevisitJob(place_in_order=number, url=data["u"], fetched_at=data["d"], place=place, original=original)
