"""The store of records of one site: ``articles.jsonl``, the only truth about what has been crawled."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from attrs import evolve

from newsbot.dataset.lines import DurableLines, make_folder, read_lines
from newsbot.dataset.lock import Lock, lock_of
from newsbot.errors import StoreError, reason
from newsbot.records import Article, to_json_line

logger = logging.getLogger(__name__)


class Verdict(StrEnum):
    """What a record is to a dataset that may know its page already."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


class Known(NamedTuple):
    """What is remembered of the latest record of a page.

    :ivar text: a hash of its content hash.
    """

    text: int
    revision: int


class Index:
    """The pages that a dataset holds: id -> text and revision of the latest record.

    It is kept in memory whole, therefore small: 200 bytes a page.
    """

    def __init__(self) -> None:
        self._texts: dict[str, int] = {}
        self._revisions: dict[str, int] = {}
        self._ids: dict[int, str] = {}

    def __contains__(self, id_: object) -> bool:
        return id_ in self._texts

    def __len__(self) -> int:
        return len(self._texts)

    def note(self, id_: str, content_hash: str | None, revision: int) -> None:
        """Remember a record that the dataset holds."""
        if id_ not in self._texts or revision >= self._revisions.get(id_, 1):
            self._set(id_, Known(hash(content_hash), revision))

    def _set(self, id_: str, known: Known) -> None:
        self._texts[id_] = known.text
        self._ids.setdefault(known.text, id_)
        if known.revision == 1:  # few pages ever change
            self._revisions.pop(id_, None)
        else:
            self._revisions[id_] = known.revision

    def _get(self, id_: str) -> Known | None:
        text = self._texts.get(id_)
        return None if text is None else Known(text, self._revisions.get(id_, 1))

    def id_of_text(self, content_hash: str | None) -> str | None:
        """A page whose latest record has this text."""
        text = hash(content_hash)
        id_ = self._ids.get(text) if content_hash is not None else None
        if id_ is None or self._texts.get(id_) == text:
            return id_
        # That page has changed since. Another one with the text is looked for once, which is seldom enough; in a copy,
        # because the thread that writes may add a page meanwhile.
        del self._ids[text]
        twin = next((other for other, its_text in self._texts.copy().items() if its_text == text), None)
        if twin is not None:
            self._ids[text] = twin
        return twin

    def judge(self, article: Article) -> tuple[Verdict, Article]:
        """Whether ``article`` says anything new, and the record with its revision number; remembers it."""
        known, text = self._get(article.id), hash(article.content_hash)
        if known is None:
            verdict, revision = Verdict.NEW, 1
        elif known.text == text:
            return Verdict.UNCHANGED, evolve(article, revision=known.revision)
        else:
            verdict, revision = Verdict.CHANGED, known.revision + 1
        self._set(article.id, Known(text, revision))
        return verdict, evolve(article, revision=revision)

    def known(self, ids: Iterable[str]) -> dict[str, Known | None]:
        """What is remembered of each of ``ids``, for ``restore``."""
        return {id_: self._get(id_) for id_ in ids}

    def restore(self, known: dict[str, Known | None]) -> None:
        """Remember again what ``known`` said, and nothing else, of the pages in it."""
        for id_, entry in known.items():
            if entry is None:
                self._texts.pop(id_, None)
                self._revisions.pop(id_, None)
            else:
                self._set(id_, entry)


class ArticleStore:
    """A durable, deduplicated JSON Lines file of articles with one writer.

    >>> with ArticleStore(Path("data/example/articles.jsonl")) as store:
    ...     store.append([article])
    """

    def __init__(self, path: Path) -> None:
        """Open or create ``path`` (and its folder), repair a torn last line, index what is there.

        :raises StoreLockedError: when another process writes it.
        :raises StoreError: when it cannot be created, read or repaired.
        """
        self.path = path
        self.index = Index()
        try:
            make_folder(path.parent)
        except OSError as error:
            raise StoreError(f"cannot create {path.parent}: {reason(error)}") from error
        self._lock = Lock(lock_of(path))
        try:
            self._lines = DurableLines(path)
        except BaseException:
            self._lock.release()
            raise
        try:
            self._read()
        except BaseException:
            self.close()
            raise

    def _read(self) -> None:
        for number, line in enumerate(read_lines(self.path), start=1):
            try:
                self.index.note(*_key(json.loads(line)))
            except (ValueError, KeyError, TypeError, RecursionError):
                logger.warning("%s, line %d is no record; it stays as it is", self.path, number)

    def __contains__(self, id_: object) -> bool:
        return id_ in self.index

    def __len__(self) -> int:
        return len(self.index)

    def id_of_text(self, content_hash: str | None) -> str | None:
        """The id of a record with this text, if the dataset holds one."""
        return self.index.id_of_text(content_hash)

    def append(self, articles: Iterable[Article]) -> list[tuple[Verdict, Article]]:
        """Write what is new or changed; once this returns, it is on disk.

        :returns: for each article its verdict and the record with its revision, as written.
        :raises StoreError: when the batch could not be written. Nothing of it is then in the file or in the index:
            it may be appended again.
        """
        batch = list(articles)
        before = self.index.known(article.id for article in batch)
        judged = [self.index.judge(article) for article in batch]
        try:
            self._lines.append(to_json_line(article) for verdict, article in judged if verdict is not Verdict.UNCHANGED)
        except BaseException:
            self.index.restore(before)
            raise
        return judged

    def close(self) -> None:
        """Close the file and let others write it; closing twice does no harm."""
        try:
            self._lines.close()
        finally:
            self._lock.release()

    def __enter__(self) -> ArticleStore:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _key(record: object) -> tuple[str, str | None, int]:
    """The id, content hash and revision of a record.

    :raises TypeError, KeyError: when it is none.
    """
    if not isinstance(record, dict):
        raise TypeError("not an object")
    id_, content_hash, revision = record["id"], record["content_hash"], record["revision"]
    if not (isinstance(id_, str) and isinstance(content_hash, str | None) and isinstance(revision, int)):
        raise TypeError("ill-typed key")
    return id_, content_hash, revision
