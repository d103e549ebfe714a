"""The store of records of one site: ``articles.jsonl``, the only truth about what has been crawled."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path

from attrs import evolve

from newsbot.dataset.index import Index, Known
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
        before: dict[str, Known | None] = {}
        judged = []
        try:
            for article in articles:
                known = self.index.get(article.id)
                before.setdefault(article.id, known)
                judged.append(self._judge(article, known))
            self._lines.append(to_json_line(article) for verdict, article in judged if verdict is not Verdict.UNCHANGED)
        except BaseException:
            for id_, known in before.items():
                self.index.set(id_, known)
            raise
        return judged

    def _judge(self, article: Article, known: Known | None) -> tuple[Verdict, Article]:
        """Whether ``article`` says anything new, and the record with its revision number; remembers it."""
        text = hash(article.content_hash)
        if known is not None and known.text == text:
            return Verdict.UNCHANGED, evolve(article, revision=known.revision)
        revision = known.revision + 1 if known else 1
        self.index.set(article.id, Known(text, revision))
        return Verdict.CHANGED if known else Verdict.NEW, evolve(article, revision=revision)

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
