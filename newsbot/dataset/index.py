"""Which pages a dataset holds, and with which text: made from the dataset each time that it is opened for writing."""

from __future__ import annotations

from typing import NamedTuple

from newsbot.dataset.scratch import Scratch

_SCHEMA = """
create table pages (
  number integer primary key, id text not null unique, text integer not null, revision integer not null
);
create index pages_text on pages (text)
"""


class Known(NamedTuple):
    """What is remembered of the latest record of a page.

    :ivar text: a hash of its content hash.
    """

    text: int
    revision: int


class Index:
    """The pages of a dataset: id -> text and revision of the latest record. Its methods raise ``StoreError``.

    It is kept on disk, and is not trusted longer than the dataset is open: only that one is the truth.
    """

    def __init__(self) -> None:
        self._scratch = Scratch(_SCHEMA)

    def __contains__(self, id_: object) -> bool:
        return bool(self._scratch.rows("select 1 from pages where id = ?", id_))

    def __len__(self) -> int:
        return int(self._scratch.rows("select count(*) from pages")[0][0])

    def get(self, id_: str) -> Known | None:
        """What is remembered of a page."""
        rows = self._scratch.rows("select text, revision from pages where id = ?", id_)
        return Known(*rows[0]) if rows else None

    def note(self, id_: str, content_hash: str | None, revision: int) -> None:
        """Remember a record that the dataset holds, unless a later one of its page is known."""
        self._scratch.change(f"{_SET} where excluded.revision >= revision", id_, hash(content_hash), revision)

    def set(self, id_: str, known: Known | None) -> None:
        """Remember ``known`` of a page, and nothing else; nothing at all for ``None``."""
        if known is None:
            self._scratch.change("delete from pages where id = ?", id_)
        else:
            self._scratch.change(_SET, id_, *known)

    def id_of_text(self, content_hash: str | None) -> str | None:
        """The first page whose latest record has this text."""
        if content_hash is None:
            return None
        rows = self._scratch.rows("select id from pages where text = ? order by number limit 1", hash(content_hash))
        return str(rows[0][0]) if rows else None


_SET = (
    "insert into pages (id, text, revision) values (?, ?, ?)"
    " on conflict (id) do update set text = excluded.text, revision = excluded.revision"
)
