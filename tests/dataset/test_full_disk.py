"""A store on a disk that is really full: it says so, keeps what it had, and goes on once there is room."""

from __future__ import annotations

from pathlib import Path

from tests.disks import python, run_on_small_disk

WRITER = """
import json, sys
from pathlib import Path
from newsbot.dataset.store import ArticleStore
from newsbot.errors import StoreError
from tests.dataset.test_kill import article

folder = Path(sys.argv[1])
(folder / "ballast").write_bytes(bytes(30_000))
written = 1
with ArticleStore(folder / "articles.jsonl") as store:
    try:
        while True:
            store.append([article(written)])
            written += 1
    except StoreError as error:
        print(error)
    assert (folder / "articles.jsonl").read_bytes().count(b"\\n") == written - 1
    (folder / "ballast").unlink()
    store.append([article(written)])
ids = [json.loads(line)["id"] for line in (folder / "articles.jsonl").read_bytes().splitlines()]
assert ids == [f"example:{number}" for number in range(1, written + 1)], ids
"""


def test_a_full_disk_loses_nothing(tmp_path: Path) -> None:
    done = run_on_small_disk(tmp_path, "64k", *python(WRITER, str(tmp_path)))
    assert done.stderr == ""
    assert done.stdout == f"cannot write {tmp_path}/articles.jsonl: No space left on device\n"
